import { data, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { formatMoney } from '#platform/text/amounts.ts';
import { formatDateTime } from '#platform/text/dates.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { DataTable, DeskPage, EmptyState, ErrorSummary, Notice } from '#ui/officer/index.ts';
import type { Payments } from '../../index.ts';
import { RefundActs } from './refund-acts.tsx';
import { FeeTabs } from './tabs.tsx';

export const handle = { hydrate: true };

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const rows = await page.service<Payments>('payments').listRefunds(page.actor);
  return {
    done: url.searchParams.get('xong'),
    rows: rows.map((refund) => ({
      ...{ id: refund.id, amount: refund.amount, reason: refund.reason, way: refund.way, approved: refund.approved, failure: refund.failure, decidedName: refund.decidedName, words: refund.words },
      ...{ proposedAt: refund.proposedAt.toISOString(), byHub: refund.byHub, mayDecide: refund.mayDecide, mayPayOut: refund.mayPayOut },
      ...{ noticeId: refund.notice.id, code: refund.notice.subject.code, payer: refund.notice.payerName },
    })),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const payments = page.service<Payments>('payments');
  const form = await formOf(request);
  const intent = textOf(form, 'intent');
  const input = { requestId: textOf(form, 'requestId'), refundId: textOf(form, 'refundId') };
  const words = textOf(form, 'reason');
  const done = await attempt(() =>
    intent === 'pay-out'
      ? payments.payOut(page.actor, input)
      : payments.decideRefund(page.actor, { ...input, words, approve: intent !== 'reject', way: intent === 'hub' ? 'hub' : 'cash' }),
  );
  if (!done.ok) return data({ words: done.problem.words, intent, refundId: input.refundId, typed: words }, { status: done.problem.kind === 'invalid' ? 422 : 409 });
  return redirect(`/can-bo/thu-phi/hoan?xong=${intent}`);
}

/** Refunds that wait for a decision or for the money. */
export default function Refunds() {
  const { rows, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('payments');
  return (
    <DeskPage title={t('fees.refunds')}>
      <title>{t('fees.refunds')}</title>
      <FeeTabs current="refunds" />
      <ErrorSummary errors={refused === undefined ? [] : [{ message: refused.words }]} />
      {done !== null && refused === undefined && (
        <Notice tone="done" live>
          {t(`refund.done.${done === 'reject' || done === 'pay-out' ? done : 'approve'}`)}
        </Notice>
      )}
      <DataTable
        caption={t('fees.refunds')}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ noticeId }) => `/can-bo/thu-phi/khoan/${noticeId}`}
        columns={[
          { key: 'code', label: t('open.code'), cell: ({ code }) => code, nowrap: true },
          { key: 'payer', label: t('open.payer'), cell: ({ payer }) => payer },
          { key: 'amount', label: t('day.amount'), cell: ({ amount }) => formatMoney(amount), align: 'end', nowrap: true },
          { key: 'why', label: t('refund.reason'), cell: ({ reason, failure }) => [reason, failure === null ? null : t('refund.hubRefused', { reason: failure })].filter(Boolean).join('; ') },
          { key: 'at', label: t('refund.proposedAt'), cell: ({ proposedAt }) => formatDateTime(new Date(proposedAt)), nowrap: true, wideOnly: true },
          { key: 'decided', label: t('refund.decided'), cell: ({ approved, decidedName, words, way }) => (approved === null ? t('refund.waiting') : `${t(`refund.way.${way ?? 'cash'}`)}: ${decidedName ?? ''}. ${words ?? ''}`) },
          { key: 'acts', label: t('refund.acts'), cell: (row) => <RefundActs row={row} refused={refused?.refundId === row.id ? refused : null} /> },
        ]}
        empty={<EmptyState title={t('refund.empty')}>{t('refund.emptyNote')}</EmptyState>}
      />
    </DeskPage>
  );
}
