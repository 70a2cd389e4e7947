import { parsePersonalId } from '#platform/text/personal-id.ts';
import { parsePhone } from '#platform/text/phone.ts';
import { isIsoDate } from './dates.ts';
import type { TextFormat } from './definition.ts';

/** How a text of a known kind is brought to its stored form; null when it cannot be one. */
export type TextRule = { readonly read: (text: string) => string | null; readonly code: string };

const email = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/;

/** Kinds of text that have a form of their own. `read` of a stored form gives it back unchanged. */
export const textRules: Readonly<Record<TextFormat, TextRule>> = {
  email: { read: (text) => (text.length <= 254 && email.test(text) ? text : null), code: 'email' },
  phone: { read: (text) => parsePhone(text)?.e164 ?? null, code: 'phone' },
  'personal-id': { read: (text) => parsePersonalId(text)?.id ?? null, code: 'personal_id' },
};

/** Reference of a stored file: an identifier, never a path. */
export function isFileRef(text: string): boolean {
  return /^[A-Za-z0-9_-]{8,128}$/.test(text);
}

/** `YYYY`, `YYYY-MM` or a real `YYYY-MM-DD`: old registers know no more than the year. */
export function isPartialDate(text: string): boolean {
  return isIsoDate(text) || /^(?!0000)\d{4}(-(0[1-9]|1[0-2]))?$/.test(text);
}

/** Length as JSON Schema counts it: code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
