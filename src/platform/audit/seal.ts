import type { Database } from '#platform/db/database.ts';
import { unavailable } from '#platform/errors/app-error.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Kysely } from 'kysely';
import { leafHash, merkleRoot } from './merkle.ts';
import { noPrevious, sealHash, type SealAnchor } from './seal-format.ts';
import * as store from './store.ts';
import type { AuditTables } from './tables.gen.ts';

export type SealingDeps = {
  readonly db: Database<AuditTables>;
  readonly clock: Clock;
  /** Told of every seal after it is committed, to publish or print it. Each anchor covers all seals before it. */
  readonly onSealed?: (anchor: SealAnchor) => void | Promise<void>;
  /** Entries of one seal unless a single transaction has more; bounds memory and the length of a proof. Default 8192. */
  readonly largestSeal?: number;
};

/**
 * Seals every entry whose transaction has ended, in one or more seals; none when there is nothing to seal.
 * Entries of transactions that still run, and of all that began after them, wait for the next call.
 * @throws AppError unavailable `audit.transactions_ran_backwards` when the database was replaced without raising the epoch.
 */
export async function sealAudit(deps: SealingDeps): Promise<SealAnchor[]> {
  // Read once: entries that arrive while we seal must not keep us sealing.
  const horizon = await store.readHorizon(deps.db.q);
  const anchors: SealAnchor[] = [];
  for (;;) {
    const anchor = await deps.db.transaction((tx) => sealNext(tx.q, horizon, deps));
    if (anchor === undefined) return anchors;
    anchors.push(anchor);
    await deps.onSealed?.(anchor);
  }
}

type Queries = Kysely<AuditTables>;

async function sealNext(q: Queries, horizon: store.Horizon, deps: SealingDeps): Promise<SealAnchor | undefined> {
  await store.beginSealing(q);
  const last = (await store.findLastSeal(q)) ?? { number: 0, epoch: 0, untilXid: 0n, hash: noPrevious };
  refuseBackwards(last, await store.readHorizon(q));
  const epoch = await store.findUnsealedEpoch(q, last);
  if (epoch === undefined) return undefined;
  const fromXid = epoch === last.epoch ? last.untilXid : 0n;
  const batch = await takeBatch(q, { epoch, fromXid, horizon, limit: deps.largestSeal ?? 8192 });
  if (batch.entries.length === 0) return undefined;
  const entries = batch.entries.toSorted((a, b) => a.id - b.id);
  const leaves = entries.map((entry) => leafHash(Buffer.from(entry.line)));
  const header = {
    number: last.number + 1,
    epoch,
    fromXid: String(fromXid),
    untilXid: String(batch.untilXid),
    entryCount: entries.length,
    root: merkleRoot(leaves).toString('hex'),
    previous: last.hash,
    sealedAt: await store.timeText(q, deps.clock.now()),
  };
  const hash = sealHash(header);
  await store.insertSeal(q, {
    ...header,
    hash,
    entryIds: entries.map((entry) => entry.id),
    leaves: Buffer.concat(leaves),
  });
  return { number: header.number, hash, entryCount: header.entryCount, sealedAt: header.sealedAt };
}

function refuseBackwards(last: store.LastSeal, horizon: store.Horizon): void {
  const behind = horizon.epoch < last.epoch || (horizon.epoch === last.epoch && horizon.untilXid < last.untilXid);
  if (behind) throw unavailable('audit.transactions_ran_backwards', { seal: last.number, epoch: last.epoch });
}

type Batch = { readonly entries: readonly store.SealableEntry[]; readonly untilXid: bigint };

const beyondAll = 2n ** 64n - 1n;

/** Whole transactions only, about `limit` entries of them. */
async function takeBatch(
  q: Queries,
  ask: { epoch: number; fromXid: bigint; horizon: store.Horizon; limit: number },
): Promise<Batch> {
  const { epoch, fromXid, limit } = ask;
  // No transaction of an epoch that a restore has closed can still be running.
  const closed = epoch < ask.horizon.epoch;
  const untilXid = closed ? beyondAll : ask.horizon.untilXid;
  // Another sealer has gone further since we looked.
  if (epoch > ask.horizon.epoch || untilXid <= fromXid) return { entries: [], untilXid };
  const entries = await store.listSealable(q, { epoch, fromXid, untilXid, limit: limit + 1 });
  const cut = entries[limit]?.xid;
  if (cut === undefined) return { entries, untilXid: closed ? (entries.at(-1)?.xid ?? 0n) + 1n : untilXid };
  const whole = entries.filter((entry) => entry.xid < cut);
  if (whole.length > 0) return { entries: whole, untilXid: cut };
  return { entries: await store.listSealable(q, { epoch, fromXid, untilXid: cut + 1n }), untilXid: cut + 1n };
}
