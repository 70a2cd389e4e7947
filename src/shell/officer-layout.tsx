import type { ReactNode } from 'react';
import { Outlet, redirect, useLoaderData, useLocation, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import type { Desk } from '#modules/desk/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { OfficerShell, type RailGroup } from '#ui/officer/index.ts';
import stylesheet from '#ui/officer.css?url';
import { ErrorPage } from './error-page.tsx';
import { administrationOf } from './administration.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const { actor } = page;
  if (actor.kind !== 'officer') {
    throw redirect(`/can-bo/dang-nhap?tiep=${encodeURIComponent(url.pathname + url.search)}`);
  }
  const [counts, holdings] = await Promise.all([page.service<Desk>('desk').countWork(actor), page.service<Identity>('identity').listOwnHoldings(actor)]);
  return {
    demo: page.demo,
    counts,
    positions: holdings.map((holding) => ({ holdingId: holding.holdingUid, label: `${holding.title}, ${holding.unitName}`, current: holding.holdingUid === actor.holdingId })),
    administration: administrationOf(Object.keys(actor.grants)),
    maySign: Object.hasOwn(actor.grants, 'cases.sign'),
    serves: Object.hasOwn(actor.grants, 'hall.serve'),
    mayFile: Object.hasOwn(actor.grants, 'cases.receive'),
    collects: Object.hasOwn(actor.grants, 'payments.read'),
    listens: ['feedback.supervise', 'feedback.figures'].filter((permission) => Object.hasOwn(actor.grants, permission)),
    officer: { name: actor.name, position: actor.positionName, unit: actor.unitName },
  };
}

export default function OfficerLayout() {
  return (
    <Frame data={useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  );
}

function Frame({ data, children }: { data: Data; children: ReactNode }) {
  const t = useText('shell');
  return (
    <OfficerShell
      homeHref="/can-bo"
      officer={{ ...data.officer, accountHref: '/can-bo/tai-khoan' }}
      positions={data.positions}
      switchPosition={{ action: '/can-bo/chuc-vu', fields: <RequestIdField /> }}
      signOut={{ action: '/dang-xuat', fields: <RequestIdField /> }}
      groups={useGroups(data)}
      searchUrl="/api/v1/desk/commands"
      searchHref="/can-bo"
      banner={data.demo ? t('demoBanner') : null}
    >
      {children}
    </OfficerShell>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function useGroups({ counts, administration, maySign, serves, mayFile, collects, listens }: Data): RailGroup[] {
  const t = useText('shell');
  const { pathname, search } = useLocation();
  const drawer = new URLSearchParams(search).get('ngan') ?? 'all';
  const work = counts.map((count) => ({
    href: count.key === 'all' ? '/can-bo' : `/can-bo?ngan=${count.key}`,
    label: t(`drawer.${count.key}`),
    count: count.waiting,
    late: count.late > 0,
    current: pathname === '/can-bo' && drawer === count.key,
  }));
  const page = (href: string, key: string) => ({ href, label: t(`page.${key}`), current: pathname.startsWith(href) });
  const filing = mayFile ? [{ ...page('/thu-tuc', 'file'), outside: true }] : [];
  const follow = [...filing, page('/can-bo/thong-bao', 'notices'), page('/can-bo/tra-cuu-ho-so', 'search'), page('/can-bo/xin-y-kien', 'asked'), page('/can-bo/so-theo-doi', 'register'), ...(collects ? [page('/can-bo/thu-phi', 'fees')] : []), ...(maySign ? [page('/can-bo/trinh-ky', 'stack')] : [])];
  const people = [
    ...(listens.includes('feedback.supervise') ? [page('/can-bo/phan-anh', 'complaints')] : []),
    ...(listens.includes('feedback.figures') ? [page('/can-bo/hai-long', 'satisfaction')] : []),
  ];
  const hall = serves ? [page('/can-bo/quay', 'hall'), page('/can-bo/sanh', 'hallFigures')] : [];
  const groups = [
    { title: t('group.work'), items: [...work, ...hall] },
    { title: t('group.follow'), items: [...(work.length === 0 ? [page('/can-bo/thong-bao', 'notices')] : follow), ...people] },
    { title: t('group.administration'), items: administration.map(({ href, key }) => page(href, key)) },
  ];
  return groups.filter((group) => group.items.length > 0);
}

/** A failing page keeps the frame; without the frame's own data only the message is left. */
export function ErrorBoundary({ error, loaderData }: { error: unknown; loaderData?: Data }) {
  if (loaderData === undefined) return <ErrorPage error={error} />;
  return (
    <Frame data={loaderData}>
      <ErrorPage error={error} />
    </Frame>
  );
}
