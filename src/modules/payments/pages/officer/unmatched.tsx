import { data, Form, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatMoney } from '#platform/text/amounts.ts';
import { formatDateTime } from '#platform/text/dates.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ActionButton, DataTable, DeskPage, EmptyState, ErrorSummary, Notice, TextInput } from '#ui/officer/index.ts';
import type { Payments } from '../../index.ts';
import stylesheet from '../payments.css?url';
import { FeeTabs } from './tabs.tsx';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const rows = await page.service<Payments>('payments').listUnmatched(page.actor);
  return {
    done: url.searchParams.has('da-xep'),
    rows: rows.map(({ id, bankRef, bookedAt, amount, content, payer }) => ({ id, bankRef, amount, content, payer, bookedAt: bookedAt.toISOString() })),
  };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const form = await formOf(request);
  const transactionId = textOf(form, 'transactionId');
  const typed = { reference: textOf(form, 'reference'), reason: textOf(form, 'reason') };
  const done = await attempt(() => page.service<Payments>('payments').assignTransaction(page.actor, { requestId: textOf(form, 'requestId'), transactionId, ...typed }));
  if (!done.ok) return data({ words: done.problem.words, transactionId, ...typed }, { status: done.problem.kind === 'invalid' ? 422 : 409 });
  return redirect('/can-bo/thu-phi/chua-khop?da-xep=1');
}

/** Money that came without a reference: the cashier names the notice, or says why it is no fee. */
export default function Unmatched() {
  const { rows, done } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('payments');
  return (
    <DeskPage title={t('fees.unmatched')}>
      <title>{t('fees.unmatched')}</title>
      <FeeTabs current="unmatched" />
      <ErrorSummary errors={refused === undefined ? [] : [{ message: refused.words }]} />
      {done && refused === undefined && (
        <Notice tone="done" live>
          {t('unmatched.done')}
        </Notice>
      )}
      <DataTable
        caption={t('fees.unmatched')}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'at', label: t('unmatched.at'), cell: ({ bookedAt }) => formatDateTime(new Date(bookedAt)), nowrap: true },
          { key: 'amount', label: t('day.amount'), cell: ({ amount }) => formatMoney(amount), align: 'end', nowrap: true },
          { key: 'content', label: t('unmatched.content'), cell: ({ content, payer }) => [content, payer].filter(Boolean).join(' · ') },
          { key: 'ref', label: t('unmatched.bankRef'), cell: ({ bankRef }) => bankRef, wideOnly: true },
          {
            key: 'assign',
            label: t('unmatched.assign'),
            cell: ({ id }) => <Assign id={id} typed={refused?.transactionId === id ? refused : null} />,
          },
        ]}
        empty={<EmptyState title={t('unmatched.empty')}>{t('unmatched.emptyNote')}</EmptyState>}
      />
    </DeskPage>
  );
}

function Assign({ id, typed }: { id: string; typed: { reference: string; reason: string } | null }) {
  const t = useText('payments');
  return (
    <Form method="post" className="unmatched-form">
      <RequestIdField />
      <input type="hidden" name="transactionId" value={id} />
      <TextInput name="reference" label={t('unmatched.reference')} value={typed?.reference} width="w20" maxLength={40} />
      <TextInput name="reason" label={t('unmatched.reason')} value={typed?.reason} maxLength={500} />
      <ActionButton label={t('unmatched.save')} small />
    </Form>
  );
}
