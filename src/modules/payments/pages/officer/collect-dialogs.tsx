import { formatMoney } from '#platform/text/amounts.ts';
import { RequestIdField } from '#platform/web/request-id.tsx';
import { useText } from '#platform/web/text.tsx';
import { ConfirmDialog, DialogTrigger, TextInput } from '#ui/officer/index.ts';

export type RefusedCollection = { readonly intent: string; readonly words: string; readonly typed: { readonly amount: string; readonly bankRef: string } };

/** The buttons of the counter. */
export function CollectTriggers() {
  const t = useText('payments');
  return (
    <>
      <DialogTrigger dialog="cash" look="main" shortcut="t" label={t('collect.cash')} />
      <DialogTrigger dialog="transfer" shortcut="c" label={t('collect.transfer')} />
    </>
  );
}

/** Cash with a receipt; a transfer that was seen on the statement, with the bank's number. */
export function CollectDialogs({ owed, refused }: { owed: number; refused: RefusedCollection | null }) {
  const t = useText('payments');
  const amount = (intent: string) => (
    <TextInput
      name="amount"
      label={t('collect.amount')}
      value={refused?.intent === intent ? refused.typed.amount : owed}
      inputMode="numeric"
      width="w10"
      suffix="đ"
    />
  );
  return (
    <>
      <ConfirmDialog
        id="cash"
        title={t('collect.cashTitle', { amount: formatMoney(owed) })}
        confirm={t('collect.cashConfirm')}
        intent={{ name: 'intent', value: 'cash' }}
        fields={<RequestIdField />}
      >
        <p>{t('collect.cashNote')}</p>
        {amount('cash')}
      </ConfirmDialog>
      <ConfirmDialog
        id="transfer"
        title={t('collect.transferTitle')}
        confirm={t('collect.transferConfirm')}
        intent={{ name: 'intent', value: 'transfer' }}
        fields={<RequestIdField />}
      >
        <p>{t('collect.transferNote')}</p>
        {amount('transfer')}
        <TextInput name="bankRef" label={t('collect.bankRef')} value={refused?.typed.bankRef} width="w20" maxLength={60} />
      </ConfirmDialog>
    </>
  );
}
