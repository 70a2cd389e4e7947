import { Form, useLoaderData, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatWeekdayDate, toLocalDate } from '#platform/text/dates.ts';
import { formatPhone } from '#platform/text/phone.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { Button, DataTable, DatePicker, DeskPage, EmptyState, Section, Toolbar, type Column } from '#ui/officer/index.ts';
import type { DayFigures, Hall } from '../../index.ts';
import stylesheet from './counter.css?url';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const hall = page.service<Hall>('hall');
  const asked = url.searchParams.get('ngay') ?? '';
  const day = /^\d{4}-\d{2}-\d{2}$/u.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : toLocalDate(page.now());
  const figures = await hall.readDay(page.actor, { unitUid: url.searchParams.get('don-vi'), day });
  return { figures, expected: await hall.listExpected(page.actor, { unitUid: figures.unitUid, day }) };
}

type Row = DayFigures['groups'][number];
const counts = ['issued', 'priority', 'booked', 'local', 'waiting', 'serving', 'done', 'abandoned', 'cancelled'] as const;
const times = ['waitMedian', 'waitLongest', 'serveMedian'] as const;

/** One day of the hall, printable: what was given out and what became of it, with every number that nobody got. */
export default function Figures() {
  const { figures, expected } = useLoaderData<typeof loader>();
  const t = useText('hall');
  const name: Column<Row> = { key: 'name', label: t('figures.group'), cell: (row) => (row.code === '' ? <b>{row.name}</b> : `${row.code} ${row.name}`) };
  const countColumns = counts.map((key): Column<Row> => ({ key, label: t(`figures.${key}`), align: 'end', cell: (row) => row[key] }));
  const timeColumns = times.map((key): Column<Row> => ({ key, label: t(`figures.${key}`), align: 'end', cell: (row) => (row[key] === null ? '–' : Math.round(row[key])) }));
  const sum = Object.fromEntries(counts.map((key) => [key, figures.groups.reduce((total, row) => total + row[key], 0)])) as Pick<Row, (typeof counts)[number]>;
  const total: Row = { groupId: 'total', code: '', name: t('figures.total'), ...sum, waitMedian: null, waitLongest: null, serveMedian: null };
  return (
    <DeskPage title={t('figures.title')} facts={[figures.centreName, formatWeekdayDate(figures.day)]}>
      <title>{t('figures.title')}</title>
      <Form className="no-print">
        <input type="hidden" name="don-vi" value={figures.unitUid} />
        <Toolbar label={t('figures.day')}>
          <DatePicker name="ngay" label={t('figures.day')} value={figures.day} />
          <Button look="quiet">{t('figures.show')}</Button>
          <Button type="button" look="quiet" onClick={() => print()}>
            {t('figures.print')}
          </Button>
        </Toolbar>
      </Form>
      <DataTable caption={t('figures.caption')} rows={[...figures.groups, total]} rowKey={({ groupId }) => groupId} columns={[name, ...countColumns]} />
      <DataTable caption={t('figures.times')} rows={figures.groups} rowKey={({ groupId }) => groupId} columns={[name, ...timeColumns]} />
      {sum.issued === 0 && <p>{t('figures.none')}</p>}
      <Leases leases={figures.leases} />
      <Section title={t('figures.expected')}>
        <DataTable
          caption={t('figures.expected')}
          hideCaption
          rows={expected}
          rowKey={({ code }) => code}
          empty={<EmptyState title={t('figures.noExpected')} />}
          columns={[
            { key: 'slot', label: t('figures.slot'), nowrap: true, cell: ({ slot }) => slot },
            { key: 'group', label: t('figures.group'), cell: ({ groupName }) => groupName },
            { key: 'name', label: t('figures.name'), cell: ({ name }) => name ?? '–' },
            { key: 'phone', label: t('figures.phone'), nowrap: true, cell: ({ phone }) => (phone === null ? '–' : formatPhone(phone)) },
            { key: 'state', label: t('figures.state'), cell: ({ state }) => t(`booking.${state}`) },
          ]}
        />
      </Section>
    </DeskPage>
  );
}

function Leases({ leases }: { leases: DayFigures['leases'] }) {
  const t = useText('hall');
  if (leases.length === 0) return null;
  return (
    <Section title={t('figures.leases')}>
      <p>{t('figures.leaseNote')}</p>
      <DataTable
        caption={t('figures.leases')}
        hideCaption
        rows={leases}
        rowKey={({ groupCode, first }) => `${groupCode}${first}`}
        columns={[
          { key: 'block', label: t('figures.block'), nowrap: true, cell: ({ groupCode, first, last }) => `${groupCode}-${first} … ${groupCode}-${last}` },
          { key: 'device', label: t('figures.device'), cell: ({ deviceName }) => deviceName },
          { key: 'used', label: t('figures.used'), align: 'end', cell: ({ used }) => used },
          { key: 'unused', label: t('figures.unused'), align: 'end', cell: ({ first, last, used }) => last - first + 1 - used },
        ]}
      />
    </Section>
  );
}
