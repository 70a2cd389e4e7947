import type { PdfDocument } from '../pdf/document.ts';
import {
  dictOf,
  is,
  malformed,
  nameOf,
  PdfError,
  type PdfDict,
  type PdfRef,
  type PdfString,
  type PdfValue,
} from '../pdf/model.ts';

/** A filled signature field of a document. */
export type FoundSignature = {
  readonly field: string;
  readonly fieldRef: PdfRef;
  readonly valueRef: PdfRef;
  readonly value: PdfDict;
};

const maxFields = 20_000;
const maxDepth = 32;

/** All filled signature fields, walking the field tree (ISO 32000-1 §12.7.3). Throws PdfError for a tree that loops. */
export function findSignatures(document: PdfDocument): FoundSignature[] {
  const form = dictOf(document.lookUp(document.catalog, 'AcroForm'));
  const roots = form && document.lookUp(form, 'Fields');
  if (!form || !is(roots, 'array')) return [];
  refuseAmbiguous(document.xref.trailer, document.catalog, form);
  const found: FoundSignature[] = [];
  const seen = new Set<number>();
  const visit = (item: PdfValue, inherited: { name: string; kind: string | undefined }, depth: number): void => {
    if (!is(item, 'ref')) return;
    if (seen.has(item.num) || depth > maxDepth) throw malformed('field tree loop');
    if (seen.size > maxFields) throw new PdfError('too_complex', 'too many fields');
    seen.add(item.num);
    const field = dictOf(document.object(item));
    if (!field) return;
    const own = {
      name: join(inherited.name, field.entries.get('T')),
      kind: nameOf(document.lookUp(field, 'FT')) ?? inherited.kind,
    };
    const signature = own.kind === 'Sig' ? readValue(document, field) : undefined;
    if (signature) found.push({ field: own.name, fieldRef: item, ...signature });
    const kids = document.lookUp(field, 'Kids');
    if (is(kids, 'array')) for (const kid of kids.items) visit(kid, own, depth + 1);
  };
  for (const item of roots.items) visit(item, { name: '', kind: undefined }, 0);
  return found;
}

function readValue(document: PdfDocument, field: PdfDict): { valueRef: PdfRef; value: PdfDict } | undefined {
  const valueRef = field.entries.get('V');
  if (valueRef === undefined) return undefined;
  const value = is(valueRef, 'ref') ? document.object(valueRef) : null;
  if (!is(valueRef, 'ref') || !is(value, 'dict')) throw malformed('signature value is no object of its own');
  refuseAmbiguous(field, value);
  return { valueRef, value };
}

// A key written twice makes readers see different signatures in one file.
function refuseAmbiguous(...dicts: readonly PdfDict[]): void {
  if (dicts.some((dict) => dict.ambiguous)) throw malformed('dictionary key given twice');
}

function join(parent: string, title: PdfValue | undefined): string {
  const own = is(title, 'string') ? readText(title).slice(0, 100) : '';
  return parent && own ? `${parent}.${own}` : parent || own;
}

/** A text string: UTF-16BE with a mark, else PDFDocEncoding, which agrees with Latin-1 for the letters we show. */
export function readText({ bytes }: PdfString): string {
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1');
  const even = bytes.subarray(2, 2 + ((bytes.length - 2) & ~1));
  return Buffer.from(even).swap16().toString('utf16le').normalize('NFC');
}

const datePattern = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z|[+-])(?:(\d{2})'?(?:(\d{2})'?)?)?)?$/;

/** A date string (ISO 32000-1 §7.9.4); null when it is missing or no date. */
export function readDate(value: PdfValue | undefined): Date | null {
  const match = is(value, 'string') ? datePattern.exec(readText(value).trim()) : null;
  if (!match) return null;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign = 'Z',
    zoneHour = '00',
    zoneMinute = '00',
  ] = match;
  const zone = sign === 'Z' ? 'Z' : `${sign}${zoneHour}:${zoneMinute}`;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
