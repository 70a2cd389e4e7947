import type { PdfDocument } from '../pdf/document.ts';
import { dictOf, is, nameOf, type PdfDict, type PdfRef, type PdfValue } from '../pdf/model.ts';
import { listPages } from '../pdf/pages.ts';
import type { XrefEntry } from '../pdf/xref.ts';
import { sameArray, sameExcept, sameValue } from './same-value.ts';
import type { LaterChange } from './report.ts';

/** `violation` names the first thing that changed although it must not. */
export type ChangeResult = { readonly violation: string | undefined; readonly changes: readonly LaterChange[] };

/** What an object of the older revision is for, if it is one of the few that a later signature has to touch. */
type Role = 'catalog' | 'form' | 'fields' | 'page' | 'annotations' | 'info';
type Context = {
  readonly older: PdfDocument;
  readonly newer: PdfDocument;
  readonly roles: ReadonlyMap<number, Role>;
  /** Signature fields that only the newer revision has. */
  readonly added: ReadonlySet<number>;
};

class Violation extends Error {}

/**
 * Compares two revisions of one file, the older a prefix of the newer. Allowed are only: new signature fields with their
 * widgets, a document security store, and new dates in the information dictionary. Everything that can be reached in the
 * older revision must otherwise be the very same bytes, including references to objects that did not exist.
 */
export function compareRevisions(older: PdfDocument, newer: PdfDocument): ChangeResult {
  const changes: LaterChange[] = [];
  try {
    checkTrailers(older, newer);
    const added = addedFields(older, newer, changes);
    const context: Context = { older, newer, roles: rolesOf(older), added };
    checkDirectRoles(context);
    walk(context);
    if (!sameValue(older.catalog.entries.get('DSS'), newer.catalog.entries.get('DSS')) || storeChanged(context)) {
      changes.push('validation_data');
    }
    return { violation: undefined, changes };
  } catch (error) {
    if (error instanceof Violation) return { violation: error.message, changes };
    throw error;
  }
}

function demand(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Violation(what);
}

function checkTrailers(older: PdfDocument, newer: PdfDocument): void {
  const [before, after] = [older.xref.trailer.entries, newer.xref.trailer.entries];
  demand(newer.xref.sections.includes(older.startXref), 'revision chain');
  demand(sameValue(before.get('Root'), after.get('Root')), 'catalog');
  demand(before.get('Info') === undefined || sameValue(before.get('Info'), after.get('Info')), 'document information');
  // A smaller size makes some readers ignore the last objects.
  demand(Number(after.get('Size')) >= Number(before.get('Size')), 'size');
  demand(!newer.xref.hybrid || older.xref.hybrid, 'hidden cross-references');
  demand(!newer.xref.trailer.ambiguous, 'trailer');
}

function formOf(document: PdfDocument): PdfDict | undefined {
  return dictOf(document.lookUp(document.catalog, 'AcroForm'));
}

function arrayAt(document: PdfDocument, dict: PdfDict | undefined, key: string): readonly PdfValue[] {
  const value = dict && document.lookUp(dict, key);
  return is(value, 'array') ? value.items : [];
}

const isRef = (value: PdfValue | undefined): value is PdfRef => is(value, 'ref');

/** Fields must be the old list followed by new signature fields. */
function addedFields(older: PdfDocument, newer: PdfDocument, changes: LaterChange[]): Set<number> {
  const before = arrayAt(older, formOf(older), 'Fields');
  const after = arrayAt(newer, formOf(newer), 'Fields');
  demand(sameArray(before, after.slice(0, before.length)), 'form fields');
  const added = new Set<number>();
  for (const item of after.slice(before.length)) {
    demand(isRef(item) && !older.entryOf(item.num) && !added.has(item.num), 'form fields');
    added.add(item.num);
    changes.push(kindOfNewField(older, newer, item));
  }
  return added;
}

const widgetKeys = new Set([
  'Type',
  'Subtype',
  'FT',
  'T',
  'TU',
  'V',
  'F',
  'Ff',
  'Rect',
  'P',
  'AP',
  'MK',
  'M',
  'NM',
  'Border',
  'BS',
  'DA',
  'DR',
  'Q',
  'StructParent',
  'Lock',
  'SV',
]);

function kindOfNewField(older: PdfDocument, newer: PdfDocument, ref: PdfRef): LaterChange {
  const field = dictOf(newer.object(ref));
  demand(field !== undefined && !field.ambiguous && nameOf(field.entries.get('FT')) === 'Sig', 'new form field');
  // No actions, no kids, no parent: nothing but a signature and its picture.
  demand(
    [...field.entries.keys()].every((key) => widgetKeys.has(key)),
    'new form field',
  );
  const value = field.entries.get('V');
  demand(isRef(value) && !older.entryOf(value.num), 'new signature');
  const kind = nameOf(dictOf(newer.object(value))?.entries.get('Type')) ?? 'Sig';
  demand(kind === 'Sig' || kind === 'DocTimeStamp', 'new signature');
  return kind === 'Sig' ? 'signature' : 'timestamp';
}

function rolesOf(older: PdfDocument): Map<number, Role> {
  const roles = new Map<number, Role>();
  const set = (value: PdfValue | undefined, role: Role): void => {
    if (isRef(value)) roles.set(value.num, role);
  };
  for (const page of listPages(older)) {
    set(page.ref, 'page');
    set(page.dict.entries.get('Annots'), 'annotations');
  }
  const form = formOf(older);
  set(form?.entries.get('Fields'), 'fields');
  set(older.catalog.entries.get('AcroForm'), 'form');
  set(older.xref.trailer.entries.get('Info'), 'info');
  set(older.catalogRef, 'catalog');
  return roles;
}

