import type { PrintValue } from '#platform/render/print-data.ts';
import { formatMoney } from '#platform/text/amounts.ts';
import { dateInWords, formatDate, formatLongDate } from '#platform/text/dates.ts';
import type { ResultPaper } from './ports.ts';

/** Words for the codes of a result form, by field. */
type CodeWords = Readonly<Record<string, Readonly<Record<string, string>>>>;

const gender = { male: 'Nam', female: 'Nữ' };
const landUse = { residential: 'Đất ở', agricultural: 'Đất nông nghiệp', mixed: 'Đất ở và đất khác', other: 'Đất khác' };
const ways = { sign: 'đã ký', fingerprint: 'đã điểm chỉ', neither: 'đã xác nhận trước người làm chứng' };

/** Result papers whose values are printed as the result form names them; `money` fields are đồng. */
export const resultPapers: Readonly<Record<string, { readonly words?: CodeWords; readonly money?: readonly string[] }>> = {
  'birth-certificate': { words: { gender } },
  'marriage-certificate': {},
  'marital-status': { words: { gender } },
  'certified-copy': {},
  'certified-signature': { words: { way: ways } },
  'household-business': { words: { ownerGender: gender }, money: ['capital'] },
  'building-permit': { words: { grade: { III: 'Cấp III', IV: 'Cấp IV' } } },
  'land-notice': { words: { purpose: landUse } },
};

/** What every template of a result is given: the head, the values in words, dates spelled out, the signer. */
export function resultData(paper: ResultPaper): PrintValue {
  const kind = resultPapers[paper.template] ?? {};
  const dates = Object.entries(paper.fields).filter((entry): entry is [string, string] => isIsoDate(entry[1]));
  return {
    issuer: { parent: null, name: paper.agency.name },
    number: paper.notation,
    place: paper.agency.place,
    date: formatLongDate(paper.signedAt),
    fields: printed(paper.fields, kind),
    inWords: Object.fromEntries(dates.map(([key, date]) => [key, dateInWords(date)])),
    signer: { lines: [...paper.signer.lines], name: paper.signer.name },
    verifyUrl: paper.verifyUrl.replace(/^https?:\/\//u, ''),
  };
}

type Kind = { readonly words?: CodeWords; readonly money?: readonly string[] };

function printed(values: Readonly<Record<string, unknown>>, kind: Kind): PrintValue {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, printedValue(key, value, kind)]));
}

function printedValue(key: string, value: unknown, kind: Kind): PrintValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return kind.money?.includes(key) ? formatMoney(value) : numberText(value);
  if (typeof value === 'boolean') return value ? 'Có' : 'Không';
  if (typeof value === 'string') return isIsoDate(value) ? formatDate(value) : (kind.words?.[key]?.[value] ?? value);
  if (Array.isArray(value)) return value.map((one) => printedValue(key, one, kind));
  return printed(value as Readonly<Record<string, unknown>>, kind);
}

function numberText(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/gu, '.') + (fraction === undefined ? '' : `,${fraction}`);
}

function isIsoDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/u.test(value);
}
