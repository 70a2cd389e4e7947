import { conflict, invalid } from '#platform/errors/app-error.ts';
import type { PdfDocument } from '../pdf/document.ts';
import { dateString, patchDict, refText, startIncrement, textString, type Increment } from '../pdf/increment.ts';
import { dictOf, is, type PdfDict, type PdfRef, type PdfString, type PdfValue } from '../pdf/model.ts';
import { listPages, type PdfPage } from '../pdf/pages.ts';
import { writeStamp, type Appearance, type Stamp } from './stamp.ts';

/** What goes into the signature dictionary beside the signature itself. */
export type SignatureEntry = {
  /** `signature` is ETSI.CAdES.detached; `timestamp` a document timestamp (EN 319 142-1 §5.4). */
  readonly kind: 'signature' | 'timestamp';
  readonly at: Date;
  readonly reason?: string;
  readonly location?: string;
  readonly appearance?: Appearance;
  /** Bytes kept free for the CMS. */
  readonly reserve: number;
};

/** The file with its new revision: everything is final except the hexadecimal digits between `holeStart` and `holeEnd`. */
export type PreparedSignature = {
  /** Ours to write the digits into: the bytes that were given are copied. */
  readonly file: Buffer;
  /** Offsets of the first digit and of the `>` behind the last. */
  readonly holeStart: number;
  readonly holeEnd: number;
};

const rangeWidth = 48;

/** Builds the revision that will carry the signature. Throws `signing.document_locked`, `signing.page_missing`, PdfError. */
export async function prepareSignature(document: PdfDocument, entry: SignatureEntry): Promise<PreparedSignature> {
  refuseLocked(document);
  const increment = startIncrement(document);
  const page = choosePage(document, entry.appearance?.page ?? 1);
  const [field, value] = [increment.allocate(), increment.allocate()];
  const form = readForm(document);
  const stamp = entry.appearance ? await writeStamp(increment, page, entry.appearance) : undefined;
  increment.put(field, fieldBody({ name: freeName(document, form), page, value, stamp }));
  const head = signatureHead(entry);
  increment.put(value, head + emptyRange, zeros(entry.reserve * 2), '>>>');
  addToForm({ document, increment, form, field });
  addToPage({ document, increment, page, field });
  const { bytes, bodyAt } = increment.finish();
  return closeRange(bytes, bodyAt(value) + head.length, entry.reserve);
}

// A certification that forbids every change (DocMDP P=1) would be broken by our revision.
function refuseLocked(document: PdfDocument): void {
  const permissions = dictOf(document.lookUp(document.catalog, 'Perms'));
  const certification = permissions && dictOf(document.lookUp(permissions, 'DocMDP'));
  const references = certification && document.lookUp(certification, 'Reference');
  if (!is(references, 'array')) return;
  for (const item of references.items) {
    const reference = dictOf(document.resolve(item));
    const parameters = reference && dictOf(document.lookUp(reference, 'TransformParams'));
    if (parameters && document.lookUp(parameters, 'P') === 1) throw conflict('signing.document_locked');
  }
}

function choosePage(document: PdfDocument, wanted: number | 'last'): PdfPage {
  const pages = listPages(document);
  const page = wanted === 'last' ? pages.at(-1) : pages[wanted - 1];
  if (!page) throw invalid('signing.page_missing', { page: wanted, pages: pages.length });
  return page;
}

type Form = {
  dict: PdfDict | undefined;
  ref: PdfRef | undefined;
  fields: readonly PdfValue[];
  fieldsRef: PdfRef | undefined;
};

function readForm(document: PdfDocument): Form {
  const entry = document.catalog.entries.get('AcroForm');
  const dict = dictOf(document.resolve(entry));
  const fieldsEntry = dict?.entries.get('Fields');
  const fields = document.resolve(fieldsEntry);
  return {
    dict,
    ref: is(entry, 'ref') ? entry : undefined,
    fields: is(fields, 'array') ? fields.items : [],
    fieldsRef: is(fieldsEntry, 'ref') ? fieldsEntry : undefined,
  };
}

