import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import type { Procedures } from '#modules/procedures/index.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useLocale, useText } from '#platform/web/text.tsx';
import { Card, Columns, LinkList, Matter, SearchBox } from '#ui/citizen/index.ts';

/** The same for all who are not signed in. */
export const headers = () => ({ 'Cache-Control': 's-maxage=5' });

export async function loader({ context }: LoaderFunctionArgs) {
  const found = await pageContext(context).service<Procedures>('procedures').search('');
  return { procedures: found.map(({ code, name, summary, lifeEvents }) => ({ code, name, summary, lifeEvents })) };
}

/** First page: one question first, then the matters of a life, and following a case at once. */
export default function Home() {
  const { procedures } = useLoaderData<typeof loader>();
  const t = useText('shell');
  const locale = useLocale();
  const events = [...new Set(procedures.flatMap((item) => item.lifeEvents))];
  const eventLinks = events.map((event) => ({
    href: `/thu-tuc?q=${encodeURIComponent(event)}`,
    label: event,
    note: procedures.filter((item) => item.lifeEvents.includes(event)).map((item) => item.name[locale]).join(', '),
  }));
  return (
    <Matter title={t('home.title')} wide>
      <title>{t('home.title')}</title>
      <SearchBox action="/thu-tuc" label={t('home.search')} placeholder={t('home.example')} button={t('home.find')} hint={t('home.hint')} />
      <Columns
        asideFirst
        aside={
          <Card title={t('home.trackTitle')}>
            <SearchBox action="/tra-cuu" name="ma" label={t('home.trackCode')} placeholder="H99.50-261123-0042" button={t('home.trackShow')} hint={t('home.trackHint')} />
          </Card>
        }
      >
        <h2>{t('home.events')}</h2>
        <LinkList items={[...eventLinks, { href: '/thu-tuc', label: t('home.all', { n: procedures.length }), note: t('home.allNote') }]} />
      </Columns>
    </Matter>
  );
}
