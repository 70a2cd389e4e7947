import { data } from 'react-router';
import type { DraftContent, Section } from '../../sections.ts';
import { draftHref } from '../editor/load-draft.ts';
import { isJson, type Json } from './edit-form.ts';

/** The form that an address is about: the application's, or (`ket-qua=0`) that of a result. */
export type WhichForm = { readonly section: Extract<Section, 'form' | 'results'>; readonly result: number | null };

export function whichForm(url: URL): WhichForm {
  const asked = url.searchParams.get('ket-qua');
  return asked === null || !/^\d{1,2}$/u.test(asked) ? { section: 'form', result: null } : { section: 'results', result: Number(asked) };
}

/** @throws 404 when the draft has no such result */
export function formIn(content: DraftContent, { result }: WhichForm): Json {
  if (result === null) return isJson(content['form']) ? content['form'] : {};
  const row = resultsOf(content)[result];
  if (row === undefined) throw data(null, { status: 404 });
  return isJson(row['form']) ? row['form'] : {};
}

export function resultsOf(content: DraftContent): readonly Json[] {
  return Array.isArray(content['results']) ? content['results'].map((row: unknown) => (isJson(row) ? row : {})) : [];
}

/** The part of the draft to save with the form in it. */
export function partWith(content: DraftContent, which: WhichForm, form: unknown): DraftContent {
  if (which.result === null) return { form };
  return { results: resultsOf(content).map((row, index) => (index === which.result ? { ...row, form } : row)) };
}

export function formHref(draftId: string, page: '' | '/muc' | '/json', which: WhichForm, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(which.result === null ? {} : { 'ket-qua': String(which.result) }), ...more }).toString();
  return `${draftHref(draftId, 'bieu-mau')}${page}${query === '' ? '' : `?${query}`}`;
}
