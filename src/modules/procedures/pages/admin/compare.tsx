import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Button, DeskPage, Select, Toolbar } from '#ui/officer/index.ts';
import type { Procedures } from '../../index.ts';
import { listHref, procedureHref } from '../editor/load-draft.ts';
import stylesheet from '../procedures.css?url';
import { Changes } from './changes.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const procedures = page.service<Procedures>('procedures');
  const { code, versions } = await procedures.readOverview(page.actor, params['code'] ?? '');
  const asked = (name: string): string | undefined => versions.find(({ id }) => id === url.searchParams.get(name))?.id;
  const to = asked('den') ?? versions[0]?.id ?? '';
  const from = asked('tu') ?? versions[1]?.id ?? to;
  const changes = to === '' ? [] : await procedures.compare(page.actor, { from: { kind: 'version', id: from }, to: { kind: 'version', id: to } });
  return { code, versions, from, to, changes };
}

/** Two versions of a procedure side by side. */
export default function ComparePage() {
  const { code, versions, from, to, changes } = useLoaderData<typeof loader>();
  const t = useText('procedures');
  const options = versions.map(({ id, number, validFrom }) => ({ value: id, label: t('admin.versionFrom', { n: number, day: formatDate(validFrom) }) }));
  return (
    <DeskPage title={t('compare.title')} facts={[code, t('compare.count', { n: changes.length })]}>
      <title>{`${t('compare.title')} · ${code}`}</title>
      <p className="crumb-line">
        <a href={listHref}>{t('admin.title')}</a> › <a href={procedureHref(code)}>{code}</a> › {t('compare.title')}
      </p>
      <form>
        <Toolbar label={t('compare.choose')}>
          <Select name="tu" label={t('compare.before')} placeholder={false} value={from} options={options} />
          <Select name="den" label={t('compare.after')} placeholder={false} value={to} options={options} />
          <Button look="quiet">{t('compare.show')}</Button>
        </Toolbar>
      </form>
      <Changes changes={changes} />
    </DeskPage>
  );
}