/** The form may stand inside the catalog, or be new: then no reference leads to it. */
function checkDirectRoles({ older, newer }: Context): void {
  const [before, after] = [formOf(older), formOf(newer)];
  if (!after) demand(!before, 'form');
  else checkForm(older, newer);
}

function checkForm(older: PdfDocument, newer: PdfDocument): void {
  const [before, after] = [formOf(older), formOf(newer)];
  if (!after) return;
  demand(!after.ambiguous, 'form');
  const allowed = before ? ['Fields', 'SigFlags'] : ['Fields', 'SigFlags', 'DR', 'DA'];
  if (before) demand(sameExcept(before, after, allowed), 'form');
  else
    demand(
      [...after.entries.keys()].every((key) => allowed.includes(key)),
      'form',
    );
}

type Entry = XrefEntry | undefined;

function sameEntry(older: PdfDocument, newer: PdfDocument, num: number): boolean {
  const [a, b]: [Entry, Entry] = [older.entryOf(num), newer.entryOf(num)];
  if (!a || !b) return (a?.kind ?? 'free') === (b?.kind ?? 'free');
  if (a.kind === 'free' || b.kind === 'free') return a.kind === b.kind;
  if (a.kind === 'offset') return b.kind === 'offset' && a.offset === b.offset && a.gen === b.gen;
  if (b.kind !== 'packed' || a.container !== b.container || a.index !== b.index) return false;
  return sameEntry(older, newer, a.container);
}

/** Visits everything reachable in the older revision except its security store, whose content is judged when it is used. */
function walk(context: Context): void {
  const { older, newer } = context;
  const seen = new Set<number>();
  const left: PdfValue[] = [older.catalogRef, older.xref.trailer.entries.get('Info') ?? null];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (isRef(value)) {
      if (seen.has(value.num)) continue;
      seen.add(value.num);
      if (!sameEntry(older, newer, value.num)) checkChanged(context, value);
      left.push(older.object(value));
    } else pushChildren(value, left, value === older.catalog);
  }
}

function pushChildren(value: PdfValue, left: PdfValue[], isCatalog: boolean): void {
  if (is(value, 'array')) for (const item of value.items) left.push(item);
  const dict = dictOf(value);
  for (const [key, item] of dict?.entries ?? []) if (!(isCatalog && key === 'DSS')) left.push(item);
}

function checkChanged(context: Context, ref: PdfRef): void {
  const { older, newer } = context;
  const [before, after] = [older.object(ref), newer.object({ ...ref, gen: generationOf(newer, ref.num) })];
  const role = context.roles.get(ref.num);
  if (role === 'fields') demand(is(after, 'array'), 'form fields');
  else if (role === 'annotations') checkAnnotations(context, before, after);
  else {
    demand(is(before, 'dict') && is(after, 'dict') && !after.ambiguous, `object ${ref.num}`);
    checkDict(context, role, { before, after, num: ref.num });
  }
}

type Pair = { before: PdfDict; after: PdfDict; num: number };

function checkDict(context: Context, role: Role | undefined, { before, after, num }: Pair): void {
  const { older, newer } = context;
  if (role === 'form') checkForm(older, newer);
  else if (role === 'page') checkPage(context, before, after);
  else if (role === 'info') checkInfo(before, after);
  else demand(role === 'catalog', `object ${num}`);
  if (role === 'catalog') checkCatalog(before, after);
}

function checkCatalog(before: PdfDict, after: PdfDict): void {
  demand(sameExcept(before, after, ['AcroForm', 'DSS', 'Extensions']), 'catalog');
  const extensions = after.entries.get('Extensions');
  demand(sameValue(before.entries.get('Extensions'), extensions) || isPlain(extensions), 'catalog');
}

function generationOf(document: PdfDocument, num: number): number {
  const entry = document.entryOf(num);
  return entry?.kind === 'offset' ? entry.gen : 0;
}

function checkPage(context: Context, before: PdfDict, after: PdfDict): void {
  demand(sameExcept(before, after, ['Annots']), 'page');
  const { older, newer } = context;
  checkAnnotations(context, older.lookUp(before, 'Annots'), newer.lookUp(after, 'Annots'));
}

/** Without the widgets of new signature fields the list must be the old one. */
function checkAnnotations({ added }: Context, before: PdfValue, after: PdfValue): void {
  const items = is(after, 'array') ? after.items.filter((item) => !(isRef(item) && added.has(item.num))) : [];
  demand(sameArray(is(before, 'array') ? before.items : [], items), 'annotations');
}

function checkInfo(before: PdfDict, after: PdfDict): void {
  const dated = ['ModDate', 'Producer'];
  demand(sameExcept(before, after, dated), 'document information');
  demand(
    dated.every((key) => !after.entries.has(key) || is(after.entries.get(key), 'string')),
    'document information',
  );
}

/** Numbers, names and strings only: nothing that a reader could follow. */
function isPlain(value: PdfValue | undefined): boolean {
  if (isRef(value) || is(value, 'stream')) return false;
  if (is(value, 'array')) return value.items.every(isPlain);
  return is(value, 'dict') ? [...value.entries.values()].every(isPlain) : true;
}

function storeChanged({ older, newer }: Context): boolean {
  const store = older.catalog.entries.get('DSS');
  return isRef(store) && !sameEntry(older, newer, store.num);
}
