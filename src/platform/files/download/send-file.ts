import type { FastifyReply, FastifyRequest } from 'fastify';
import { conflict, invalid, notFound } from '#platform/errors/app-error.ts';
import type { ContentsDeps } from '../contents.ts';
import * as records from '../records.ts';
import { contentKey } from '../storage/file-store.ts';
import { contentDisposition } from './content-disposition.ts';
import { readRange } from './range.ts';

/** The owning module has already decided that the caller may read it. `name` is the name the reader saves it under. */
export type FileToSend = {
  readonly sha256: string;
  readonly name: string;
  readonly disposition: 'inline' | 'attachment';
};

/** Types that a browser may show in place; everything else is always saved. */
const showable = new Set(['application/pdf', 'image/jpeg', 'image/png']);

/** A file that may be read now. @throws AppError not_found, conflict `files.being_scanned`, invalid `files.infected`. */
export async function findReadable(deps: ContentsDeps, sha256: string): Promise<records.FileRow> {
  const file = await records.findFile(deps.db.q, sha256);
  if (file === undefined) throw notFound('files.not_found');
  if (file.state === 'quarantined') throw conflict('files.being_scanned');
  if (file.state === 'infected') throw invalid('files.infected');
  return file;
}

/** Sends a file, or a part of it (RFC 9110 §13, §14), so that a browser can do nothing with it but show or save it. */
export async function sendFile(
  deps: ContentsDeps,
  reply: FastifyReply,
  file: FileToSend,
  request: FastifyRequest,
): Promise<FastifyReply> {
  const { sha256, size, mediaType } = await findReadable(deps, file.sha256);
  const etag = `"${sha256}"`;
  const disposition = showable.has(mediaType) ? file.disposition : 'attachment';
  void reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'content-type': mediaType,
    'content-disposition': contentDisposition(disposition, file.name),
    'content-security-policy': policyFor(mediaType),
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    // Papers must not stay in the cache of a public computer.
    'cache-control': 'private, no-store',
  });
  if (request.headers['if-none-match']?.split(/\s*,\s*/u).includes(etag) === true) return reply.status(304).send();
  const range = readRange(rangeHeader(request, etag), size);
  if (range === 'unsatisfiable')
    return reply.status(416).header('content-range', `bytes */${size}`).type('text/plain').send('');
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range !== null) void reply.status(206).header('content-range', `bytes ${start}-${end}/${size}`);
  void reply.header('content-length', end - start + 1);
  if (request.method === 'HEAD') return reply.send();
  return reply.send(await deps.store.open(contentKey(sha256), range ?? undefined));
}

/** A range that was asked for another version of the file does not count (RFC 9110 §13.1.5). */
function rangeHeader(request: FastifyRequest, etag: string): string | undefined {
  const condition = request.headers['if-range'];
  return condition === undefined || condition === etag ? request.headers.range : undefined;
}

// Older Chromium shows no PDF in a sandbox; a PDF cannot act on our pages without one either.
function policyFor(mediaType: string): string {
  return `default-src 'none'; frame-ancestors 'self'${mediaType === 'application/pdf' ? '' : '; sandbox'}`;
}
