import { useText } from '#platform/web/text.tsx';
import type { ActFlash } from '../flash.ts';

/** What was just done, with the papers to print; stays until the next page. */
export function CaseFlash({
  flash,
  nothingLeft,
  currentId,
}: {
  flash: ActFlash | null;
  nothingLeft: boolean;
  currentId: string;
}) {
  const t = useText('cases');
  return (
    <div role="status">
      {flash && (
        <div className="notice flash done">
          {t(`officer.did.${flash.act}`, { code: flash.code })}{' '}
          {flash.act === 'accept' && <ReceiptLinks caseId={flash.caseId} />}
          {nothingLeft &&
            flash.caseId === currentId &&
            flash.act !== 'save' &&
            flash.act !== 'take' &&
            t('officer.nothingLeft')}
        </div>
      )}
    </div>
  );
}

/** Form 01 for the printer of the counter. */
export function ReceiptLinks({ caseId }: { caseId: string }) {
  const t = useText('cases');
  return (
    <span className="prints">
      <a href={`/ho-so/${caseId}/giay-hen?kho=a5`} target="_blank" rel="noreferrer">
        {t('officer.receipt', { size: 'A5' })}
      </a>{' '}
      <a href={`/ho-so/${caseId}/giay-hen?kho=a4`} target="_blank" rel="noreferrer">
        {t('officer.receipt', { size: 'A4' })}
      </a>
    </span>
  );
}
