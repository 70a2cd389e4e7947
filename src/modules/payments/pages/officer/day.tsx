import { data, Form, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatInteger, formatMoney } from '#platform/text/amounts.ts';
import { formatDate, formatTime, toLocalDate } from '#platform/text/dates.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { ActionButton, ActionLink, DataTable, DatePicker, DeskPage, EmptyState, ErrorSummary, Notice, Section, Select, Toolbar } from '#ui/officer/index.ts';
import type { Payments } from '../../index.ts';
import { writeReceiptNumber } from '../../model.ts';
import stylesheet from '../payments.css?url';
import { CashierBook } from './cashier-book.tsx';
import { FeeTabs } from './tabs.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const payments = page.service<Payments>('payments');
  const units = await payments.listUnits(page.actor);
  const today = toLocalDate(page.now());
  const unitUid = url.searchParams.get('don-vi') ?? units[0]?.uid ?? '';
  const day = /^\d{4}-\d{2}-\d{2}$/u.exec(url.searchParams.get('ngay') ?? '')?.[0] ?? today;
  if (units.length === 0) return { units, unitUid, day, today, view: null, closed: false };
  const view = await payments.viewDay(page.actor, { unitUid, day });
  return {
    ...{ units, unitUid, day, today, closed: url.searchParams.has('da-ket') },
    view: {
      ...{ total: view.total, byKind: [...view.byKind] },
      entries: view.entries.map((entry) => ({
        ...{ id: entry.id, kind: entry.kind, amount: entry.amount, at: entry.recordedAt.toISOString(), by: entry.recordedName },
        ...{ noticeId: entry.notice.id, code: entry.notice.subject.code, payer: entry.notice.payerName },
        receipt: entry.receipt === null ? null : writeReceiptNumber(entry.receipt),
      })),
      cashiers: view.cashiers.map((book) => ({ ...book, closedAt: book.closedAt?.toISOString() ?? null })),
    },
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  const counted = textOf(form, 'counted').replace(/[\s.]/gu, '');
  const unitUid = textOf(form, 'unitUid');
  const input = { requestId: textOf(form, 'requestId'), unitUid, counted, reason: textOf(form, 'reason') };
  const done = await attempt(() => page.service<Payments>('payments').closeDay(page.actor, input));
  if (!done.ok) return data({ words: done.problem.words, counted, reason: input.reason }, { status: done.problem.kind === 'invalid' ? 422 : 409 });
  return redirect(`/can-bo/thu-phi/so-ngay?da-ket=1&don-vi=${encodeURIComponent(unitUid)}`);
}

/** A unit's day: every receipt, totals by way, and each cashier's book with the counted cash. */
export default function Day() {
  const { units, unitUid, day, today, view, closed } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('payments');
  const paper = (kind: string): string => `/can-bo/thu-phi/so-ngay/${day}/${kind}?don_vi=${encodeURIComponent(unitUid)}`;
  return (
    <DeskPage title={t('day.title', { day: formatDate(day) })} facts={view === null ? [] : [t('day.total', { amount: formatMoney(view.total), count: view.entries.length })]}>
      <title>{t('day.title', { day: formatDate(day) })}</title>
      <FeeTabs current="day" />
      <ErrorSummary errors={refused === undefined ? [] : [{ message: refused.words }]} />
      {closed && refused === undefined && <Notice tone="done" live>{t('day.closed')}</Notice>}
      <Toolbar label={t('day.choose')}>
        <Form method="get" className="counting">
          {units.length > 1 && <Select name="don-vi" label={t('day.unit')} value={unitUid} options={units.map(({ uid, name }) => ({ value: uid, label: name }))} />}
          <DatePicker name="ngay" label={t('day.day')} value={day} max={today} />
          <ActionButton label={t('day.show')} />
        </Form>
        {view !== null && <ActionLink href={paper('in')} download label={t('day.print')} shortcut="i" />}
        {view !== null && <ActionLink href={paper('xlsx')} download label={t('day.workbook')} shortcut="x" />}
      </Toolbar>
      {view === null ? (
        <EmptyState title={t('day.noUnit')} />
      ) : (
        <>
          <Entries entries={view.entries} />
          {view.byKind.length > 0 && <Totals kinds={view.byKind} />}
          {view.cashiers.map((book) => (
            <CashierBook key={book.accountId} book={book} unitUid={unitUid} mayClose={book.own && day === today} refused={refused ?? null} />
          ))}
        </>
      )}
    </DeskPage>
  );
}

type View = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['view']>;

function Entries({ entries }: Pick<View, 'entries'>) {
  const t = useText('payments');
  return (
    <Section title={t('day.entries')}>
    <DataTable
      caption={t('day.entries')}
      hideCaption
      rows={entries}
      rowKey={({ id }) => id}
      rowHref={({ noticeId }) => `/can-bo/thu-phi/khoan/${noticeId}`}
      columns={[
        { key: 'code', label: t('open.code'), cell: ({ code }) => code, nowrap: true },
        { key: 'at', label: t('day.at'), cell: ({ at }) => formatTime(new Date(at)), nowrap: true },
        { key: 'receipt', label: t('day.receipt'), cell: ({ id, receipt }) => receipt !== null && <a href={`/bien-lai/${id}`}>{receipt}</a>, nowrap: true },
        { key: 'payer', label: t('open.payer'), cell: ({ payer }) => payer },
        { key: 'kind', label: t('day.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
        { key: 'amount', label: t('day.amount'), cell: ({ amount }) => formatMoney(amount), align: 'end', nowrap: true },
        { key: 'by', label: t('day.by'), cell: ({ by }) => by, wideOnly: true },
      ]}
      empty={<EmptyState title={t('day.empty')}>{t('day.emptyNote')}</EmptyState>}
    />
    </Section>
  );
}

function Totals({ kinds }: { kinds: View['byKind'] }) {
  const t = useText('payments');
  return (
    <Section title={t('day.byKind')}>
      <DataTable
        caption={t('day.byKind')}
        hideCaption
        rows={kinds}
        rowKey={({ kind }) => kind}
        columns={[
          { key: 'kind', label: t('day.kind'), cell: ({ kind }) => t(`kind.${kind}`) },
          { key: 'count', label: t('day.count'), cell: ({ count }) => formatInteger(count), align: 'end' },
          { key: 'amount', label: t('day.amount'), cell: ({ amount }) => formatMoney(amount), align: 'end', nowrap: true },
        ]}
      />
    </Section>
  );
}
