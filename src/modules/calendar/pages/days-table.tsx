import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText, type Translate } from '#platform/web/text.tsx';
import { formatDate } from '#platform/forms/dates.ts';
import { Chip, ConfirmDialog, DataTable, DialogTrigger, EmptyState, type Column } from '#ui/officer/index.ts';
import { marks } from './month-table.tsx';

/** A special day as the table needs it. */
export type SpecialDayRow = {
  readonly uid: string;
  readonly date: string;
  readonly kind: 'holiday' | 'in_lieu' | 'off' | 'swap_work' | 'half';
  readonly name: string;
  readonly legalBase: string;
  readonly certainty: 'fixed' | 'decided' | 'expected';
  readonly inPlaceOf: string | null;
  readonly half: 'morning' | 'afternoon' | null;
};

/** The special days of a calendar with their legal bases; each can be taken back with a reason. */
export function DaysTable({
  caption,
  days,
  manage,
}: {
  caption: string;
  days: readonly SpecialDayRow[];
  manage: boolean;
}) {
  const t = useText('calendar');
  const columns = manage ? [...columnsOf(t), removeColumn(t)] : columnsOf(t);
  const empty = <EmptyState title={t('days.none')}>{t('days.noneAdvice')}</EmptyState>;
  return (
    <>
      <DataTable caption={caption} hideCaption columns={columns} rows={days} rowKey={({ uid }) => uid} empty={empty} />
      {manage && days.map((day) => <RemoveDialog key={day.uid} day={day} />)}
    </>
  );
}

function columnsOf(t: Translate): Column<SpecialDayRow>[] {
  return [
    {
      key: 'date',
      label: t('days.date'),
      nowrap: true,
      cell: ({ date }) => `${t(`weekday.${weekdayOf(date)}`)} ${formatDate(date)}`,
    },
    { key: 'kind', label: t('days.kind'), nowrap: true, cell: ({ kind }) => `${marks[kind]} ${t(`state.${kind}`)}` },
    {
      key: 'name',
      label: t('days.name'),
      cell: (day) => [day.name, noteOf(t, day)].filter((part) => part !== '').join(', '),
    },
    { key: 'legalBase', label: t('days.legalBase'), cell: ({ legalBase }) => legalBase, wideOnly: true },
    {
      key: 'certainty',
      label: t('days.certainty'),
      nowrap: true,
      cell: ({ certainty }) => (
        <Chip tone={certainty === 'expected' ? 'due' : 'done'}>{t(`certainty.${certainty}`)}</Chip>
      ),
    },
  ];
}

function removeColumn(t: Translate): Column<SpecialDayRow> {
  const label = (day: SpecialDayRow) => t('remove.buttonFor', { date: formatDate(day.date) });
  const cell = (day: SpecialDayRow) => <DialogTrigger dialog={`bo-${day.uid}`} label={label(day)} small />;
  return { key: 'actions', label: t('days.actions'), nowrap: true, cell };
}

function RemoveDialog({ day }: { day: SpecialDayRow }) {
  const t = useText('calendar');
  return (
    <ConfirmDialog
      id={`bo-${day.uid}`}
      title={t('remove.title', { date: formatDate(day.date) })}
      confirm={t('remove.confirm')}
      intent={{ name: 'intent', value: 'remove' }}
      reason={{ label: t('remove.reason'), maxLength: 300 }}
      danger
      fields={
        <>
          <RequestIdField />
          <input type="hidden" name="exceptionUid" value={day.uid} />
        </>
      }
    >
      <p>{t('remove.text', { name: day.name })}</p>
    </ConfirmDialog>
  );
}

function noteOf(t: Translate, { kind, half, inPlaceOf }: SpecialDayRow): string {
  if (half !== null) return t(`half.${half}`);
  if (inPlaceOf === null) return '';
  return t(kind === 'in_lieu' ? 'days.inLieuOf' : 'days.swappedWith', { date: formatDate(inPlaceOf) });
}

function weekdayOf(date: string): string {
  return String(new Date(`${date}T00:00:00Z`).getUTCDay() || 7);
}
