import { sql, type Kysely } from 'kysely';
import type { FilesTables } from './tables.gen.ts';

type Queries = Kysely<FilesTables>;

export type FileState = 'quarantined' | 'clean' | 'infected';

export type FileRow = {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly state: FileState;
};

export type Owner = { readonly kind: 'citizen' | 'officer' | 'system'; readonly id: string };

export type UploadState = 'receiving' | 'finished' | 'refused';

export type UploadRow = {
  readonly id: string;
  readonly owner: Owner;
  readonly name: string;
  readonly size: number;
  readonly received: number;
  readonly state: UploadState;
  readonly problem: string | null;
  readonly sha256: string | null;
  readonly expiresAt: Date;
};

const fileColumns = ['sha256', 'size', 'media_type', 'state'] as const;

export async function findFile(q: Queries, sha256: string): Promise<FileRow | undefined> {
  const row = await q.selectFrom('files.file').select(fileColumns).where('sha256', '=', sha256).executeTakeFirst();
  return row && toFile(row);
}

export async function listFiles(q: Queries, hashes: readonly string[]): Promise<FileRow[]> {
  if (hashes.length === 0) return [];
  const rows = await q.selectFrom('files.file').select(fileColumns).where('sha256', 'in', hashes).execute();
  return rows.map(toFile);
}

/** Files that this account has sent, of those asked for. */
export async function listFilesOf(q: Queries, owner: Owner, hashes: readonly string[]): Promise<FileRow[]> {
  const { rows } = await sql<FilesTables['files.file']>`
    select f.sha256, f.size, f.media_type, f.state from files.file f where f.sha256 = any(${hashes}::text[]) and exists (
      select from files.upload u where u.sha256 = f.sha256 and u.owner_kind = ${owner.kind} and u.owner_id = ${owner.id})`.execute(
    q,
  );
  return rows.map(toFile);
}

function toFile(row: { sha256: string; size: number; media_type: string; state: string }): FileRow {
  return { sha256: row.sha256, size: row.size, mediaType: row.media_type, state: row.state as FileState };
}

