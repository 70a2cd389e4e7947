import { uploadLimit } from './upload-limit.ts';

export type Upload =
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly name: string }
  | { readonly kind: 'missing' | 'too_large' };

/** Reads one file of a multipart form without keeping more than the limit in memory. */
export async function readUpload(request: Request, field: string): Promise<Upload> {
  const body = await readBounded(request, uploadLimit * 1024 * 1024 + 10_000);
  if (!body) return { kind: 'too_large' };
  const type = request.headers.get('content-type') ?? '';
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null);
  const file = form?.get(field);
  if (!(file instanceof File) || file.size === 0) return { kind: 'missing' };
  return {
    kind: 'file',
    bytes: new Uint8Array(await file.arrayBuffer()),
    name: file.name.normalize('NFC').slice(0, 200),
  };
}

async function readBounded(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    // The rest is read and forgotten: a connection cut in the middle shows no answer in the browser.
    if (size <= limit) chunks.push(chunk);
    else if (size > limit * 3) return undefined;
  }
  return size <= limit ? Uint8Array.from(Buffer.concat(chunks)) : undefined;
}
