import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { formatDate } from '#platform/text/dates.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText, type Translate } from '#platform/web/text.tsx';
import {
  ActionLink,
  Button,
  Chip,
  DataTable,
  DeskPage,
  EmptyState,
  Pagination,
  Select,
  TextInput,
  Toolbar,
  type Column,
} from '#ui/officer/index.ts';
import { identityOf } from '../parts/visit.ts';

const pageSize = 50;

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const identity = identityOf(page);
  const search = url.searchParams;
  const query = {
    text: search.get('q') ?? '',
    status: search.get('trang-thai') ?? '',
    page: search.get('trang') ?? '1',
  };
  const accounts = await identity.listAccounts(page.actor, query);
  const units = await identity.nameUnits(accounts.map((account) => account.unitUid));
  const rows = accounts.map(
    ({ uid, username, displayName, status, unitUid, secondFactor, administrator, lastActiveAt }) => {
      const unit = unitUid === null ? null : (units[unitUid] ?? unitUid);
      return {
        uid,
        username,
        displayName,
        status,
        unit,
        secondFactor,
        administrator,
        lastActiveAt: lastActiveAt.toISOString(),
      };
    },
  );
  return { rows, query, mayAdd: identity.abilities(page.actor)['identity.manage_accounts'] };
}

type Row = Awaited<ReturnType<typeof loader>>['rows'][number];

export default function Accounts() {
  const { rows, query, mayAdd } = useLoaderData<typeof loader>();
  const t = useText('identity');
  const number = Number(query.page);
  const at = (page: number): string =>
    `?${new URLSearchParams({ q: query.text, 'trang-thai': query.status, trang: String(page) }).toString()}`;
  return (
    <DeskPage title={t('accounts.title')}>
      <title>{t('accounts.title')}</title>
      <form method="get" role="search">
        <Toolbar label={t('accounts.filter')}>
          <TextInput name="q" type="search" label={t('accounts.find')} value={query.text} />
          <Select
            name="trang-thai"
            label={t('accounts.status')}
            value={query.status}
            placeholder={t('accounts.anyStatus')}
            options={['active', 'disabled'].map((value) => ({ value, label: t(`accounts.statuses.${value}`) }))}
          />
          <Button look="quiet">{t('accounts.filter')}</Button>
          {mayAdd && <ActionLink href="/can-bo/quan-tri/tai-khoan/moi" label={t('accounts.add')} shortcut="n" />}
        </Toolbar>
      </form>
      <DataTable
        caption={t('accounts.title')}
        hideCaption
        columns={columnsOf(t)}
        rows={rows}
        rowKey={(row) => row.uid}
        rowHref={(row) => `/can-bo/quan-tri/tai-khoan/${row.uid}`}
        empty={<EmptyState title={t('accounts.empty')}>{t('accounts.emptyNote')}</EmptyState>}
      />
      <Pagination
        previousHref={number > 1 ? at(number - 1) : null}
        nextHref={rows.length === pageSize ? at(number + 1) : null}
      />
    </DeskPage>
  );
}

function columnsOf(t: Translate): Column<Row>[] {
  return [
    { key: 'username', label: t('officerSignIn.username'), cell: (row) => row.username, nowrap: true },
    { key: 'name', label: t('accounts.name'), cell: (row) => row.displayName },
    { key: 'unit', label: t('accounts.unit'), cell: (row) => row.unit ?? t('accounts.wholeLocality'), wideOnly: true },
    {
      key: 'factor',
      label: t('factors.title'),
      cell: (row) => t(row.secondFactor ? 'accounts.hasFactor' : 'accounts.noFactor'),
      wideOnly: true,
    },
    {
      key: 'status',
      label: t('accounts.status'),
      cell: (row) => (
        <>
          <Chip tone={row.status === 'active' ? 'done' : 'wait'}>{t(`accounts.statuses.${row.status}`)}</Chip>{' '}
          {row.administrator && <Chip tone="info">{t('accounts.administrator')}</Chip>}
        </>
      ),
    },
    {
      key: 'seen',
      label: t('accounts.lastActive'),
      cell: (row) => formatDate(new Date(row.lastActiveAt)),
      nowrap: true,
      wideOnly: true,
    },
  ];
}
