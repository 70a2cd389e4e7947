import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { pageContext } from '#platform/web/page-context.ts';
import { useText, type Translate } from '#platform/web/text.tsx';
import { formatDate } from '#platform/forms/dates.ts';
import { DataTable, EmptyState, describeMoment, type Column } from '#ui/officer/index.ts';
import type { Calendar } from '../index.ts';
import { CalendarFrame } from './frame.tsx';
import { loadFrame } from './load-frame.ts';

export const handle = { hydrate: true };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const frame = await loadFrame(page, request);
  const changes = await page.service<Calendar>('calendar').listChanges(page.actor, frame.unitUid);
  return {
    frame,
    changes: changes.map(({ version, kind, reason, legalBase, byName, at, detail }) => ({
      version,
      kind,
      reason,
      legalBase,
      byName,
      at: at.toISOString(),
      dates: datesOf(detail),
    })),
  };
}

type Change = Awaited<ReturnType<typeof loader>>['changes'][number];

/** Who changed this calendar, when and why. */
export default function HistoryPage() {
  const { frame, changes } = useLoaderData<typeof loader>();
  const t = useText('calendar');
  return (
    <CalendarFrame frame={frame}>
      <DataTable
        caption={t('history.caption')}
        hideCaption
        columns={columnsOf(t)}
        rows={changes}
        rowKey={({ version }) => String(version)}
        empty={<EmptyState title={t('history.none')} />}
      />
    </CalendarFrame>
  );
}

function columnsOf(t: Translate): Column<Change>[] {
  return [
    {
      key: 'at',
      label: t('history.at'),
      nowrap: true,
      cell: ({ at }) => <time dateTime={at}>{describeMoment(Date.parse(at))}</time>,
    },
    { key: 'who', label: t('history.who'), cell: ({ byName }) => byName },
    {
      key: 'what',
      label: t('history.what'),
      cell: ({ kind, dates }) => [t(`history.kind.${kind}`), dates].filter((part) => part !== '').join(': '),
    },
    { key: 'reason', label: t('history.reason'), cell: ({ reason }) => reason },
    { key: 'legalBase', label: t('history.legalBase'), cell: ({ legalBase }) => legalBase, wideOnly: true },
    { key: 'version', label: t('history.version'), align: 'end', cell: ({ version }) => version, wideOnly: true },
  ];
}

function datesOf(detail: Readonly<Record<string, unknown>>): string {
  const { dates, validFrom, year } = detail;
  if (Array.isArray(dates))
    return dates
      .filter((date) => typeof date === 'string')
      .map(formatDate)
      .join(', ');
  if (typeof validFrom === 'string') return formatDate(validFrom);
  return typeof year === 'number' ? String(year) : '';
}
