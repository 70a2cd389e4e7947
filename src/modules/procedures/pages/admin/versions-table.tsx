import { formatDate } from '#platform/text/dates.ts';
import { useText } from '#platform/web/text.tsx';
import { Chip, DataTable, type Tone } from '#ui/officer/index.ts';
import type { Procedures } from '../../index.ts';
import { procedureHref } from '../editor/load-draft.ts';

export type Overview = Awaited<ReturnType<Procedures['readOverview']>>;
type Version = Overview['versions'][number];

/** Where a version stands on a day. */
export function standingOf({ status, validFrom, validTo }: Pick<Version, 'status' | 'validFrom' | 'validTo'>, today: string): 'withdrawn' | 'coming' | 'in_force' | 'past' {
  if (status === 'withdrawn') return 'withdrawn';
  if (validFrom > today) return 'coming';
  return validTo === null || validTo >= today ? 'in_force' : 'past';
}

const tones: Readonly<Record<ReturnType<typeof standingOf>, Tone>> = { withdrawn: 'late', coming: 'info', in_force: 'done', past: 'wait' };

/** All versions of a code: validity, running cases, and what can be looked at. */
export function VersionsTable({ overview }: { overview: Pick<Overview, 'code' | 'versions' | 'today'> }) {
  const t = useText('procedures');
  const { code, versions, today } = overview;
  const before = (version: Version): Version | undefined => versions.find(({ number }) => number < version.number);
  return (
    <DataTable
      caption={t('admin.versions')}
      hideCaption
      rows={versions}
      rowKey={({ id }) => id}
      columns={[
        { key: 'number', label: t('admin.version'), nowrap: true, cell: ({ number }) => number },
        { key: 'state', label: t('admin.state'), cell: (version) => <Chip tone={tones[standingOf(version, today)]}>{t(`admin.standing.${standingOf(version, today)}`)}</Chip> },
        { key: 'valid', label: t('admin.valid'), nowrap: true, cell: ({ validFrom, validTo }) => `${formatDate(validFrom)} – ${validTo === null ? '…' : formatDate(validTo)}` },
        {
          ...{ key: 'running', label: t('admin.running'), align: 'end' as const },
          cell: ({ id, runningCases, number }) => (runningCases === 0 ? 0 : <a href={`${procedureHref(code)}?ban=${id}`} aria-label={t('admin.showRunning', { n: runningCases, version: number })}>{runningCases}</a>),
        },
        {
          ...{ key: 'look', label: t('admin.look') },
          cell: (version) => (
            <span className="row">
              <a href={`${procedureHref(code)}/quy-trinh/${version.id}`} aria-label={`${t('admin.process')}: ${t('admin.version')} ${String(version.number)}`}>{t('admin.process')}</a>
              {before(version) && <a href={`${procedureHref(code)}/so-sanh?tu=${before(version)?.id ?? ''}&den=${version.id}`} aria-label={t('admin.compareWith', { a: before(version)?.number ?? 0, b: version.number })}>{t('admin.compareBefore')}</a>}
              <a href={`/api/v1/procedures/records/${version.id}`} download={`thu-tuc-${code}-${String(version.number)}.json`} aria-label={`JSON: ${t('admin.version')} ${String(version.number)}`}>JSON</a>
            </span>
          ),
        },
      ]}
    />
  );
}
