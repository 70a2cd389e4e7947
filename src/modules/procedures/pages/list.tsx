import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { EmptyState, LinkList, Matter, SearchBox } from '#ui/citizen/index.ts';
import type { Procedures } from '../index.ts';

/** The same for everyone: drawn once in a while, however many ask (the catalogue itself is as fresh as that). */
export const headers = () => ({ 'Cache-Control': 's-maxage=5' });

export async function loader({ context, request }: LoaderFunctionArgs) {
  const text = (new URL(request.url).searchParams.get('q') ?? '').slice(0, 200);
  const found = await pageContext(context).service<Procedures>('procedures').search(text);
  return { text, found: found.map(({ code, name, summary, field }) => ({ code, name, summary, field: field.name })) };
}

/** The catalogue: search with or without accents, or everything by field. */
export default function ProcedureList() {
  const { text, found } = useLoaderData<typeof loader>();
  const t = useText('procedures');
  const locale = useLocale();
  const fields = [...new Set(found.map((item) => item.field[locale]))];
  return (
    <Matter title={t('list.title')} lead={t('list.lead')}>
      <title>{t('list.title')}</title>
      <SearchBox action="/thu-tuc" label={t('list.search')} value={text} placeholder={t('list.example')} button={t('list.find')} hint={t('list.hint')} />
      {found.length === 0 ? (
        <EmptyState title={t('list.none', { text })}>{t('list.noneAdvice')}</EmptyState>
      ) : (
        fields.map((field) => (
          <section key={field}>
            <h2>{field}</h2>
            <LinkList oneColumn items={found.filter((item) => item.field[locale] === field).map((item) => ({ href: `/thu-tuc/${item.code}`, label: item.name[locale], note: item.summary[locale] }))} />
          </section>
        ))
      )}
    </Matter>
  );
}
