import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import type pg from 'pg';
import type { AuditEntry, AuditRecorder } from '#platform/audit/entry.ts';
import type { EventDefinition, JobDefinition } from '#platform/jobs/definitions.ts';
import { createEffects, flushEffects, type Effects, type EffectsDeps, type EnqueueOptions } from './effects.ts';

/** One running use case: its queries, and the traces it leaves, all committed together or not at all. */
export type Tx<T> = {
  readonly q: Transaction<T>;
  /** Traces written by one statement just before COMMIT. */
  readonly effects: Effects;
  audit(entry: AuditEntry): void;
  publish<P>(event: EventDefinition<P>, payload: P): void;
  enqueue<P>(job: JobDefinition<P>, payload: P, options?: EnqueueOptions): void;
};

/** A transaction of whichever module; only `Database.within` makes use of it. */
export type AnyTx = Pick<Tx<never>, 'effects' | 'audit' | 'publish' | 'enqueue'> & { readonly q: unknown };

export type Database<T> = {
  /** Reads outside a transaction; throws inside one, where another connection would miss the transaction's own writes. */
  readonly q: Kysely<T>;
  /** Runs one use case; nested use throws. */
  transaction<R>(work: (tx: Tx<T>) => Promise<R>): Promise<R>;
  /** The caller's transaction, typed for this module's tables. */
  within(tx: AnyTx): Tx<T>;
  /** The same database for another module's tables (compose only). */
  for<U>(): Database<U>;
};

export type DatabaseDeps = EffectsDeps & { readonly pool: pg.Pool };

const running = new AsyncLocalStorage<AnyTx>();

/** Throws inside a transaction: a slow or repeated outside call must not hold locks or be rolled back. */
export function forbidInTransaction(what: string): void {
  if (running.getStore() !== undefined) throw new Error(`${what} must not be called inside a transaction`);
}

/** The guarded database; `close` ends the pool. */
export function createDatabase<T>(deps: DatabaseDeps): Database<T> & AuditRecorder & { close(): Promise<void> } {
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: deps.pool }) });
  const database = view(kysely, deps);
  return {
    ...(viewOf<T>(database)),
    get q() {
      return database.q as Kysely<T>;
    },
    record: (entry) => database.transaction(async (tx) => tx.audit(entry)),
    close: () => kysely.destroy(),
  };
}

function viewOf<T>(database: Database<unknown>): Database<T> {
  return database as unknown as Database<T>;
}

function view(kysely: Kysely<unknown>, deps: DatabaseDeps): Database<unknown> {
  const database: Database<unknown> = {
    get q() {
      forbidInTransaction('Database.q');
      return kysely;
    },
    transaction: (work) => runTransaction(kysely, deps, work),
    within: (tx) => tx as Tx<unknown>,
    for: <U>() => viewOf<U>(database),
  };
  return database;
}

async function runTransaction<R>(kysely: Kysely<unknown>, deps: DatabaseDeps, work: (tx: Tx<unknown>) => Promise<R>): Promise<R> {
  forbidInTransaction('Database.transaction');
  return kysely.transaction().execute((q) => {
    const tx = createTx(q, deps);
    return running.run(tx, async () => {
      const result = await work(tx);
      await flushEffects(q, tx.effects);
      return result;
    });
  });
}

function createTx(q: Transaction<unknown>, deps: DatabaseDeps): Tx<unknown> {
  const effects = createEffects(deps);
  return {
    q,
    effects,
    audit: (entry) => effects.addAudit(entry),
    publish: (event, payload) => effects.addEvent(event, payload),
    enqueue: (job, payload, options) => effects.addJob(job, payload, options ?? {}),
  };
}
