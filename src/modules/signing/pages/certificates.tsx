import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import {
  ActionLink,
  Chip,
  DataTable,
  DeskPage,
  EmptyState,
  Pagination,
  StateChip,
  Tabs,
  Toolbar,
  type Column,
} from '#ui/officer/index.ts';
import type { Signing } from '../index.ts';
import { toPage, type CertificatePage } from './certificate-page.ts';
import { dayOf } from './dates.ts';
import { stateLooks } from './state-looks.ts';

export const handle = { hydrate: true };

const states = ['all', 'expiring', 'active', 'suspended', 'revoked', 'expired'] as const;
type StateFilter = (typeof states)[number];
const fullPage = 50;

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const search = new URL(request.url).searchParams;
  const state = states.find((known) => known === search.get('trang-thai')) ?? 'all';
  const number = Math.min(1000, Math.max(1, Math.trunc(Number(search.get('trang'))) || 1));
  const found = await page.service<Signing>('signing').listCertificates(page.actor, { state, page: number });
  const manage = page.actor.kind === 'officer' && page.actor.grants['signing.manage'] !== undefined;
  return { state, number, manage, certificates: found.map(toPage) };
}

const hrefOf = (state: StateFilter, number = 1): string =>
  `/can-bo/chung-thu?trang-thai=${state}${number > 1 ? `&trang=${number}` : ''}`;

/** The register of certificates of the officer's units; what ends soonest stands first. */
export default function Certificates() {
  const { state, number, manage, certificates } = useLoaderData<typeof loader>();
  const t = useText('signing');
  return (
    <DeskPage title={t('list.title')}>
      <title>{t('list.title')}</title>
      <Toolbar label={t('list.filter')}>
        <Tabs
          label={t('list.filter')}
          items={states.map((one) => ({ href: hrefOf(one), label: t(`list.${one}`), current: one === state }))}
        />
        {manage && <ActionLink href="/can-bo/chung-thu/cap" label={t('list.issue')} look="main" shortcut="n" />}
      </Toolbar>
      <DataTable
        caption={t('list.title')}
        hideCaption
        columns={useColumns()}
        rows={certificates}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/can-bo/chung-thu/${id}`}
        empty={<EmptyState title={t('list.empty')}>{t('list.emptyText')}</EmptyState>}
      />
      <Pagination
        previousHref={number > 1 ? hrefOf(state, number - 1) : null}
        nextHref={certificates.length === fullPage ? hrefOf(state, number + 1) : null}
        position={number}
      />
    </DeskPage>
  );
}

function useColumns(): Column<CertificatePage>[] {
  const t = useText('signing');
  const looks = stateLooks(t);
  return [
    { key: 'holder', label: t('list.holder'), cell: ({ holderName }) => holderName },
    { key: 'kind', label: t('list.kind'), cell: ({ holderKind }) => t(`list.${holderKind}`), nowrap: true },
    { key: 'key', label: t('list.key'), cell: ({ keyKind }) => keyKind, wideOnly: true, nowrap: true },
    { key: 'until', label: t('list.until'), cell: ({ notAfter }) => dayOf(notAfter), nowrap: true },
    { key: 'state', label: t('list.stateColumn'), cell: (row) => <States row={row} looks={looks} /> },
  ];
}

function States({ row, looks }: { row: CertificatePage; looks: ReturnType<typeof stateLooks> }) {
  const t = useText('signing');
  return (
    <>
      <StateChip state={row.state} looks={looks} />{' '}
      {row.alarm && (
        <Chip tone={row.alarm.stage <= 7 ? 'late' : 'due'}>{t('list.daysLeft', { n: row.alarm.daysLeft })}</Chip>
      )}
    </>
  );
}
