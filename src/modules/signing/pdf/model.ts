/** The object kinds of ISO 32000-1 §7.3. Spans are byte positions in `source`, so that an edit can copy the rest untouched. */
export type PdfName = { readonly kind: 'name'; readonly name: string };
export type PdfRef = { readonly kind: 'ref'; readonly num: number; readonly gen: number };
export type PdfString = {
  readonly kind: 'string';
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
};
export type PdfArray = {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
  readonly source: Buffer;
  readonly start: number;
  readonly end: number;
};
export type PdfDict = {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
  /** Keys as they stand in `source`, and start and end of the value of each; read them with `spanOf`. */
  readonly keys: readonly string[];
  readonly bounds: readonly number[];
  /** A key written twice: readers disagree about which one counts. */
  readonly ambiguous: boolean;
  readonly source: Buffer;
  readonly start: number;
  readonly end: number;
};
export type PdfStream = { readonly kind: 'stream'; readonly dict: PdfDict; readonly data: Buffer };
export type PdfValue = null | boolean | number | PdfName | PdfRef | PdfString | PdfArray | PdfDict | PdfStream;

/** `malformed` and `unsupported` say what the file is; `too_complex` that a limit was reached before we knew. */
export type PdfErrorCode = 'malformed' | 'encrypted' | 'too_complex' | 'unsupported';

/** Thrown by everything under `pdf/`; the edges of the module turn it into a verdict or an AppError. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly code: PdfErrorCode;

  constructor(code: PdfErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export const malformed = (message: string): PdfError => new PdfError('malformed', message);

type Kinds = { name: PdfName; ref: PdfRef; string: PdfString; array: PdfArray; dict: PdfDict; stream: PdfStream };

/** Narrows by kind; null, booleans and numbers have none. */
export function is<K extends keyof Kinds>(value: PdfValue | undefined, kind: K): value is Kinds[K] {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

/** The name without its slash, or undefined when the value is no name. */
export const nameOf = (value: PdfValue | undefined): string | undefined => (is(value, 'name') ? value.name : undefined);

/** A dictionary, or that of a stream. */
export function dictOf(value: PdfValue | undefined): PdfDict | undefined {
  if (is(value, 'dict')) return value;
  return is(value, 'stream') ? value.dict : undefined;
}

/** Where the value of a key lies in the source; of a key written twice the last, as in `entries`. */
export function spanOf({ keys, bounds }: PdfDict, key: string): readonly [start: number, end: number] | undefined {
  const at = keys.lastIndexOf(key);
  return at === -1 ? undefined : [bounds[2 * at] ?? 0, bounds[2 * at + 1] ?? 0];
}
