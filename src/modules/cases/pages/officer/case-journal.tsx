import { useText } from '#platform/web/text.tsx';
import { dateTime } from '../case-words.ts';
import type { OfficerCaseItem } from './case-data.ts';

/** What happened, newest first, with the words for officers only marked as such. */
export function CaseJournal({ lines }: { lines: OfficerCaseItem['journal'] }) {
  const t = useText('cases');
  return (
    <ol className="journal" reversed>
      {lines.toReversed().map((line, index) => (
        <li key={index}>
          <b>{t(`act.${line.act}`)}</b>
          <small>
            {[dateTime(line.at), line.actorName, line.actorPosition]
              .filter((part) => part !== null && part !== '')
              .join(' · ')}
          </small>
          {line.publicNote !== null && (
            <p className="said">
              <span>{t('officer.toApplicant')}</span> {line.publicNote}
            </p>
          )}
          {line.internalNote !== null && (
            <p className="said internal">
              <span>{t('officer.internal')}</span> {line.internalNote}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
