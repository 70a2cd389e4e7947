import { fillText, wordsOf, type Locale, type Placeholder } from '../template-text.ts';

/**
 * All that an SMS or a Zalo message may say of somebody's matter: both pass through strangers' hands and light up on
 * locked screens. No name, number or address (Law 91/2025).
 */
export const briefFields = ['code', 'procedure', 'state', 'dueAt', 'link'] as const;
export type BriefField = (typeof briefFields)[number];
export type Brief = { readonly [K in BriefField]?: string };

const longestProcedure = 60;

type Source = {
  readonly placeholders: readonly Placeholder[];
  readonly data: Readonly<Record<string, string>>;
  readonly state: string;
  readonly link: string | null;
  readonly locale: Locale;
};

/** The few words, frozen at the moment of telling. */
export function writeBrief({ placeholders, data, state, link, locale }: Source): Brief {
  const allowed = placeholders.filter(({ name }) => (briefFields as readonly string[]).includes(name));
  const words = Object.fromEntries(wordsOf(allowed, data, locale)) as Brief;
  const procedure = words.procedure === undefined ? {} : { procedure: shortened(words.procedure) };
  return { ...words, ...procedure, state, ...(link === null ? {} : { link }) };
}

function shortened(text: string): string {
  return text.length <= longestProcedure ? text : `${text.slice(0, longestProcedure - 1).trimEnd()}…`;
}

/** The words of an SMS. @throws Error when the brief lacks a placeholder. */
export function fillBrief(text: string, brief: Brief): string {
  return fillText(text, new Map(Object.entries(brief)));
}

/** `name=value` lines of a Zalo template as its parameters. @throws Error when the brief lacks a placeholder. */
export function parametersOf(text: string, brief: Brief): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('='));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at).trim(), fillBrief(line.slice(at + 1).trim(), brief)];
    }),
  );
}

/** Placeholders that a short wording of this kind of message may use. */
export function briefPlaceholders(placeholders: readonly Placeholder[]): Placeholder[] {
  const given = placeholders.filter(({ name }) => ['code', 'procedure', 'dueAt'].includes(name));
  return [
    ...given,
    { name: 'state', kind: 'text', vi: 'tình trạng của hồ sơ' },
    { name: 'link', kind: 'code', vi: 'đường dẫn tới trang của hồ sơ' },
  ];
}

const plainSigns: Readonly<Record<string, string>> = { đ: 'd', Đ: 'D', '…': '...', '–': '-', '—': '-', '“': '"', '”': '"', '’': "'" };

/** Words in the letters of GSM 03.38, where 160 fit into one SMS instead of 70. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ…–—“”’]/gu, (sign) => plainSigns[sign] ?? sign)
    .replace(/[^\n\x20-\x7e]/gu, '?');
}
