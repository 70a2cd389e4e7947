import { Form, Outlet, useLoaderData, useParams, useSearchParams, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText, type Translate } from '#platform/web/text.tsx';
import { Button, DueChip, EmptyState, MasterDetail, Pagination, Toolbar, type ListItem } from '#ui/officer/index.ts';
import type { Desk, WorkItem } from '../index.ts';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const search = new URL(request.url).searchParams;
  const query = { drawer: search.get('ngan') ?? 'all', text: search.get('q') ?? '', page: search.get('trang') ?? '1' };
  if (page.actor.kind !== 'officer') return { items: [], more: false, query, now: page.now().toISOString() };
  const { items, more } = await page.service<Desk>('desk').listWork(page.actor, query);
  return { items, more, query, now: page.now().toISOString() };
}

/** One inbox over all modules: list left, matter right. */
export default function DeskPage() {
  const { items, more, query, now } = useLoaderData<typeof loader>();
  const t = useText('desk');
  const { id } = useParams();
  const [search] = useSearchParams();
  const suffix = search.size === 0 ? '' : `?${search.toString()}`;
  return (
    <>
      {id === undefined ? <title>{t('title')}</title> : null}
      <MasterDetail
        title={t(`drawer.${query.drawer}`)}
        sortedBy={t('sortedBy')}
        listHref={`/can-bo${suffix}`}
        currentId={id ?? null}
        items={items.map((item) => lineOf(t, item, { now, suffix }))}
        filters={<Filters drawer={query.drawer} text={query.text} />}
        empty={
          <EmptyState title={query.text === '' ? t('empty') : t('nothingFound', { text: query.text })}>
            {t('emptyNote')}
          </EmptyState>
        }
        pagination={
          <Pagination
            previousHref={Number(query.page) > 1 ? pageHref(search, -1) : null}
            nextHref={more ? pageHref(search, 1) : null}
          />
        }
        placeholder={<p>{t('choose')}</p>}
      >
        {id === undefined ? null : <Outlet />}
      </MasterDetail>
    </>
  );
}

function Filters({ drawer, text }: { drawer: string; text: string }) {
  const t = useText('desk');
  return (
    <Form action="/can-bo" role="search">
      <Toolbar label={t('find')}>
        <input type="hidden" name="ngan" value={drawer} />
        <input
          className="input"
          type="search"
          name="q"
          aria-label={t('find')}
          placeholder={t('find')}
          defaultValue={text}
        />
        <Button look="quiet" small>
          {t('findButton')}
        </Button>
      </Toolbar>
    </Form>
  );
}

function lineOf(t: Translate, item: WorkItem, page: { now: string; suffix: string }): ListItem {
  const held = item.mine ? t('mine') : t(`stage.${item.stage}`);
  return {
    id: item.id,
    href: `/can-bo/ho-so/${item.id}${page.suffix}`,
    title: item.title,
    note: `${item.code} · ${item.party} · ${held}`,
    chip: <DueChip dueAt={item.dueAt} now={page.now} />,
  };
}

function pageHref(search: URLSearchParams, step: 1 | -1): string {
  const next = new URLSearchParams(search);
  next.set('trang', String(Math.max(1, Number(search.get('trang') ?? '1') + step)));
  return `?${next.toString()}`;
}
