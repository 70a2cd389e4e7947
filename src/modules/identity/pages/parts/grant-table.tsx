import { formatDate } from '#platform/text/dates.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText, type Translate } from '#platform/web/text.tsx';
import { Chip, ConfirmDialog, DataTable, DialogTrigger, EmptyState, type Column } from '#ui/officer/index.ts';
import type { ShownGrant } from './grant-rows.ts';

/** Roles given; with `mayEnd` each that holds can be taken back (posts `intent=end`, `grantUid`, `reason`). */
export function GrantTable({ rows, mayEnd = false }: { rows: readonly ShownGrant[]; mayEnd?: boolean }) {
  const t = useText('identity');
  return (
    <>
      <DataTable
        caption={t('grants.title')}
        hideCaption
        columns={columnsOf(t, mayEnd)}
        rows={rows}
        rowKey={(row) => row.uid}
        empty={<EmptyState title={t('grants.empty')}>{t('grants.emptyNote')}</EmptyState>}
      />
      {mayEnd &&
        rows
          .filter((row) => !row.ended)
          .map((row) => (
            <ConfirmDialog
              key={row.uid}
              id={`end-${row.uid}`}
              title={t('grants.endTitle', { role: row.roleName, name: row.recipientName })}
              confirm={t('grants.end')}
              danger
              intent={{ name: 'intent', value: 'end' }}
              reason={{ label: t('accounts.reason'), hint: t('accounts.reasonHint') }}
              fields={
                <>
                  <RequestIdField />
                  <input type="hidden" name="grantUid" value={row.uid} />
                </>
              }
            >
              <p>{t('grants.endText')}</p>
            </ConfirmDialog>
          ))}
    </>
  );
}

function columnsOf(t: Translate, mayEnd: boolean): Column<ShownGrant>[] {
  const columns: Column<ShownGrant>[] = [
    { key: 'role', label: t('grants.role'), cell: (row) => row.roleName },
    {
      key: 'to',
      label: t('grants.to'),
      cell: (row) => (row.toPosition ? `${row.recipientName} (${t('grants.position')})` : row.recipientName),
    },
    {
      key: 'unit',
      label: t('grants.where'),
      cell: (row) =>
        row.unit === null
          ? t('accounts.wholeLocality')
          : row.includeSubtree
            ? t('grants.withSubtree', { unit: row.unit })
            : row.unit,
    },
    {
      key: 'validity',
      label: t('grants.validity'),
      nowrap: true,
      cell: (row) =>
        `${formatDate(row.validFrom)} – ${row.validTo === null ? t('grants.open') : formatDate(row.validTo)}`,
    },
    {
      key: 'state',
      label: t('accounts.status'),
      cell: (row) =>
        row.ended ? (
          <Chip tone="wait">{t('grants.ended', { reason: row.endReason ?? '' })}</Chip>
        ) : (
          <Chip tone="done">{t('grants.holds')}</Chip>
        ),
    },
  ];
  if (!mayEnd) return columns;
  const act: Column<ShownGrant> = {
    key: 'act',
    label: t('grants.act'),
    cell: (row) => (row.ended ? null : <DialogTrigger dialog={`end-${row.uid}`} label={t('grants.end')} small />),
  };
  return [...columns, act];
}