/** "ChuKy1", "ChuKy2" …: the first that no field of the form has. */
function freeName(document: PdfDocument, form: Form): string {
  const taken = new Set<string>();
  for (const item of form.fields) {
    const title = dictOf(document.resolve(item))?.entries.get('T');
    if (is(title, 'string')) taken.add(plainText(title));
  }
  let number = form.fields.length + 1;
  while (taken.has(`ChuKy${number}`)) number++;
  return `ChuKy${number}`;
}

const plainText = ({ bytes }: PdfString): string =>
  bytes[0] === 0xfe && bytes[1] === 0xff
    ? Buffer.from(bytes.subarray(2, 2 + ((bytes.length - 2) & ~1)))
        .swap16()
        .toString('utf16le')
    : bytes.toString('latin1');

type Field = { name: string; page: PdfPage; value: PdfRef; stamp: Stamp | undefined };

function fieldBody({ name, page, value, stamp }: Field): string {
  const rect = stamp ? stamp.rect.join(' ') : '0 0 0 0';
  const appearance = stamp ? `/AP<</N ${refText(stamp.appearance)}>>` : '';
  // F 132 = Print + Locked: PDF/A requires Print and forbids Hidden (ISO 19005-2 §6.3.2).
  const widget = `/Type/Annot/Subtype/Widget/F 132/Rect[${rect}]/P ${refText(page.ref)}${appearance}`;
  return `<<${widget}/FT/Sig/T(${name})/V ${refText(value)}>>`;
}

const manyZeros = Buffer.alloc(32_768, '0');
const zeros = (digits: number): Buffer =>
  digits <= manyZeros.length ? manyZeros.subarray(0, digits) : Buffer.alloc(digits, '0');

/** What stands in front of the ranges; then follow the ranges, the hole and the end. */
function signatureHead({ kind, at, reason, location }: SignatureEntry): string {
  if (kind === 'timestamp') return '<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/ByteRange[';
  const why = reason ? `/Reason${textString(reason)}` : '';
  const where = location ? `/Location${textString(location)}` : '';
  // The claimed time stands in /M; EN 319 142-1 §6.3 forbids the signing-time attribute in the CMS.
  return `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M${dateString(at)}${why}${where}/ByteRange[`;
}

const emptyRange = `${' '.repeat(rangeWidth)}]/Contents<`;

type Addition = { document: PdfDocument; increment: Increment; field: PdfRef };

const arrayText = (items: readonly PdfValue[], added: PdfRef): string =>
  `[${[...items.map(itemText), refText(added)].join(' ')}]`;

// Fields and annotations are references in every file we met; a direct one cannot be moved without changing it.
function itemText(item: PdfValue): string {
  if (!is(item, 'ref')) throw invalid('signing.pdf_unsupported', { reason: 'direct annotation' });
  return refText(item);
}

function addToForm({ document, increment, form, field }: Addition & { form: Form }): void {
  const fields = arrayText(form.fields, field);
  if (form.fieldsRef) increment.put(form.fieldsRef, fields);
  const changes = { Fields: form.fieldsRef ? refText(form.fieldsRef) : fields, SigFlags: '3' };
  const body = form.dict ? patchDict(form.dict, changes) : `<</Fields ${changes.Fields}/SigFlags 3>>`;
  if (form.ref) increment.put(form.ref, body);
  else increment.put(document.catalogRef, patchDict(document.catalog, { AcroForm: body }));
}

function addToPage({ document, increment, page, field }: Addition & { page: PdfPage }): void {
  const entry = page.dict.entries.get('Annots');
  const annotations = document.resolve(entry);
  const list = arrayText(is(annotations, 'array') ? annotations.items : [], field);
  if (is(entry, 'ref') && is(annotations, 'array')) increment.put(entry, list);
  else increment.put(page.ref, patchDict(page.dict, { Annots: list }));
}

function closeRange(file: Buffer, rangeAt: number, reserve: number): PreparedSignature {
  const holeStart = rangeAt + emptyRange.length;
  const holeEnd = holeStart + reserve * 2;
  const range = `0 ${holeStart - 1} ${holeEnd + 1} ${file.length - holeEnd - 1}`;
  file.write(range, rangeAt, 'latin1');
  return { file, holeStart, holeEnd };
}
