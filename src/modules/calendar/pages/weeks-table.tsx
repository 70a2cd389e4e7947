import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { formatDate } from '#platform/forms/dates.ts';
import { ConfirmDialog, DataTable, DialogTrigger, EmptyState, type Column } from '#ui/officer/index.ts';

/** Hours of a unit as the table needs them; `validTo` is the first day on which they no longer hold. */
export type WeekRow = {
  readonly uid: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly reason: string;
  readonly legalBase: string;
};

/** The hours that a unit has set over time. */
export function WeeksTable({ weeks, manage }: { weeks: readonly WeekRow[]; manage: boolean }) {
  const t = useText('calendar');
  const columns: Column<WeekRow>[] = [
    { key: 'from', label: t('hours.from'), nowrap: true, cell: ({ validFrom }) => formatDate(validFrom) },
    {
      key: 'to',
      label: t('hours.to'),
      nowrap: true,
      cell: ({ validTo }) => (validTo === null ? t('hours.open') : formatDate(dayBefore(validTo))),
    },
    { key: 'reason', label: t('hours.reason'), cell: ({ reason }) => reason },
    { key: 'legalBase', label: t('hours.legalBase'), cell: ({ legalBase }) => legalBase },
  ];
  const remove: Column<WeekRow> = {
    key: 'actions',
    label: t('hours.actions'),
    cell: (week) => (
      <DialogTrigger
        dialog={`bo-${week.uid}`}
        label={t('hours.removeFor', { date: formatDate(week.validFrom) })}
        small
      />
    ),
  };
  const empty = <EmptyState title={t('hours.listNone')}>{t('hours.listNoneAdvice')}</EmptyState>;
  return (
    <>
      <DataTable
        caption={t('hours.list')}
        hideCaption
        columns={manage ? [...columns, remove] : columns}
        rows={weeks}
        rowKey={({ uid }) => uid}
        empty={empty}
      />
      {manage && weeks.map((week) => <RemoveWeek key={week.uid} week={week} />)}
    </>
  );
}

function RemoveWeek({ week }: { week: WeekRow }) {
  const t = useText('calendar');
  return (
    <ConfirmDialog
      id={`bo-${week.uid}`}
      title={t('hours.removeTitle', { date: formatDate(week.validFrom) })}
      confirm={t('remove.button')}
      intent={{ name: 'intent', value: 'remove' }}
      reason={{ label: t('remove.reason'), maxLength: 300 }}
      danger
      fields={
        <>
          <RequestIdField />
          <input type="hidden" name="weekUid" value={week.uid} />
        </>
      }
    >
      <p>{t('hours.removeText')}</p>
    </ConfirmDialog>
  );
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
