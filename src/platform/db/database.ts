import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely';
import type pg from 'pg';
import type { AuditEntry, AuditRecorder } from '#platform/audit/entry.ts';
import type { EventDefinition, JobDefinition } from '#platform/jobs/definitions.ts';
import { createBell, type Bell } from './bell.ts';
import { createEffects, flushEffects, parametersOf, type Effects, type EffectsDeps, type EnqueueOptions } from './effects.ts';

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

/** What a use case leaves behind beside its rows. */
export type Traces = Pick<Tx<never>, 'audit' | 'publish' | 'enqueue'>;

/** Text and values of a statement. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] };

export type Database<T> = {
  /** Reads outside a transaction; throws inside one, where another connection would miss the transaction's own writes. */
  readonly q: Kysely<T>;
  /** Runs one use case; nested use throws. */
  transaction<R>(work: (tx: Tx<T>) => Promise<R>): Promise<R>;
  /**
   * Runs a use case that is a single statement: one round trip, committed by itself. The statement must write its own
   * traces by `platform.record_effects($1, $2, $3, $4, known)`, where `known` is a JSON object of facts that it has found
   * itself and that belong into every detail and payload; its own values begin at `$5`.
   */
  single<R>(work: (traces: Traces) => Statement): Promise<readonly R[]>;
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
  const bell = createBell(kysely);
  const database = view({ ...deps, kysely, bell });
  return {
    ...(viewOf<T>(database)),
    get q() {
      return database.q as Kysely<T>;
    },
    record: (entry) => database.transaction(async (tx) => tx.audit(entry)),
    close: () => {
      bell.rest();
      return kysely.destroy();
    },
  };
}

function viewOf<T>(database: Database<unknown>): Database<T> {
  return database as unknown as Database<T>;
}

type Parts = DatabaseDeps & { readonly kysely: Kysely<unknown>; readonly bell: Bell };

function view(parts: Parts): Database<unknown> {
  const database: Database<unknown> = {
    get q() {
      forbidInTransaction('Database.q');
      return parts.kysely;
    },
    transaction: (work) => runTransaction(parts, work),
    single: <R>(work: (traces: Traces) => Statement) => runSingle<R>(parts, work),
    within: (tx) => tx as Tx<unknown>,
    for: <U>() => viewOf<U>(database),
  };
  return database;
}

async function runTransaction<R>(parts: Parts, work: (tx: Tx<unknown>) => Promise<R>): Promise<R> {
  forbidInTransaction('Database.transaction');
  const effects = createEffects(parts);
  const result = await parts.kysely.transaction().execute((q) => {
    const tx = { q, effects, ...tracesOf(effects) };
    return running.run(tx, async () => {
      const answer = await work(tx);
      await flushEffects(q, effects);
      return answer;
    });
  });
  if (effects.rows.deliveries.length > 0) parts.bell.ring();
  return result;
}

async function runSingle<R>(parts: Parts, work: (traces: Traces) => Statement): Promise<readonly R[]> {
  forbidInTransaction('Database.single');
  const effects = createEffects(parts);
  const { text, values } = work(tracesOf(effects));
  if (!text.includes('platform.record_effects($1')) throw new Error('a single statement must write its traces');
  const { rows } = await parts.kysely.executeQuery<R>(CompiledQuery.raw(text, [...parametersOf(effects), ...values]));
  if (effects.rows.deliveries.length > 0) parts.bell.ring();
  return rows;
}

function tracesOf(effects: Effects): Traces {
  return {
    audit: (entry) => effects.addAudit(entry),
    publish: (event, payload) => effects.addEvent(event, payload),
    enqueue: (job, payload, options) => effects.addJob(job, payload, options ?? {}),
  };
}
