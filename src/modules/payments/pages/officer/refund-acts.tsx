import { formatMoney } from '#platform/text/amounts.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ConfirmDialog, DialogTrigger } from '#ui/officer/index.ts';

export type RefundRow = {
  readonly id: string;
  readonly amount: number;
  readonly payer: string;
  readonly byHub: boolean;
  readonly mayDecide: boolean;
  readonly mayPayOut: boolean;
};

type Refused = { readonly intent: string; readonly words: string; readonly typed: string };

/** What this officer may do with a refund: the leader decides and says why, the cashier pays out. */
export function RefundActs({ row, refused }: { row: RefundRow; refused: Refused | null }) {
  const intents = row.mayDecide ? [...(row.byHub ? ['hub'] : []), 'cash', 'reject'] : row.mayPayOut ? ['pay-out'] : [];
  return intents.map((intent) => <RefundAct key={intent} row={row} intent={intent} refused={refused?.intent === intent ? refused : null} />);
}

function RefundAct({ row, intent, refused }: { row: RefundRow; intent: string; refused: Refused | null }) {
  const t = useText('payments');
  const dialog = `${intent}-${row.id}`;
  const values = { amount: formatMoney(row.amount), payer: row.payer };
  const fields = (
    <>
      <RequestIdField />
      <input type="hidden" name="refundId" value={row.id} />
    </>
  );
  const reason = { label: t('refund.words'), hint: t('refund.wordsHint'), value: refused?.typed, error: refused?.words };
  return (
    <>
      <DialogTrigger dialog={dialog} small label={t(`refund.act.${intent}`)} />
      <ConfirmDialog
        id={dialog}
        title={t(`refund.ask.${intent}`, values)}
        confirm={t(`refund.act.${intent}`)}
        danger={intent === 'reject'}
        intent={{ name: 'intent', value: intent }}
        fields={fields}
        open={refused === null ? undefined : true}
        reason={intent === 'pay-out' ? undefined : reason}
      >
        <p>{t(`refund.note.${intent}`)}</p>
      </ConfirmDialog>
    </>
  );
}
