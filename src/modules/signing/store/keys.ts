import type { Kysely } from 'kysely';
import type { SigningTables } from '../tables.gen.ts';

type Queries = Kysely<SigningTables>;

export async function findKeyFile(q: Queries, keyRef: string): Promise<Buffer | undefined> {
  const row = await q.selectFrom('signing.key_file').select('file').where('key_ref', '=', keyRef).executeTakeFirst();
  return row?.file;
}

export async function listKeyRefs(q: Queries): Promise<string[]> {
  const rows = await q
    .selectFrom('signing.key_file')
    .select('key_ref')
    .where('key_ref', 'not like', 'authority:%')
    .orderBy('key_ref')
    .limit(5000)
    .execute();
  return rows.map((row) => row.key_ref);
}

/** False when a key of this name exists already; the old one stays. */
export async function insertKeyFile(q: Queries, keyRef: string, file: Buffer, at: Date): Promise<boolean> {
  const row = await q
    .insertInto('signing.key_file')
    .values({ key_ref: keyRef, file, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key_ref')
    .executeTakeFirst();
  return row !== undefined;
}

export type NewSignature = {
  readonly id: string;
  readonly certificateId: string;
  readonly purpose: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly level: 'B-B' | 'B-T';
  readonly at: Date;
  readonly before: string;
  readonly after: string;
};

export async function insertSignature(q: Queries, row: NewSignature): Promise<void> {
  await q
    .insertInto('signing.signature')
    .values({
      id: row.id,
      certificate_id: row.certificateId,
      purpose: row.purpose,
      subject_kind: row.subject.kind,
      subject_id: row.subject.id,
      level: row.level,
      signed_at: row.at,
      document_sha256: row.before,
      signed_sha256: row.after,
    })
    .execute();
}

/** Serial numbers among the given ones that the register has for people. */
export async function personalSerials(q: Queries, serials: readonly string[]): Promise<string[]> {
  const rows = await q
    .selectFrom('signing.certificate')
    .select('serial')
    .where('holder_kind', '=', 'person')
    .where('serial', 'in', [...serials, ''])
    .execute();
  return rows.map((row) => row.serial);
}

/** Serial numbers among the given ones that the register knows. */
export async function registeredSerials(q: Queries, serials: readonly string[]): Promise<string[]> {
  const rows = await q
    .selectFrom('signing.certificate')
    .select('serial')
    .where('serial', 'in', [...serials, ''])
    .execute();
  return rows.map((row) => row.serial);
}
