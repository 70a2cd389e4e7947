export type Phone = {
  /** E.164, for storing and sending: `+84912345678`. */
  readonly e164: string;
  readonly kind: 'mobile' | 'landline' | 'foreign';
};

/** Eleven-digit mobile prefixes and their successors (Bộ TT&TT plan of 15/9/2018); old registers still hold them. */
const formerMobilePrefixes: ReadonlyMap<string, string> = new Map([
  ['120', '70'],
  ['121', '79'],
  ['122', '77'],
  ['126', '76'],
  ['128', '78'],
  ['123', '83'],
  ['124', '84'],
  ['125', '85'],
  ['127', '81'],
  ['129', '82'],
  ['162', '32'],
  ['163', '33'],
  ['164', '34'],
  ['165', '35'],
  ['166', '36'],
  ['167', '37'],
  ['168', '38'],
  ['169', '39'],
  ['186', '56'],
  ['188', '58'],
  ['199', '59'],
]);

const mobile = /^[35789]\d{8}$/;
const formerMobile = /^1\d{9}$/;
const landline = /^2\d{9}$/;
const foreign = /^\+[1-9]\d{7,14}$/;

function nationalNumber(compact: string): string | null {
  const match = /^(?:\+84|0084|84(?=\d{9,10}$)|0)0?(?<rest>\d+)$/.exec(compact);
  return match?.groups?.['rest'] ?? null;
}

function toPhone(national: string): Phone | null {
  if (mobile.test(national)) return { e164: `+84${national}`, kind: 'mobile' };
  if (landline.test(national)) return { e164: `+84${national}`, kind: 'landline' };
  if (!formerMobile.test(national)) return null;
  const prefix = formerMobilePrefixes.get(national.slice(0, 3));
  return prefix === undefined ? null : { e164: `+84${prefix}${national.slice(3)}`, kind: 'mobile' };
}

/**
 * Reads a telephone number as people type it (`0912.345.678`, `+84 912 345 678`, `(024) 3822 1234`, the eleven-digit
 * numbers of before 2018). Numbers of other countries must start with `+`. Null when it cannot be one.
 */
export function parsePhone(text: string): Phone | null {
  const compact = text.normalize('NFKC').replace(/[\s().\-\u2010-\u2015]/g, '');
  const national = nationalNumber(compact);
  if (national !== null) return toPhone(national);
  return foreign.test(compact) ? { e164: compact, kind: 'foreign' } : null;
}

/** For people: `+84912345678` → `0912 345 678`, `+842438221234` → `024 3822 1234`; others stay in E.164. */
export function formatPhone(e164: string): string {
  const national = /^\+84(\d{9,10})$/.exec(e164)?.[1];
  if (national === undefined) return e164;
  if (national.length === 9) return `0${national.slice(0, 3)} ${national.slice(3, 6)} ${national.slice(6)}`;
  const area = /^2[48]/.test(national) ? 2 : 3;
  const rest = national.slice(area);
  return `0${national.slice(0, area)} ${rest.slice(0, -4)} ${rest.slice(-4)}`;
}
