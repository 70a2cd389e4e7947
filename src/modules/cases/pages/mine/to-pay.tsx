import type { Payments } from '#modules/payments/index.ts';
import { formatMoney } from '#platform/text/amounts.ts';
import { useText } from '#platform/web/text.tsx';
import { LinkButton, Notice } from '#ui/citizen/index.ts';
import type { OwnCase } from './own-case.ts';

/** What is still to be paid for a case, by notice; `now` when the case waits for it. */
export async function toPayOf({ page, actor, view }: OwnCase) {
  const { id, state, finishedAt } = view.file;
  const list = await page.service<Payments>('payments').listOfSubject(actor, { kind: 'case', id });
  const waits = state === 6 || finishedAt !== null;
  return list
    .filter(({ balance }) => balance.owed > 0)
    .map(({ notice, balance }) => ({ id: notice.id, owed: balance.owed, now: waits || notice.dueWhen !== 'on_delivery' }));
}

/** The amount, and the way to the page that says how to pay it. */
export function ToPay({ notices }: { notices: Awaited<ReturnType<typeof toPayOf>> }) {
  const t = useText('cases');
  return notices.map(({ id, owed, now }) => (
    <Notice key={id} tone={now ? 'due' : 'info'} title={t('mine.payFirst', { amount: formatMoney(owed) })}>
      <p>{t(now ? 'mine.payNow' : 'mine.payLater')}</p>
      <p>
        <LinkButton href={`/nop-phi/${id}`} look={now ? 'main' : 'quiet'}>
          {t('mine.payHow')}
        </LinkButton>
      </p>
    </Notice>
  ));
}
