import { formatMoney } from '#platform/text/amounts.ts';
import { useText } from '#platform/web/text.tsx';
import { LinkButton, Notice } from '#ui/citizen/index.ts';

type ResultFacts = { readonly notation: string | null; readonly verificationCode: string | null; readonly state: string; readonly owed: number };

/** The result for its owner: to download, to be paid for first, or revoked. */
export function ResultNotice({ caseId, result }: { caseId: string; result: ResultFacts }) {
  const t = useText('cases');
  const notation = result.notation ?? '';
  if (result.state === 'revoked')
    return (
      <Notice tone="late" title={t('mine.result.revokedTitle', { notation })}>
        <p>{t('mine.result.revokedNote')}</p>
      </Notice>
    );
  // What is to be paid, and where, stands in the notice below.
  if (result.owed > 0) return <Notice tone="due" title={t('mine.readyUnpaid', { amount: formatMoney(result.owed) })} />;
  return (
    <Notice tone="done" title={t('mine.result.title', { notation })}>
      <p>
        <LinkButton href={`/ho-so/${caseId}/ket-qua`} download>
          {t('mine.result.download')}
        </LinkButton>
      </p>
      <p>{t('mine.result.note')}</p>
      <p>
        <a href={`/kiem-tra/${result.verificationCode ?? ''}`}>{t('mine.result.verify')}</a>
      </p>
    </Notice>
  );
}
