import type { Translate } from '#platform/web/text.tsx';

/** Why it is not sent: the first word says what happened, the rest is the code of the server for its keeper. */
export function reasonInWords(t: Translate, reason: string | null): string {
  if (reason === null) return '';
  const [word = '', ...codes] = reason.split(' ');
  const words = t(`mail.reason.${word}`);
  return codes.length === 0 ? words : `${words} (${codes.join(' ')})`;
}
