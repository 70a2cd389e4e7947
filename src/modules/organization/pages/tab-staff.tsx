import { Link } from 'react-router';
import { formatDate } from '#platform/forms/dates.ts';
import { useText, type Translate } from '#platform/web/text.tsx';
import { Chip, DataTable, EmptyState, type Column } from '#ui/officer/index.ts';
import type { HeldPosition, Position } from '../index.ts';
import { EndDialog } from './end-dialog.tsx';
import { dayBefore, type UnitData } from './load-unit.ts';

type Row = { readonly key: string; readonly position: Position; readonly holder: HeldPosition | null };

/** Positions of the unit and who holds them on the day. */
export function StaffTab({ data }: { data: UnitData }) {
  const t = useText('organization');
  const { record, moment } = data;
  const rows = record.positions.flatMap((position): Row[] => {
    const holders = record.holders.filter((holder) => holder.positionUid === position.positionUid);
    if (holders.length === 0) return [{ key: position.positionUid, position, holder: null }];
    return holders.map((holder) => ({ key: holder.holdingUid, position, holder }));
  });
  return (
    <DataTable
      caption={t('staff.caption', { date: formatDate(moment.asOf) })}
      columns={columnsOf(t, data)}
      rows={rows}
      rowKey={({ key }) => key}
      empty={<EmptyState title={t('staff.none')}>{t('staff.noneAdvice')}</EmptyState>}
    />
  );
}

function columnsOf(t: Translate, data: UnitData): Column<Row>[] {
  const columns: Column<Row>[] = [
    { key: 'title', label: t('staff.title'), cell: ({ position }) => position.title },
    { key: 'kind', label: t('staff.kind'), cell: ({ position }) => t(`positionKind.${position.kind}`), wideOnly: true },
    { key: 'holder', label: t('staff.holder'), cell: ({ holder }) => <Holder holder={holder} data={data} /> },
    {
      key: 'since',
      label: t('staff.since'),
      nowrap: true,
      cell: ({ holder, position }) => formatDate(holder?.validFrom ?? position.validFrom),
    },
  ];
  if (!data.record.abilities.manageStaff) return columns;
  return [...columns, { key: 'actions', label: t('staff.actions'), cell: (row) => <Ends row={row} data={data} /> }];
}

function Holder({ holder, data: { record } }: { holder: HeldPosition | null; data: UnitData }) {
  const t = useText('organization');
  if (holder === null) return <Chip tone="wait">{t('staff.vacant')}</Chip>;
  const substitution = record.substitutions.find(({ absentHoldingUid }) => absentHoldingUid === holder.holdingUid);
  const href = `/can-bo/quan-tri/can-bo/${holder.personUid}`;
  return (
    <>
      {record.abilities.readStaffPrivate ? <Link to={href}>{holder.personName}</Link> : holder.personName}
      {holder.kind !== 'principal' && ` (${t(`holdingKind.${holder.kind}`)})`}
      {substitution?.validTo && (
        <div>
          <Chip tone="due">
            {t('staff.absent', { name: substitution.substituteName, to: formatDate(dayBefore(substitution.validTo)) })}
          </Chip>
        </div>
      )}
    </>
  );
}

function Ends({ row: { position, holder }, data: { record, moment } }: { row: Row; data: UnitData }) {
  const t = useText('organization');
  const { today } = moment;
  const { title } = position;
  if (holder === null) {
    const label = t('staff.closePosition');
    return (
      <EndDialog
        intent="closePosition"
        uid={position.positionUid}
        label={label}
        title={t('staff.closePositionTitle', { title })}
        text={t('staff.closePositionText', { title })}
        today={today}
      />
    );
  }
  const label = t('staff.endHolding');
  const text = t('staff.endHoldingText', { name: holder.personName, title });
  const substitution = record.substitutions.find(({ absentHoldingUid }) => absentHoldingUid === holder.holdingUid);
  const endSubstitution = t('staff.endSubstitution');
  return (
    <>
      <EndDialog
        intent="endHolding"
        uid={holder.holdingUid}
        label={label}
        title={t('staff.endHoldingTitle', { name: holder.personName })}
        text={text}
        today={today}
      />
      {substitution && (
        <EndDialog
          intent="endSubstitution"
          uid={substitution.substitutionUid}
          label={endSubstitution}
          title={`${endSubstitution}?`}
          text={t('form.substituteNote')}
          today={today}
        />
      )}
    </>
  );
}
