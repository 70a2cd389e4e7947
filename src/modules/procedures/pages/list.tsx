import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Details, EmptyState, LinkList, Matter, SearchBox } from '#ui/citizen/index.ts';
import type { Procedures } from '../index.ts';

/** The same for everyone: drawn once for each edition of the catalogue, however many ask. */
export const headers = () => ({ 'Cache-Control': 's-maxage=5' });

export async function loader({ context, url }: LoaderFunctionArgs) {
  const text = (url.searchParams.get('q') ?? '').slice(0, 200).trim();
  const found = await pageContext(context).service<Procedures>('procedures').search(text);
  return { text, found: found.map(({ code, name, summary, field, lifeEvents }) => ({ code, name, summary, field: field.name, lifeEvents })) };
}

type Found = Awaited<ReturnType<typeof loader>>['found'][number];

/** The catalogue: search with or without accents, by life event, or everything by field. */
export default function ProcedureList() {
  const { text, found } = useLoaderData<typeof loader>();
  const t = useText('procedures');
  return (
    <Matter title={t('list.title')} lead={t('list.lead')}>
      <title>{text === '' ? t('list.title') : `${text} · ${t('list.title')}`}</title>
      <SearchBox action="/thu-tuc" label={t('list.search')} value={text} placeholder={t('list.example')} button={t('list.find')} hint={t('list.hint')} />
      {found.length === 0 && <EmptyState title={t('list.none', { text })}>{t('list.noneAdvice')}</EmptyState>}
      {text === '' ? <WholeCatalogue found={found} /> : <Results text={text} found={found} />}
    </Matter>
  );
}

/** Best first: what was looked for is rarely of one field alone. */
function Results({ text, found }: { text: string; found: readonly Found[] }) {
  const t = useText('procedures');
  if (found.length === 0) return null;
  return (
    <section>
      <h2>{t('list.found', { n: found.length, text })}</h2>
      <Procedures found={found} />
      <p>
        <a href="/thu-tuc">{t('list.all')}</a>
      </p>
    </section>
  );
}

function WholeCatalogue({ found }: { found: readonly Found[] }) {
  const t = useText('procedures');
  const locale = useLocale();
  const fields = [...new Set(found.map((item) => item.field[locale]))];
  const events = [...new Set(found.flatMap((item) => item.lifeEvents))];
  return (
    <>
      {events.length > 0 && (
        <Details summary={t('list.events')} open>
          <LinkList items={events.map((event) => ({ href: `/thu-tuc?q=${encodeURIComponent(event)}`, label: event, note: t('list.count', { n: found.filter((item) => item.lifeEvents.includes(event)).length }) }))} />
        </Details>
      )}
      {fields.map((field) => (
        <section key={field}>
          <h2>{field}</h2>
          <Procedures found={found.filter((item) => item.field[locale] === field)} />
        </section>
      ))}
    </>
  );
}

function Procedures({ found }: { found: readonly Found[] }) {
  const locale = useLocale();
  return <LinkList oneColumn items={found.map((item) => ({ href: `/thu-tuc/${item.code}`, label: item.name[locale], note: `${item.code} · ${item.summary[locale]}` }))} />;
}
