import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Readable } from 'node:stream';
import type { Actor } from '#platform/access/actor.ts';
import type { Database } from '#platform/db/database.ts';
import type { Handlers } from '#platform/jobs/definitions.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { Scanner } from './clamd.ts';
import { acceptAttribute, acceptedInWords } from './content/accepted-types.ts';
import { cleanFileName } from './content/file-name.ts';
import { inspectContent } from './content/inspect.ts';
import { recordContent, storeContent, type FileRef } from './contents.ts';
import { findReadable, sendFile, type FileToSend } from './download/send-file.ts';
import { receiveForm, type ReceivedForm } from './form-files.ts';
import { createFileHandlers } from './handlers.ts';
import { defaultLimits, type FileLimits } from './limits.ts';
import { ownerOf } from './owner.ts';
import { createPreviews, type Preview, type Previews } from './previews.ts';
import * as records from './records.ts';
import { createFileRoutes } from './routes.ts';
import { contentKey, guardStore, type ByteRange, type FileStore } from './storage/file-store.ts';
import type { FilesTables } from './tables.gen.ts';
import { createTus } from './tus.ts';
import { createUploads, type UploadedFile } from './uploads.ts';

export type FilesDeps = {
  readonly db: Database<FilesTables>;
  readonly store: FileStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Without one, files that pass all other checks are clean at once. */
  readonly scanner?: Scanner;
  readonly limits?: FileLimits;
};

export type Files = {
  /** Checks and stores bytes that the house made itself (never quarantined). Outside transactions only. */
  saveBytes(bytes: Uint8Array, about: { name: string }): Promise<FileRef>;
  /** A finished upload of this actor; finishes it when only the last step is missing. Safe to repeat. */
  finishUpload(actor: Actor, uploadId: string): Promise<UploadedFile>;
  /** A posted multipart form and its files, for pages without JavaScript. */
  receiveForm(actor: Actor, request: Request): Promise<ReceivedForm>;
  /** Of these hashes, the files that this actor has sent: nobody may attach what only others know. Infected ones are left out. */
  listSentBy(actor: Actor, hashes: readonly string[]): Promise<ReadonlyMap<string, KnownFile>>;
  /** Of these hashes, the stored files and their states. */
  listKnown(hashes: readonly string[]): Promise<ReadonlyMap<string, KnownFile>>;
  /** All bytes of a clean file. @throws AppError not_found, conflict `files.being_scanned`, invalid `files.infected` */
  read(sha256: string): Promise<Buffer>;
  /** Bytes of a clean file, or a part of them, as a stream; errors as `read`. */
  open(sha256: string, range?: ByteRange): Promise<{ readonly file: FileRef; readonly stream: Readable }>;
  /** Answers a request with a clean file (ranges, ETag). The caller has asked its own policy first. */
  sendFile(reply: FastifyReply, file: FileToSend, request: FastifyRequest): Promise<FastifyReply>;
  sendPreview(reply: FastifyReply, preview: Preview): FastifyReply;
  readonly previews: Previews;
  /** For file inputs and hints of forms. */
  readonly rules: { readonly accept: string; readonly words: string; readonly limits: FileLimits };
  readonly handlers: Handlers;
  readonly routes: FastifyPluginAsyncZod;
};

export type KnownFile = FileRef & { readonly state: records.FileState };

/** The files of the house. Bytes are never looked up by people: modules keep a `FileRef` and decide who may read it. */
export function createFiles(options: FilesDeps): Files {
  const limits = options.limits ?? defaultLimits;
  const deps = { ...options, store: guardStore(options.store), limits };
  const uploads = createUploads(deps);
  return {
    async saveBytes(bytes, about) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const mediaType = await inspectContent(buffer, cleanFileName(about.name), limits);
      const ref = await storeContent(deps.store, buffer, mediaType);
      await deps.db.transaction((tx) => recordContent(tx, ref, { suspect: false, at: deps.clock.now() }));
      return ref;
    },
    finishUpload: (actor, uploadId) => uploads.finish(actor, uploadId),
    receiveForm: (actor, request) => receiveForm({ uploads, limits }, actor, request),
    async listSentBy(actor, hashes) {
      const rows = await records.listFilesOf(deps.db.q, ownerOf(actor), hashes);
      return byHash(rows.filter((row) => row.state !== 'infected'));
    },
    listKnown: async (hashes) => byHash(await records.listFiles(deps.db.q, hashes)),
    async read(sha256) {
      await findReadable(deps, sha256);
      return deps.store.read(contentKey(sha256));
    },
    async open(sha256, range) {
      const { size, mediaType } = await findReadable(deps, sha256);
      return { file: { sha256, size, mediaType }, stream: await deps.store.open(contentKey(sha256), range) };
    },
    sendFile: (reply, file, request) => sendFile(deps, reply, file, request),
    sendPreview,
    previews: createPreviews(deps),
    rules: { accept: acceptAttribute, words: acceptedInWords, limits },
    handlers: createFileHandlers(deps),
    routes: createFileRoutes({ uploads, tus: createTus({ uploads, limits }), limits }),
  };
}

function sendPreview(reply: FastifyReply, { bytes, mediaType }: Preview): FastifyReply {
  const headers = {
    'content-type': mediaType,
    'content-security-policy': `default-src 'none'; sandbox`,
    'cache-control': 'private, no-store',
  };
  return reply.headers(headers).send(bytes);
}

function byHash(rows: readonly records.FileRow[]): ReadonlyMap<string, KnownFile> {
  return new Map(rows.map((row) => [row.sha256, row]));
}
