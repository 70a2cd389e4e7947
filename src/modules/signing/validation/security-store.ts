import { inflateSync } from 'node:zlib';
import type { PdfDocument } from '../pdf/document.ts';
import { dictOf, is, nameOf, type PdfDict } from '../pdf/model.ts';
import type { RevocationData } from './trust.ts';

/** Certificates and revocation data that the file carries (document security store, EN 319 142-1 §5.4.2). */
export type SecurityStore = {
  readonly certificates: readonly Buffer[];
  readonly revocation: readonly RevocationData[];
};

const maxItems = 60;
const maxItemBytes = 4 * 1024 * 1024;

/** Reads the store; unreadable parts are left out, since nothing in it is trusted by being there. */
export function readSecurityStore(document: PdfDocument): SecurityStore {
  const store = dictOf(document.lookUp(document.catalog, 'DSS'));
  if (!store) return { certificates: [], revocation: [] };
  const crls = readStreams(document, store, 'CRLs').map((der) => ({ kind: 'crl' as const, der }));
  const answers = readStreams(document, store, 'OCSPs').map((der) => ({ kind: 'ocsp' as const, der }));
  return { certificates: readStreams(document, store, 'Certs'), revocation: [...crls, ...answers] };
}

function readStreams(document: PdfDocument, store: PdfDict, key: string): Buffer[] {
  const list = document.lookUp(store, key);
  if (!is(list, 'array')) return [];
  return list.items.slice(0, maxItems).flatMap((item) => {
    const stream = document.resolve(item);
    if (!is(stream, 'stream')) return [];
    const filter = document.lookUp(stream.dict, 'Filter');
    const kind = nameOf(is(filter, 'array') ? filter.items[0] : filter);
    if (kind === undefined) return [stream.data];
    return kind === 'FlateDecode' ? inflated(stream.data) : [];
  });
}

function inflated(data: Buffer): Buffer[] {
  try {
    return [inflateSync(data, { maxOutputLength: maxItemBytes })];
  } catch {
    return [];
  }
}
