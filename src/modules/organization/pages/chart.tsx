import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/forms/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { ActionBar, ActionButton, ActionLink, DeskPage } from '#ui/officer/index.ts';
import type { Organization } from '../index.ts';
import { momentOf, treeHref, unitHref, withDay } from './hrefs.ts';
import stylesheet from './organization.css?url';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const moment = momentOf(request, page.now());
  return { moment, rows: [...(await page.service<Organization>('organization').listChart(page.actor, moment.asOf))] };
}

const deepestIndent = 5;

/** The whole tree of a day on paper: units, heads, codes. */
export default function ChartPage() {
  const { moment, rows } = useLoaderData<typeof loader>();
  const t = useText('organization');
  const title = t('chart.title', { date: formatDate(moment.asOf) });
  const actions = (
    <ActionBar>
      <ActionButton type="button" look="main" label={t('action.print')} shortcut="p" onClick={() => window.print()} />
      <ActionLink href={withDay(treeHref, moment)} label={t('form.cancel')} />
    </ActionBar>
  );
  return (
    <DeskPage title={title} actions={actions}>
      <title>{title}</title>
      <table className="chart">
        <caption>{t('chart.count', { n: rows.length })}</caption>
        <thead>
          <tr>
            {(['unit', 'head', 'code', 'since'] as const).map((key) => (
              <th key={key} scope="col">
                {t(`chart.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ unitUid, tier, fullName, head, qd20, qcvn102, validFrom }) => (
            <tr key={unitUid}>
              <td className={`tier-${Math.min(tier, deepestIndent)}`}>
                <a href={unitHref(unitUid, moment)}>{fullName}</a>
              </td>
              <td>{head}</td>
              <td>{qd20 ?? qcvn102}</td>
              <td>{formatDate(validFrom)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </DeskPage>
  );
}
