import { useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { LinkButton, Matter, Notice } from '#ui/citizen/index.ts';
import type { Procedures } from '../index.ts';
import { definitionOf } from './definition.ts';
import { ProcedureView } from './procedure-view.tsx';
import stylesheet from './procedures.css?url';
import { publicView } from './public-view.ts';

/** The same for everyone: drawn once for each edition of the catalogue, however many ask. */
export const headers = () => ({ 'Cache-Control': 's-maxage=5' });
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const procedures = pageContext(context).service<Procedures>('procedures');
  const found = await procedures.findPublic(params['code'] ?? '');
  const { content, validFrom, validTo } = found.version;
  const ending = found.state === 'coming' ? null : found.ending;
  const successor = ending?.successor == null ? null : { code: ending.successor, name: await nameOf(procedures, ending.successor) };
  return { item: publicView(content, definitionOf(content.form)), state: found.state, validFrom, validTo, ending: ending === null ? null : { lastDay: ending.lastDay, reason: ending.reason, successor } };
}

async function nameOf(procedures: Procedures, code: string): Promise<{ vi: string; en: string }> {
  const summary = (await procedures.search(code)).find((item) => item.code === code);
  return summary?.name ?? { vi: code, en: code };
}

/** One procedure as the law wants it published (NĐ 63/2010 Đ8.2), exemptions before amounts, ready for print. */
export default function ProcedureDetail() {
  const { item, state, validFrom, ending } = useLoaderData<typeof loader>();
  const t = useText('procedures');
  const locale = useLocale();
  return (
    <Matter title={item.name[locale]} caption={`${t('detail.code')} ${item.code} · ${item.field[locale]}`} lead={item.summary[locale]} back={{ href: '/thu-tuc', label: t('list.title') }}>
      <title>{item.name[locale]}</title>
      {state === 'coming' && <Notice tone="due">{t('state.coming', { day: formatDate(validFrom) })}</Notice>}
      {ending !== null && <Ending ending={ending} ended={state === 'ended'} />}
      {state === 'in_force' && <ProcedureView item={item} />}
    </Matter>
  );
}

type EndingView = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['ending']>;

function Ending({ ending, ended }: { ending: EndingView; ended: boolean }) {
  const t = useText('procedures');
  const locale = useLocale();
  return (
    <Notice tone={ended ? 'late' : 'due'} title={t(ended ? 'state.ended' : 'state.ending', { day: formatDate(ending.lastDay) })}>
      <p>{ending.reason}</p>
      {ending.successor !== null && (
        <p>
          <LinkButton look="quiet" href={`/thu-tuc/${ending.successor.code}`}>
            {t('state.successor', { name: ending.successor.name[locale] })}
          </LinkButton>
        </p>
      )}
    </Notice>
  );
}
