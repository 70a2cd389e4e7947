import { data, redirect, useActionData, useLoaderData, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs } from 'react-router';
import { formatMoney } from '#platform/text/amounts.ts';
import { attempt, formOf, textOf } from '#platform/web/forms.ts';
import { pageContext } from '#platform/web/page-context.ts';
import { useText } from '#platform/web/text.tsx';
import { SummaryList } from '#ui/citizen/index.ts';
import { ActionBar, ActionLink, DeskPage, ErrorSummary, KeyValue, Notice, Section, StateChip } from '#ui/officer/index.ts';
import type { Payments } from '../../index.ts';
import { FeeLines, PaymentList } from '../pay-facts.tsx';
import { viewOf } from '../pay-view.ts';
import stylesheet from '../payments.css?url';
import { Transfer } from '../transfer.tsx';
import { CollectDialogs, CollectTriggers } from './collect-dialogs.tsx';
import { looksOf } from './state-looks.ts';

export const handle = { hydrate: true };
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];

export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const page = pageContext(context);
  const view = await page.service<Payments>('payments').viewNotice(page.actor, params['id'] ?? '');
  return { ...viewOf(view), mayCollect: view.mayCollect, given: url.searchParams.get('bien-lai') };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const page = pageContext(context);
  const payments = page.service<Payments>('payments');
  const noticeId = params['id'] ?? '';
  const form = await formOf(request);
  const intent = textOf(form, 'intent');
  const input = { requestId: textOf(form, 'requestId'), noticeId, amount: textOf(form, 'amount').replace(/[\s.]/gu, '') };
  const done = await attempt(() =>
    intent === 'transfer' ? payments.noteTransfer(page.actor, { ...input, bankRef: textOf(form, 'bankRef') }) : payments.collectCash(page.actor, input),
  );
  if (!done.ok) return data({ intent, words: done.problem.words, typed: { amount: textOf(form, 'amount'), bankRef: textOf(form, 'bankRef') } }, { status: done.problem.kind === 'invalid' ? 422 : 409 });
  return redirect(`/can-bo/thu-phi/khoan/${noticeId}?bien-lai=${done.value.id}`);
}

/** One notice at the counter: what is owed, what came in, the code for the payer's telephone, and the receipt. */
export default function CounterNotice() {
  const item = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useText('payments');
  const given = item.payments.find(({ id }) => id === item.given);
  return (
    <DeskPage
      title={item.code}
      chips={<StateChip state={item.state} looks={looksOf(t)} />}
      facts={[item.payerName, item.subject, t('notice.reference', { reference: item.reference })]}
      actions={
        item.mayCollect && (
          <ActionBar note={item.owed > 0 ? t('notice.owed', { amount: formatMoney(item.owed) }) : undefined}>
            {item.owed > 0 && <CollectTriggers />}
            {item.subjectKind === 'case' && <ActionLink href={`/can-bo/ho-so/${item.subjectId}`} label={t('notice.openCase')} shortcut="h" />}
          </ActionBar>
        )
      }
    >
      <title>{`${item.code}: ${t('fees.title')}`}</title>
      <ErrorSummary errors={refused === undefined ? [] : [{ message: refused.words }]} />
      {given !== undefined && refused === undefined && (
        <Notice tone="done" live title={t('notice.given', { amount: formatMoney(given.amount), number: given.receipt ?? '' })}>
          <p>
            <a href={`/bien-lai/${given.id}`} target="_blank" rel="noreferrer">
              {t('notice.print')}
            </a>
          </p>
        </Notice>
      )}
      <Section title={t('pay.why')}>
        <FeeLines list={KeyValue} lines={item.lines} amount={item.amount} />
      </Section>
      {item.payments.length > 0 && (
        <Section title={t('notice.movements')}>
          <PaymentList list={SummaryList} payments={item.payments} />
        </Section>
      )}
      {item.cancelled !== null && <Notice title={t('pay.cancelled')}>{item.cancelled}</Notice>}
      {item.owed > 0 && (
        <Section title={t('notice.forTelephone')}>
          {item.transfer === null ? <p>{t('notice.noAccount')}</p> : <Transfer list={KeyValue} transfer={item.transfer} owed={item.owed} />}
        </Section>
      )}
      {item.mayCollect && item.owed > 0 && <CollectDialogs owed={item.owed} refused={refused ?? null} />}
    </DeskPage>
  );
}
