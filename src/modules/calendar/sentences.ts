import { dayOf, yearOf } from './civil-date.ts';
import type { Step } from './derivation.ts';
import type { WorkingTimeLeft } from './remaining.ts';
import { sentenceEn, timeLeftEn } from './sentences.en.ts';
import { sentenceVi, timeLeftVi } from './sentences.vi.ts';

/** Languages that a derivation can be read in; another one is another file beside these. */
export type SentenceLocale = 'vi' | 'en';

/** The derivation in sentences that a citizen can check against a wall calendar. */
export function explain(steps: readonly Step[], locale: SentenceLocale = 'vi'): string[] {
  const year = steps.map(yearOfReceipt).find((found) => found !== null) ?? '';
  return steps.map((step) => (locale === 'vi' ? sentenceVi(step, year) : sentenceEn(step, year)));
}

/** "còn 5 giờ làm việc", "quá hạn 2 ngày làm việc". */
export function describeTimeLeft(left: WorkingTimeLeft, locale: SentenceLocale = 'vi'): string {
  return locale === 'vi' ? timeLeftVi(left) : timeLeftEn(left);
}

// Dates of the year of receipt are written without the year, as people write them.
function yearOfReceipt(step: Step): string | null {
  return step.code === 'received' ? String(yearOf(dayOf(Date.parse(step.params.at)))) : null;
}
