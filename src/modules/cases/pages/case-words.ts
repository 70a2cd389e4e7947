import { formatDate, formatDateTime, formatTime, formatWeekdayDateTime } from '#platform/text/dates.ts';
import type { Translate } from '#platform/web/text.tsx';
import type { State } from '../states.ts';
import type { StepKind } from '../model.ts';

type Where = { readonly state: number; readonly stepKind: string };

/** The state of a case as a sentence, for the applicant. */
export function stateSentence(t: Translate, { state, stepKind }: Where): string {
  if (state === 2 || state === 4) return t(`step.${stepKind as StepKind}`);
  return t(`state.${state as State}`);
}

/** What is going on now, as the open step of a timeline: the words of the step, unless the applicant is waited for. */
export function currentStepWords(t: Translate, where: Where): string {
  return where.state === 5 || where.state === 6 ? stateSentence(t, where) : t(`step.${where.stepKind as StepKind}`);
}

/** Instants travel to pages as ISO text. */
export const dateTime = (iso: string): string => formatDateTime(new Date(iso));

const englishDays = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'Asia/Ho_Chi_Minh' });

/** `17:00 thứ Hai 23/11/2026`; in English `17:00 Monday 23/11/2026`. */
export function weekdayDateTime(iso: string, locale = 'vi'): string {
  const at = new Date(iso);
  return locale === 'en' ? `${formatTime(at)} ${englishDays.format(at)} ${formatDate(at)}` : formatWeekdayDateTime(at);
}
