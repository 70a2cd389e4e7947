import { invalid } from '#platform/errors/app-error.ts';

/** Regional choices of speech; the default is the northern one that official papers use. */
export type WordStyle = {
  /** Between hundreds and a single unit: một trăm linh năm / một trăm lẻ năm. */
  readonly zeroTens?: 'linh' | 'lẻ';
  /** 4 after mươi: hai mươi tư / hai mươi bốn. */
  readonly four?: 'tư' | 'bốn';
};

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const billion = 1_000_000_000n;
const limit = billion * billion;

function digitWord(value: number): string {
  return digits[value] ?? '';
}

function unitAfterTens(unit: number, style: WordStyle): string {
  if (unit === 1) return 'mốt';
  if (unit === 4) return style.four ?? 'tư';
  return unit === 5 ? 'lăm' : digitWord(unit);
}

function tensWords(tens: number, unit: number, style: WordStyle): string[] {
  if (tens === 1) return unit === 0 ? ['mười'] : ['mười', unit === 5 ? 'lăm' : digitWord(unit)];
  const rest = unit === 0 ? [] : [unitAfterTens(unit, style)];
  return [digitWord(tens), 'mươi', ...rest];
}

/** Words of 0–999; `full` spells the hundreds even when they are zero, as after a higher group. */
function groupWords(value: number, full: boolean, style: WordStyle): string[] {
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor((value % 100) / 10);
  const unit = value % 10;
  const words = full || hundreds > 0 ? [digitWord(hundreds), 'trăm'] : [];
  if (tens > 0) return [...words, ...tensWords(tens, unit, style)];
  if (unit === 0) return words;
  return words.length > 0 ? [...words, style.zeroTens ?? 'linh', digitWord(unit)] : [digitWord(unit)];
}

/** Words of 1–999,999,999; groups that are zero are not spoken. */
function millionWords(value: number, full: boolean, style: WordStyle): string[] {
  const groups = [
    { value: Math.floor(value / 1_000_000), name: ['triệu'] },
    { value: Math.floor(value / 1_000) % 1_000, name: ['nghìn'] },
    { value: value % 1_000, name: [] },
  ];
  const words: string[] = [];
  for (const group of groups) {
    if (group.value === 0) continue;
    words.push(...groupWords(group.value, full || words.length > 0, style), ...group.name);
  }
  return words;
}

/**
 * A whole number in Vietnamese words: 1990 → `một nghìn chín trăm chín mươi`, 105 → `một trăm linh năm`.
 * Up to 10¹⁸ exclusive either side of zero. Throws `text.number_out_of_range` otherwise, and for fractions.
 */
export function numberInWords(value: number | bigint, style: WordStyle = {}): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw invalid('text.number_out_of_range');
  const whole = BigInt(value);
  const size = whole < 0n ? -whole : whole;
  if (size >= limit) throw invalid('text.number_out_of_range');
  if (size === 0n) return digits[0];
  const high = Number(size / billion);
  const low = Number(size % billion);
  const words = high > 0 ? [...millionWords(high, false, style), 'tỷ'] : [];
  return [...(whole < 0n ? ['âm'] : []), ...words, ...millionWords(low, high > 0, style)].join(' ');
}

/** First letter in upper case, for the start of a line. */
export function capitalizeFirst(text: string): string {
  const first = Array.from(text)[0] ?? '';
  return first.toLocaleUpperCase('vi') + text.slice(first.length);
}

/** An amount of đồng in words: 16000 → `mười sáu nghìn đồng`. */
export function moneyInWords(dong: number | bigint, style: WordStyle = {}): string {
  return `${numberInWords(dong, style)} đồng`;
}
