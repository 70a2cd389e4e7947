import { formatDate } from '#platform/forms/dates.ts';
import { useText } from '#platform/web/text.tsx';
import { Chip, DataTable, EmptyState } from '#ui/officer/index.ts';
import { dayBefore, type UnitData } from './load-unit.ts';

/** Identifier codes old and new, with their dates. */
export function CodesTab({ data: { record } }: { data: UnitData }) {
  const t = useText('organization');
  return (
    <DataTable
      caption={t('codes.caption')}
      rows={record.codes}
      rowKey={({ codeUid, validFrom }) => `${codeUid} ${validFrom}`}
      empty={<EmptyState title={t('codes.none')} />}
      columns={[
        { key: 'code', label: t('codes.code'), nowrap: true, cell: ({ code }) => <b>{code}</b> },
        { key: 'scheme', label: t('codes.scheme'), cell: ({ scheme }) => t(`scheme.${scheme}`) },
        { key: 'from', label: t('codes.from'), nowrap: true, cell: ({ validFrom }) => formatDate(validFrom) },
        {
          key: 'to',
          label: t('codes.to'),
          nowrap: true,
          cell: ({ validTo }) =>
            validTo === null ? <Chip tone="done">{t('codes.open')}</Chip> : formatDate(dayBefore(validTo)),
        },
      ]}
    />
  );
}
