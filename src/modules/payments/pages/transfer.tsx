import { formatMoney } from '#platform/text/amounts.ts';
import { useText } from '#platform/web/text.tsx';
import { CopyButton, QrImage } from '#ui/citizen/index.ts';
import type { FactList } from './pay-facts.tsx';
import type { NoticeItem } from './pay-view.ts';

/** The VietQR code, and the same in words for who types it in. */
export function Transfer({ transfer, owed, list: List }: { transfer: NonNullable<NoticeItem['transfer']>; owed: number; list: FactList }) {
  const t = useText('payments');
  return (
    <>
      <p>{t('pay.transferNote')}</p>
      <QrImage
        text={transfer.text}
        label={t('pay.qr', { amount: formatMoney(owed), account: transfer.account })}
        caption={transfer.content}
      />
      <List
        rows={[
          { label: t('pay.bank'), value: transfer.bank },
          {
            label: t('pay.account'),
            value: (
              <>
                <b className="figures">{transfer.account}</b> <CopyButton text={transfer.account} />
              </>
            ),
          },
          { label: t('pay.holder'), value: transfer.holder },
          { label: t('pay.amount'), value: <b>{formatMoney(owed)}</b> },
          {
            label: t('pay.content'),
            value: (
              <>
                <b className="figures">{transfer.content}</b> <CopyButton text={transfer.content} />
              </>
            ),
          },
        ]}
      />
      <p className="hint">{t('pay.contentNote')}</p>
    </>
  );
}
