import type { Actor } from '#platform/access/actor.ts';
import { AppError, conflict, invalid, isAppError, notFound } from '#platform/errors/app-error.ts';
import type { Ids } from '#platform/time/ids.ts';
import { acceptedInWords, typeOfExtension } from './content/accepted-types.ts';
import { bearsSecretMark, cleanFileName, extensionOf } from './content/file-name.ts';
import { inspectContent } from './content/inspect.ts';
import { recordContent, storeContent, type ContentsDeps, type FileRef } from './contents.ts';
import { createGate } from './gate.ts';
import type { FileLimits } from './limits.ts';
import { ownerOf } from './owner.ts';
import * as parts from './parts.ts';
import * as records from './records.ts';

/** A file that an account has sent. */
export type UploadedFile = FileRef & {
  readonly uploadId: string;
  readonly name: string;
  readonly state: records.FileState;
};

export type UploadsDeps = ContentsDeps & { readonly ids: Ids; readonly limits: FileLimits };

export type Uploads = ReturnType<typeof createUploads>;

/** Use cases of sending a file: begin, append, finish; or all at once. */
export function createUploads(deps: UploadsDeps) {
  // A finished upload is looked at as a whole in memory: two at a time keep that within bounds.
  const gate = createGate(2);
  const find = (actor: Actor, id: string): Promise<records.UploadRow> => findOwn(deps, actor, id);
  return {
    begin: (actor: Actor, file: { name: string; size: number }) => begin(deps, actor, file),
    find,
    /** Any account's upload; for the protocol layer, which has asked `find` first. */
    load: (id: string) => records.findUpload(deps.db.q, id),
    append: (id: string, start: number, chunks: AsyncIterable<Uint8Array>) =>
      parts.append(deps, { uploadId: id, start }, chunks),
    async finish(actor: Actor, id: string): Promise<UploadedFile> {
      const upload = await find(actor, id);
      if (upload.state === 'receiving' && upload.received < upload.size) {
        throw conflict('files.upload_unfinished', { name: upload.name });
      }
      return upload.state === 'receiving' ? gate(() => assemble(deps, actor, upload)) : settled(deps, upload);
    },
    async saveWhole(actor: Actor, file: { name: string; bytes: Buffer }): Promise<UploadedFile> {
      const upload = await begin(deps, actor, { name: file.name, size: file.bytes.length });
      return gate(() => settle(deps, actor, { upload, bytes: file.bytes }));
    },
    /** Throws an unfinished upload away. */
    discard: (id: string) => parts.discard(deps, { id, expired: true }),
  };
}

const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);
const day = 86_400_000;

async function begin(
  deps: UploadsDeps,
  actor: Actor,
  file: { name: string; size: number },
): Promise<records.UploadRow> {
  const { limits, clock } = deps;
  const owner = ownerOf(actor);
  const name = cleanFileName(file.name);
  if (bearsSecretMark(name)) throw invalid('files.state_secret');
  if (file.size <= 0) throw invalid('files.empty', { name });
  if (file.size > limits.largestFile) throw invalid('files.too_large', { name, limit: megabytes(limits.largestFile) });
  // Told before the bytes travel over a weak line; the bytes themselves are looked at in the end.
  if (typeOfExtension(extensionOf(name)) === undefined)
    throw invalid('files.type_not_accepted', { name, accepted: acceptedInWords });
  const at = clock.now();
  const expiresAt = new Date(at.getTime() + limits.uploadHours * 3_600_000);
  const upload = { id: deps.ids.token(18), owner, name, size: file.size, at, expiresAt };
  await deps.db.transaction(async (tx) => {
    await records.lockOwner(tx.q, owner);
    const sent = await records.countUploads(tx.q, owner, new Date(at.getTime() - day));
    const over = sent.files >= limits.filesPerDay || sent.bytes + file.size > limits.bytesPerDay;
    if (over && owner.kind !== 'system') throw new AppError('rate_limited', 'files.daily_limit');
    await records.insertUpload(tx.q, upload);
  });
  return { ...upload, received: 0, state: 'receiving', problem: null, sha256: null };
}

async function findOwn(deps: UploadsDeps, actor: Actor, id: string): Promise<records.UploadRow> {
  const owner = ownerOf(actor);
  const upload = await records.findUpload(deps.db.q, id);
  const own = upload !== undefined && upload.owner.kind === owner.kind && upload.owner.id === owner.id;
  const expired = upload?.state === 'receiving' && upload.expiresAt <= deps.clock.now();
  if (!own || expired) throw notFound('files.upload_not_found');
  return upload;
}

async function assemble(deps: UploadsDeps, actor: Actor, upload: records.UploadRow): Promise<UploadedFile> {
  const bytes = await parts.readWhole(deps, upload).catch((error: unknown) => error);
  // Another request has finished it in the meantime and thrown the pieces away.
  if (!Buffer.isBuffer(bytes)) {
    const now = await findOwn(deps, actor, upload.id);
    if (now.state === 'receiving') throw bytes;
    return settled(deps, now);
  }
  return settle(deps, actor, { upload, bytes });
}

type Settling = { readonly upload: records.UploadRow; readonly bytes: Buffer };

async function settle(deps: UploadsDeps, actor: Actor, what: Settling): Promise<UploadedFile> {
  try {
    return await accept(deps, actor, what);
  } catch (error) {
    if (isAppError(error) && error.kind === 'invalid')
      await refuse(deps, actor, { upload: what.upload, problem: error.code });
    throw error;
  }
}

async function accept(deps: UploadsDeps, actor: Actor, { upload, bytes }: Settling): Promise<UploadedFile> {
  const mediaType = await inspectContent(bytes, upload.name, deps.limits);
  const ref = await storeContent(deps.store, bytes, mediaType);
  const at = deps.clock.now();
  const row = await deps.db.transaction(async (tx) => {
    const file = await recordContent(tx, ref, { suspect: deps.scanner !== undefined, at });
    const first = await records.markFinished(tx.q, { id: upload.id, sha256: ref.sha256, at });
    const detail = { uploadId: upload.id, mediaType, size: ref.size };
    if (first) tx.audit({ actor, action: 'files.uploaded', subject: { kind: 'file', id: ref.sha256 }, detail });
    return file;
  });
  await parts.discard(deps, { id: upload.id, expired: false });
  return { ...ref, mediaType: row.mediaType, uploadId: upload.id, name: upload.name, state: row.state };
}

async function refuse(
  deps: UploadsDeps,
  actor: Actor,
  refusal: { upload: records.UploadRow; problem: string },
): Promise<void> {
  const { upload, problem } = refusal;
  await deps.db.transaction(async (tx) => {
    if (!(await records.markRefused(tx.q, { id: upload.id, problem, at: deps.clock.now() }))) return;
    const subject = { kind: 'upload', id: upload.id };
    tx.audit({ actor, action: 'files.upload_refused', subject, detail: { problem, size: upload.size } });
  });
  await parts.discard(deps, { id: upload.id, expired: false });
}

async function settled(deps: UploadsDeps, upload: records.UploadRow): Promise<UploadedFile> {
  if (upload.sha256 === null) throw invalid('files.upload_refused', { name: upload.name, problem: upload.problem });
  const file = await records.findFile(deps.db.q, upload.sha256);
  if (file === undefined) throw notFound('files.not_found');
  return { ...file, uploadId: upload.id, name: upload.name };
}
