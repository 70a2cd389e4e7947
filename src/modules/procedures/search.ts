import { foldText, foldWords } from '#platform/text/fold.ts';
import type { ProcedureContent } from './model.ts';
import words from './search-words.json' with { type: 'json' };

/** A procedure as the search sees it. */
export type SearchEntry<T> = { readonly item: T; readonly code: string; readonly fields: readonly SearchField[]; readonly plainName: string };

type SearchField = { readonly weight: number; readonly text: string; readonly words: ReadonlySet<string> };

const weights = { name: 10, event: 9, keyword: 8, field: 4, summary: 2 } as const;
const synonymWorth = 0.7;
const mostAlternatives = 24;

/** Prepares a record once, so that a search only compares words. */
export function searchEntry<T>(item: T, content: Pick<ProcedureContent, 'code' | 'name' | 'summary' | 'field' | 'lifeEvents' | 'keywords'>): SearchEntry<T> {
  const field = (weight: number, text: string): SearchField => ({ weight, text: foldWords(text).join(' '), words: new Set(foldWords(text)) });
  const fields = [
    field(weights.name, content.name.vi),
    field(weights.name, content.name.en),
    ...content.lifeEvents.map((event) => field(weights.event, event)),
    ...content.keywords.map((keyword) => field(weights.keyword, keyword)),
    field(weights.field, content.field.name.vi),
    field(weights.summary, content.summary.vi),
  ];
  return { item, code: foldText(content.code), fields, plainName: lineOf(content.name.vi) };
}

/**
 * Best first: what has every word (or a synonym of the phrase) in name, life events, keywords, field or summary; a code by
 * its beginning. When nothing has every word, what has more than half of them.
 */
export function rank<T>(entries: readonly SearchEntry<T>[], query: string): T[] {
  const code = foldText(query.trim());
  if (/^\d\.\d*$/u.test(code)) return entries.filter((entry) => entry.code.startsWith(code)).map(({ item }) => item);
  const asked = meaningful(query);
  if (asked.length === 0) return entries.map(({ item }) => item);
  const alternatives = alternativesOf(asked.join(' '));
  const plain = lineOf(query);
  const strict = best(entries, (entry) => scoreOf(entry, alternatives, plain));
  return strict.length > 0 ? strict : best(entries, (entry) => looseScore(entry, alternatives));
}

function best<T>(entries: readonly SearchEntry<T>[], score: (entry: SearchEntry<T>) => number): T[] {
  const scored = entries.map((entry) => ({ entry, score: score(entry) })).filter((one) => one.score > 0);
  // Equal ones keep the order of the catalogue, so that pages do not jump.
  return scored.sort((a, b) => b.score - a.score).map(({ entry }) => entry.item);
}

type Alternative = { readonly words: readonly string[]; readonly worth: number };

function scoreOf<T>(entry: SearchEntry<T>, alternatives: readonly Alternative[], plain: string): number {
  const scores = alternatives.map(({ words: wanted, worth }) => worth * phraseScore(entry, wanted));
  const found = Math.max(0, ...scores);
  // Somebody who typed the accents meant them: "bán" is not "bàn".
  return found > 0 && entry.plainName.includes(plain) ? found + 5 : found;
}

function phraseScore<T>({ fields }: SearchEntry<T>, wanted: readonly string[]): number {
  let sum = 0;
  for (const word of wanted) {
    const weight = Math.max(0, ...fields.map((field) => (holds(field, word) ? field.weight : 0)));
    if (weight === 0) return 0;
    sum += weight;
  }
  const phrase = wanted.join(' ');
  const bonus = Math.max(0, ...fields.map(({ text, weight }) => bonusOf(text, phrase) * (weight / weights.name)));
  return sum / wanted.length + bonus;
}

function bonusOf(text: string, phrase: string): number {
  if (text === phrase) return 20;
  if (text.startsWith(`${phrase} `)) return 14;
  return ` ${text} `.includes(` ${phrase} `) ? 10 : 0;
}

/** A whole word; the beginning of one counts from three letters on, for those who are still typing. */
function holds(field: SearchField, word: string): boolean {
  return field.words.has(word) || (word.length >= 3 && field.text.split(' ').some((known) => known.startsWith(word)));
}

function looseScore<T>({ fields }: SearchEntry<T>, alternatives: readonly Alternative[]): number {
  const shares = alternatives.map(({ words: wanted, worth }) => {
    const found = wanted.filter((word) => fields.some((field) => field.words.has(word)));
    return found.length * 2 > wanted.length ? (worth * found.length) / wanted.length : 0;
  });
  return Math.max(0, ...shares);
}

const ignored = words.ignored.map((phrase) => foldWords(phrase).join(' '));
const sameThings = words.sameThings.map((group) => [...new Set(group.map((phrase) => foldWords(phrase).join(' ')))]);

/** The words that tell something; all of them when none would be left. */
function meaningful(query: string): string[] {
  const all = foldWords(query);
  let text = ` ${all.join(' ')} `;
  for (const phrase of ignored) text = text.replaceAll(` ${phrase} `, ' ');
  const left = text.trim();
  return left === '' ? all : left.split(' ');
}

/** The phrase itself, and the same with each thing called by its other names. */
function alternativesOf(phrase: string): Alternative[] {
  const found: Alternative[] = [{ words: phrase.split(' '), worth: 1 }];
  for (const group of sameThings) {
    const named = group.filter((name) => ` ${phrase} `.includes(` ${name} `)).sort((a, b) => b.length - a.length)[0];
    if (named === undefined) continue;
    for (const other of group) {
      if (other !== named) found.push({ words: ` ${phrase} `.replace(` ${named} `, ` ${other} `).trim().split(' '), worth: synonymWorth });
    }
  }
  return found.slice(0, mostAlternatives);
}

/** Lower case with its accents, one space between words. */
function lineOf(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
