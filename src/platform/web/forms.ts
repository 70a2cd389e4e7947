import { data } from 'react-router';
import { isStorable } from '#platform/text/storable.ts';
import type { PageErrorData } from './page-context.ts';

const maximumFormBytes = 1_000_000;

/** The posted form; refuses more than 1 MB (files go through resumable upload, never through a form). */
export async function formOf(request: Request): Promise<FormData> {
  const body = await readBounded(request, maximumFormBytes);
  const type = request.headers.get('content-type') ?? '';
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => undefined);
  if (form === undefined || ![...form].every(([name, value]) => isStorable([name, value]))) throw data({ pageError: unreadable }, { status: 400 });
  return form;
}

async function readBounded(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // A loop over the body would cancel it on leaving and cut the line before the sender could read the answer.
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > limit) throw data({ pageError: tooLarge }, { status: 413 });
    chunks.push(next.value);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

// Thrown outside any service, so nobody else would turn these into an error page with words.
const unreadable: PageErrorData['pageError'] = {
  kind: 'invalid',
  code: 'platform.form_unreadable',
  words: 'Không đọc được biểu mẫu. Hãy tải lại trang và gửi lại.',
  details: {},
};

const tooLarge: PageErrorData['pageError'] = {
  kind: 'invalid',
  code: 'platform.form_too_large',
  words: 'Biểu mẫu gửi lên quá lớn. Hãy bớt nội dung hoặc gửi tệp bằng phần đính kèm.',
  details: {},
};

/** The value of one text field, or an empty string. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** All text fields of a form; a repeated field keeps its last value. */
export function fieldsOf(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string') fields[name] = value;
  return fields;
}

export type Attempted<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: PageErrorData['pageError'] };

/**
 * Runs a use case whose refusal the form itself should show (`invalid`, `conflict`, `rate_limited`, `unavailable`).
 * Everything else goes on to the error page.
 */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempted<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined || problem.kind === 'not_found' || problem.kind === 'forbidden') throw error;
    return { ok: false, problem };
  }
}

function problemOf(error: unknown): PageErrorData['pageError'] | undefined {
  if (typeof error !== 'object' || error === null || !('data' in error)) return undefined;
  const carried = error.data;
  if (typeof carried !== 'object' || carried === null || !('pageError' in carried)) return undefined;
  return (carried as PageErrorData).pageError;
}
