import type { Actor } from '#platform/access/actor.ts';
import { AppError, invalid, isAppError } from '#platform/errors/app-error.ts';
import { isStorable } from '#platform/text/storable.ts';
import type { FileLimits } from './limits.ts';
import type { UploadedFile, Uploads } from './uploads.ts';

/** A form with files as a page without JavaScript sends it (multipart/form-data). */
export type ReceivedForm = {
  /** All text fields; files are taken out, a file input that was left empty may remain as an empty text. */
  readonly form: FormData;
  readonly uploads: readonly (UploadedFile & { readonly field: string })[];
  /** Files that were not taken in, to be told beside their field; the other fields and files are not lost. */
  readonly refused: readonly { readonly field: string; readonly name: string; readonly error: AppError }[];
};

/**
 * Reads a posted form of bounded size and stores its files one by one.
 * @throws AppError invalid `files.form_too_large`, `files.too_many`, `files.form_unreadable`.
 */
export async function receiveForm(
  deps: { uploads: Uploads; limits: FileLimits },
  actor: Actor,
  request: Request,
): Promise<ReceivedForm> {
  const posted = await readForm(request, deps.limits.largestForm);
  const form = new FormData();
  const files: { field: string; file: File }[] = [];
  if (![...posted].every(([field, value]) => isStorable([field, value]))) throw invalid('files.form_unreadable');
  for (const [field, value] of posted) {
    if (typeof value === 'string') form.append(field, value);
    // A file input that was left empty arrives as a file without name and bytes.
    else if (value.name !== '' || value.size > 0) files.push({ field, file: value });
  }
  if (files.length > deps.limits.filesPerForm) throw invalid('files.too_many', { limit: deps.limits.filesPerForm });
  const uploads: ReceivedForm['uploads'][number][] = [];
  const refused: ReceivedForm['refused'][number][] = [];
  for (const { field, file } of files) {
    const saved = await saveOne(deps.uploads, actor, file);
    if (saved instanceof AppError) refused.push({ field, name: file.name, error: saved });
    else uploads.push({ ...saved, field });
  }
  return { form, uploads, refused };
}

async function saveOne(uploads: Uploads, actor: Actor, file: File): Promise<UploadedFile | AppError> {
  try {
    return await uploads.saveWhole(actor, { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) });
  } catch (error) {
    if (isAppError(error) && error.kind === 'invalid') return error;
    throw error;
  }
}

async function readForm(request: Request, limit: number): Promise<FormData> {
  const body = await readBounded(request, limit);
  try {
    return await new Response(body, {
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
    }).formData();
  } catch (cause) {
    throw new AppError('invalid', 'files.form_unreadable', {}, { cause });
  }
}

/** The declared length is not trusted: a chunked body has none. */
async function readBounded(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // A loop over the body would cancel it on leaving and cut the line before the sender could read the answer.
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > limit) throw invalid('files.form_too_large', { limit: Math.floor(limit / 1024 / 1024) });
    chunks.push(next.value);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}
