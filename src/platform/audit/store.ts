import { sql, type Kysely } from 'kysely';
import { copyLine } from './copy-line.ts';
import type { SealHeader } from './seal-format.ts';
import type { AuditTables } from './tables.gen.ts';

type Queries = Kysely<AuditTables>;

/** An entry as it is sealed: its COPY line is the leaf. */
export type SealableEntry = { readonly id: number; readonly xid: bigint; readonly line: string };

/** Until when transactions of the newest epoch have all ended. */
export type Horizon = { readonly epoch: number; readonly untilXid: bigint };

export type LastSeal = {
  readonly number: number;
  readonly epoch: number;
  readonly untilXid: bigint;
  readonly hash: string;
};

export type NewSeal = SealHeader & {
  readonly hash: string;
  readonly entryIds: readonly number[];
  readonly leaves: Buffer;
};

/** Sealers wait for each other until their transactions end; texts of times do not depend on who connects. */
export async function beginSealing(q: Queries): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('dinh.audit.seal')), set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO', true)`.execute(
    q,
  );
}

export async function readHorizon(q: Queries): Promise<Horizon> {
  const { rows } = await sql<{ epoch: number; until_xid: string }>`
    select max(epoch) as epoch, pg_snapshot_xmin(pg_current_snapshot())::text as until_xid from audit.epoch`.execute(q);
  const row = rows[0];
  if (row === undefined) throw new Error('audit.epoch is empty');
  return { epoch: row.epoch, untilXid: BigInt(row.until_xid) };
}

export async function findLastSeal(q: Queries): Promise<LastSeal | undefined> {
  const row = await q
    .selectFrom('audit.seal')
    .select(['number', 'epoch', 'until_xid', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    row && { number: row.number, epoch: row.epoch, untilXid: BigInt(row.until_xid), hash: row.hash.toString('hex') }
  );
}

/** The oldest epoch that has an entry not yet sealed. */
export async function findUnsealedEpoch(
  q: Queries,
  after: { epoch: number; untilXid: bigint },
): Promise<number | undefined> {
  const { rows } = await sql<{ epoch: number }>`
    select epoch from audit.entry where (epoch, xid) >= (${after.epoch}, ${String(after.untilXid)}::xid8) order by epoch, xid limit 1`.execute(
    q,
  );
  return rows[0]?.epoch;
}

export type EntryRange = {
  readonly epoch: number;
  readonly fromXid: bigint;
  readonly untilXid: bigint;
  readonly limit?: number;
};

/** Entries of whole and partial transactions in the range, ordered by transaction. */
export async function listSealable(q: Queries, range: EntryRange): Promise<SealableEntry[]> {
  const { rows } = await sql<Record<string, string | null>>`
    select ${columnTexts} from audit.entry as e
    where epoch = ${range.epoch} and xid >= ${String(range.fromXid)}::xid8 and xid < ${String(range.untilXid)}::xid8
    order by e.xid, e.id limit ${range.limit ?? null}`.execute(q);
  return rows.map(toSealable);
}

export async function findSealable(q: Queries, id: number): Promise<(SealableEntry & { epoch: number }) | undefined> {
  const { rows } = await sql<
    Record<string, string | null>
  >`select ${columnTexts} from audit.entry where id = ${id}`.execute(q);
  const row = rows[0];
  return row && { ...toSealable(row), epoch: Number(row['epoch']) };
}

// The order of columns is part of the seal's format: scripts/verify-audit.mjs names the same ones.
const entryColumns = [
  'id', 'at', 'actor_kind', 'actor_id', 'holding_id', 'session_id', 'action',
  'subject_kind', 'subject_id', 'unit_uid', 'purpose', 'detail', 'epoch', 'xid',
] as const; // prettier-ignore
// Results are named like the columns, so ORDER BY must say e.xid: a bare xid would sort the text, 10 before 9.
const columnTexts = sql.join(entryColumns.map((name) => sql`${sql.ref(name)}::text as ${sql.ref(name)}`));

function toSealable(row: Record<string, string | null>): SealableEntry {
  return {
    id: Number(row['id']),
    xid: BigInt(row['xid'] ?? ''),
    line: copyLine(entryColumns.map((name) => row[name] ?? null)),
  };
}

/** The database's own text of an instant, as COPY will write it. */
export async function timeText(q: Queries, at: Date): Promise<string> {
  const { rows } = await sql<{ text: string }>`select ${at.toISOString()}::timestamptz::text as text`.execute(q);
  return rows[0]?.text ?? '';
}

export async function insertSeal(q: Queries, seal: NewSeal): Promise<void> {
  await sql`insert into audit.seal (number, epoch, from_xid, until_xid, entry_count, root, previous, sealed_at, hash, entry_ids, leaves) values (
    ${seal.number}, ${seal.epoch}, ${seal.fromXid}::xid8, ${seal.untilXid}::xid8, ${seal.entryCount}, ${Buffer.from(seal.root, 'hex')},
    ${Buffer.from(seal.previous, 'hex')}, ${seal.sealedAt}::timestamptz, ${Buffer.from(seal.hash, 'hex')}, ${seal.entryIds}::bigint[], ${seal.leaves})`.execute(
    q,
  );
}

/** The seal whose range holds a transaction. */
export async function findSealOf(q: Queries, place: { epoch: number; xid: bigint }): Promise<NewSeal | undefined> {
  const { rows } = await sql<SealRow>`
    select number, epoch, from_xid::text, until_xid::text, entry_count, root, previous, sealed_at::text, hash, entry_ids, leaves
    from audit.seal where epoch = ${place.epoch} and from_xid <= ${String(place.xid)}::xid8 order by from_xid desc limit 1`.execute(
    q,
  );
  const row = rows[0];
  if (row === undefined || BigInt(row.until_xid) <= place.xid) return undefined;
  return {
    number: row.number,
    epoch: row.epoch,
    fromXid: row.from_xid,
    untilXid: row.until_xid,
    entryCount: row.entry_count,
    root: row.root.toString('hex'),
    previous: row.previous.toString('hex'),
    sealedAt: row.sealed_at,
    hash: row.hash.toString('hex'),
    entryIds: row.entry_ids.map(Number),
    leaves: row.leaves,
  };
}

type SealRow = Omit<AuditTables['audit.seal'], 'entry_ids' | 'sealed_at'> & {
  sealed_at: string;
  entry_ids: (string | number)[];
};