/** True when these bytes are new; false when they came before. */
export async function insertFile(q: Queries, file: FileRow & { at: Date }): Promise<boolean> {
  const result = await q
    .insertInto('files.file')
    .values({
      sha256: file.sha256,
      size: file.size,
      media_type: file.mediaType,
      state: file.state,
      created_at: file.at,
    })
    .onConflict((oc) => oc.column('sha256').doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** True when the file was still waiting for its scan. */
export async function markScanned(
  q: Queries,
  scan: { sha256: string; finding: string | null; at: Date },
): Promise<boolean> {
  const result = await q
    .updateTable('files.file')
    .set({ state: scan.finding === null ? 'clean' : 'infected', finding: scan.finding, scanned_at: scan.at })
    .where('sha256', '=', scan.sha256)
    .where('state', '=', 'quarantined')
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

export type NewUpload = {
  readonly id: string;
  readonly owner: Owner;
  readonly name: string;
  readonly size: number;
  readonly at: Date;
  readonly expiresAt: Date;
};

export async function insertUpload(q: Queries, upload: NewUpload): Promise<void> {
  await q
    .insertInto('files.upload')
    .values({
      id: upload.id,
      owner_kind: upload.owner.kind,
      owner_id: upload.owner.id,
      name: upload.name,
      size: upload.size,
      state: 'receiving',
      created_at: upload.at,
      expires_at: upload.expiresAt,
    })
    .execute();
}

/** What an account has sent since then. */
export async function countUploads(q: Queries, owner: Owner, since: Date): Promise<{ files: number; bytes: number }> {
  const { rows } = await sql<{ files: number; bytes: number }>`
    select count(*) as files, coalesce(sum(size), 0)::bigint as bytes from files.upload
    where owner_kind = ${owner.kind} and owner_id = ${owner.id} and created_at > ${since}`.execute(q);
  return rows[0] ?? { files: 0, bytes: 0 };
}

/** Makes uploads of one account wait for each other, so that two at once cannot both pass a limit. */
export async function lockOwner(q: Queries, owner: Owner): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`files.upload:${owner.kind}:${owner.id}`}, 0))`.execute(q);
}

const uploadColumns = [
  'id',
  'owner_kind',
  'owner_id',
  'name',
  'size',
  'received',
  'state',
  'problem',
  'sha256',
  'expires_at',
] as const;

export async function findUpload(q: Queries, id: string): Promise<UploadRow | undefined> {
  const row = await q.selectFrom('files.upload').select(uploadColumns).where('id', '=', id).executeTakeFirst();
  return (
    row && {
      id: row.id,
      owner: { kind: row.owner_kind as Owner['kind'], id: row.owner_id },
      name: row.name,
      size: row.size,
      received: row.received,
      state: row.state as UploadState,
      problem: row.problem,
      sha256: row.sha256,
      expiresAt: row.expires_at,
    }
  );
}

export async function insertPart(
  q: Queries,
  part: { key: string; uploadId: string; start: number; at: Date },
): Promise<void> {
  await q
    .insertInto('files.upload_part')
    .values({ key: part.key, upload_id: part.uploadId, start: part.start, created_at: part.at })
    .execute();
}

/** Counts the bytes of a part that now lies in the store; false when another request has already sent that stretch. */
export async function acceptPart(
  q: Queries,
  part: { key: string; uploadId: string; start: number; size: number },
): Promise<boolean> {
  const result = await q
    .updateTable('files.upload')
    .set({ received: part.start + part.size })
    .where('id', '=', part.uploadId)
    .where('received', '=', part.start)
    .where('state', '=', 'receiving')
    .executeTakeFirst();
  if (Number(result.numUpdatedRows) !== 1) return false;
  await q.updateTable('files.upload_part').set({ size: part.size }).where('key', '=', part.key).execute();
  return true;
}

/** Keys of the accepted parts from the first byte to the last. */
export async function listParts(q: Queries, uploadId: string): Promise<string[]> {
  const rows = await q
    .selectFrom('files.upload_part')
    .select('key')
    .where('upload_id', '=', uploadId)
    .where('size', 'is not', null)
    .orderBy('start')
    .execute();
  return rows.map((row) => row.key);
}

/** Keys of every piece that was ever begun. */
export async function listAllParts(q: Queries, uploadId: string): Promise<string[]> {
  const rows = await q.selectFrom('files.upload_part').select('key').where('upload_id', '=', uploadId).execute();
  return rows.map((row) => row.key);
}

export async function deleteParts(q: Queries, uploadId: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await q.deleteFrom('files.upload_part').where('upload_id', '=', uploadId).where('key', 'in', keys).execute();
}

/** True the first time; a second request finds the upload finished. */
export async function markFinished(q: Queries, done: { id: string; sha256: string; at: Date }): Promise<boolean> {
  const result = await q
    .updateTable('files.upload')
    .set({ state: 'finished', sha256: done.sha256, finished_at: done.at })
    .where('id', '=', done.id)
    .where('state', '=', 'receiving')
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

export async function markRefused(q: Queries, refusal: { id: string; problem: string; at: Date }): Promise<boolean> {
  const result = await q
    .updateTable('files.upload')
    .set({ state: 'refused', problem: refusal.problem, finished_at: refusal.at })
    .where('id', '=', refusal.id)
    .where('state', '=', 'receiving')
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** Uploads whose pieces may go: expired ones, and settled ones whose clean-up was cut short. */
export async function listLeftovers(q: Queries, now: Date): Promise<{ id: string; expired: boolean }[]> {
  const { rows } = await sql<{ id: string; expired: boolean }>`
    select id, true as expired from files.upload where state = 'receiving' and expires_at <= ${now}
    union all
    select distinct p.upload_id, false from files.upload_part p join files.upload u on u.id = p.upload_id where u.state <> 'receiving'
    limit 500`.execute(q);
  return rows;
}

export async function deleteUpload(q: Queries, id: string): Promise<void> {
  await q.deleteFrom('files.upload').where('id', '=', id).where('state', '=', 'receiving').execute();
}
