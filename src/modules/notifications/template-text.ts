import { formatDate, formatDateTime } from '#platform/text/dates.ts';
import { splitName } from '#platform/text/names.ts';
import { cleanLine } from '#platform/text/clean.ts';

/**
 * What a placeholder stands for: `given_name` takes a full name and keeps the given name only; `date` takes
 * `YYYY-MM-DD`, `instant` an ISO instant; `code` and `text` take words.
 */
export const placeholderKinds = ['given_name', 'code', 'text', 'date', 'instant'] as const;
export type Placeholder = {
  readonly name: string;
  readonly kind: (typeof placeholderKinds)[number];
  readonly vi: string;
};

export type Locale = 'vi' | 'en';

const inBraces = /\{\{([^{}]*)\}\}/gu;

/** Names used in a text, in order of appearance. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(inBraces)].map((match) => (match[1] ?? '').trim());
}

/** What is wrong with the braces of a text: a name that is not known, or a brace without its partner. */
export function findBraceProblem(
  text: string,
  known: readonly Placeholder[],
): { unknown: string } | 'unbalanced' | null {
  const unknown = placeholdersOf(text).find((name) => !known.some((placeholder) => placeholder.name === name));
  if (unknown !== undefined) return { unknown };
  return /[{}]/u.test(text.replace(inBraces, '')) ? 'unbalanced' : null;
}

/** Fills a text. Every placeholder must have a value: a mail that says "trước ngày ." is worse than none. */
export function fillText(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(inBraces, (_, name: string) => {
    const value = values.get(name.trim());
    if (value === undefined) throw new Error(`no value for {{${name}}}`);
    return value;
  });
}

/**
 * The words that stand for the values in one language.
 * @throws Error when a value is missing: the sender and the template do not fit, which its own tests must find.
 */
export function wordsOf(
  placeholders: readonly Placeholder[],
  data: Readonly<Record<string, string>>,
  locale: Locale,
): Map<string, string> {
  return new Map(
    placeholders.map(({ name, kind }) => {
      const value = data[name];
      if (value === undefined) throw new Error(`notification data lacks ${name}`);
      return [name, inWords(kind, value, locale)];
    }),
  );
}

function inWords(kind: Placeholder['kind'], value: string, locale: Locale): string {
  switch (kind) {
    case 'given_name':
      return withoutPersonalData(splitName(cleanLine(value)).given);
    case 'code':
      return cleanLine(value).slice(0, 100);
    case 'text':
      return withoutPersonalData(cleanLine(value).slice(0, 300));
    case 'date':
      return locale === 'vi' ? formatDate(value) : inEnglish(new Date(`${value}T00:00:00+07:00`), 'date');
    case 'instant':
      return locale === 'vi' ? formatDateTime(new Date(value)) : inEnglish(new Date(value), 'instant');
  }
}

const english = {
  date: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Asia/Ho_Chi_Minh' }),
  instant: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' }),
};

const inEnglish = (at: Date, kind: keyof typeof english): string => english[kind].format(at);

/** Mail is read on shared screens and kept by strangers: numbers of people, telephones and addresses are blotted out. */
export function withoutPersonalData(text: string): string {
  return text.replace(/\+?\d(?:[ .-]?\d){8,}/gu, '•••').replace(/\S+@\S+/gu, '•••');
}
