import { useText } from '#platform/web/text.tsx';
import { LinkButton } from '#ui/officer/index.ts';
import type { OfficerCaseItem } from './case-data.ts';

/** The draft as it will be signed, or the signed result. */
export function ResultPaper({ item }: { item: OfficerCaseItem }) {
  const t = useText('cases');
  return (
    <>
      {item.result.state === 'issued' && (
        <>
          <p>{t('officer.issued', { notation: item.result.notation ?? '' })}</p>
          <LinkButton href={`/ho-so/${item.id}/ket-qua`} download look="quiet">
            {t('mine.result.download')}
          </LinkButton>
        </>
      )}
      <DraftPicture item={item} />
    </>
  );
}

function DraftPicture({ item }: { item: OfficerCaseItem }) {
  const t = useText('cases');
  const href = `/can-bo/ho-so/${item.id}/du-thao`;
  return (
    <>
      <div className="view-tools">
        <span>
          {t(item.result.state === 'issued' ? 'officer.content' : 'officer.draftOf', { name: item.result.name })}
        </span>
        <a href={href} target="_blank" rel="noreferrer">
          {t('officer.openPdf')}
        </a>
      </div>
      {/* The moment of the page names the picture anew after each saving. */}
      <img
        className="sheet"
        src={`${href}.png?v=${encodeURIComponent(item.now)}`}
        alt={t('officer.draftAlt', { name: item.result.name })}
        width={744}
        height={1052}
      />
    </>
  );
}
