import { formatDate } from '#platform/forms/dates.ts';
import { useText, type Translate } from '#platform/web/text.tsx';
import { DataTable, EmptyState, Section, type Column } from '#ui/officer/index.ts';
import type { DelegationRecord, HeldPosition, SigningOption } from '../index.ts';
import { EndDialog } from './end-dialog.tsx';
import { dayBefore, type UnitData } from './load-unit.ts';

/** Who may sign by whose authority, and how each block looks on paper. */
export function AuthorityTab({ data }: { data: UnitData }) {
  const t = useText('organization');
  const { record, moment, blocks } = data;
  return (
    <>
      <DataTable
        caption={t('authority.caption', { date: formatDate(moment.asOf) })}
        columns={columnsOf(t, data)}
        rows={record.delegations}
        rowKey={({ delegationUid }) => delegationUid}
        empty={<EmptyState title={t('authority.none')}>{t('authority.noneAdvice')}</EmptyState>}
      />
      {blocks.length > 0 && (
        <Section title={t('authority.blocks')}>
          <p className="hint">{t('authority.blocksNote')}</p>
          <ul className="signature-blocks">
            {blocks.flatMap(({ holder, options }) =>
              options.length === 0
                ? [<NoBlock key={holder.holdingUid} holder={holder} />]
                : options.map((option) => (
                    <BlockOnPaper key={`${holder.holdingUid}${option.block.lines.join()}`} option={option} />
                  )),
            )}
          </ul>
        </Section>
      )}
    </>
  );
}

function columnsOf(t: Translate, { record, moment }: UnitData): Column<DelegationRecord>[] {
  const columns: Column<DelegationRecord>[] = [
    { key: 'form', label: t('authority.form'), cell: ({ kind }) => t(`delegationKind.${kind}`) },
    {
      key: 'from',
      label: t('authority.from'),
      cell: ({ grantorTitle, grantorUnitName }) => `${grantorTitle}, ${grantorUnitName}`,
    },
    {
      key: 'to',
      label: t('authority.to'),
      cell: ({ delegateTitle, delegateUnitName }) => `${delegateTitle}, ${delegateUnitName}`,
    },
    { key: 'scope', label: t('authority.scope'), cell: ({ scope }) => scope },
    {
      key: 'until',
      label: t('authority.until'),
      nowrap: true,
      cell: ({ validTo }) => (validTo === null ? t('authority.unlimited') : formatDate(dayBefore(validTo))),
    },
    { key: 'document', label: t('authority.document'), cell: ({ document }) => document?.number ?? '', wideOnly: true },
  ];
  if (!record.abilities.manageStaff) return columns;
  return [
    ...columns,
    {
      key: 'revoke',
      label: t('staff.actions'),
      cell: (delegation) => <Revoke delegation={delegation} today={moment.today} />,
    },
  ];
}

function Revoke({
  delegation: { delegationUid, delegateTitle: name },
  today,
}: {
  delegation: DelegationRecord;
  today: string;
}) {
  const t = useText('organization');
  return (
    <EndDialog
      intent="revokeDelegation"
      uid={delegationUid}
      label={t('authority.revoke')}
      title={t('authority.revokeFor', { name })}
      text={t('authority.revokeText', { name })}
      today={today}
    />
  );
}

function BlockOnPaper({ option: { capacity, scope, block } }: { option: SigningOption }) {
  const t = useText('organization');
  return (
    <li>
      <small>{typeof capacity === 'string' ? t(`authority.${capacity}`) : scope}</small>
      <div className="on-paper">
        {block.lines.map((line) => (
          <span key={line}>{line}</span>
        ))}
        <span className="name">{block.signerName}</span>
      </div>
    </li>
  );
}

function NoBlock({ holder }: { holder: HeldPosition }) {
  const t = useText('organization');
  return (
    <li>
      <small>{t('authority.noBlock')}</small>
      {holder.title}
      <div>{holder.personName}</div>
    </li>
  );
}
