import { useText } from '#platform/web/text.tsx';
import { SummaryList } from '#ui/citizen/index.ts';
import type { Letter } from '../../index.ts';
import { dateTime } from '../case-words.ts';

export type LetterData = { readonly form: string; readonly number: number; readonly name: string; readonly at: string | null };

/** Letters as JSON; the receipt has a button of its own. */
export function letterData(letters: readonly Letter[]): LetterData[] {
  return letters.filter((letter) => letter.form !== '01').map(({ form, number, name, at }) => ({ form, number, name, at: at?.toISOString() ?? null }));
}

/** What the office wrote about the case: requests, refusals, apologies, notices; each opens as a PDF. */
export function WrittenLetters({ caseId, letters }: { caseId: string; letters: readonly LetterData[] }) {
  const t = useText('cases');
  if (letters.length === 0) return null;
  return (
    <>
      <h2>{t('mine.letters')}</h2>
      <SummaryList
        rows={letters.map(({ form, number, name, at }) => ({
          label: <a href={`/ho-so/${caseId}/phieu/${form}?lan=${number}`}>{`${name} (PDF)`}</a>,
          value: at === null ? '' : t('mine.letterAt', { at: dateTime(at) }),
        }))}
      />
    </>
  );
}
