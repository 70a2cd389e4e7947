import { formatDate, formatDateTime, formatTime } from '#platform/text/dates.ts';
import type { Locale } from '../model.ts';

/** The plain text of a message, as paragraphs. */
export function MessageText({ body }: { body: string }) {
  return body.split(/\n{2,}/u).map((paragraph, index) => <p key={index}>{paragraph}</p>);
}

/** An instant for readers of either language; the clock is that of Viet Nam. */
export function momentOf(iso: string, locale: Locale): string {
  const at = new Date(iso);
  return locale === 'vi' ? formatDateTime(at) : `${formatDate(at)}, ${formatTime(at)}`;
}
