import pg from 'pg';
import { invalid } from '#platform/errors/app-error.ts';
import { QuickClient } from './quick-client.ts';

const { builtins } = pg.types;

// Dates stay text and big integers become numbers: a Date for a birthday shifts by a day west of Greenwich.
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, safeInteger],
  [builtins.DATE, (text) => text],
  [builtins.NUMERIC, (text) => text],
]);

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw invalid('platform.integer_too_large', { text });
  return value;
}

export type PoolOptions = {
  readonly url: string;
  /** Role taken on by every session, so that one login can serve as migrator and as the restricted application. */
  readonly role?: string;
  readonly max?: number;
  readonly name?: string;
  /** Milliseconds; 0 disables (backup, migrations). */
  readonly statementTimeout?: number;
  /** For the pool of the use cases: statements prepared, BEGIN without a round trip. Such sessions cannot COPY or page. */
  readonly quick?: boolean;
};

/** A pool whose sessions speak UTC, give up on waits, and never hold an idle transaction for long. */
export function createPool(options: PoolOptions): pg.Pool {
  const settings = [
    '-c timezone=UTC',
    '-c datestyle=ISO',
    `-c statement_timeout=${options.statementTimeout ?? 30_000}`,
    '-c lock_timeout=10000',
    '-c idle_in_transaction_session_timeout=60000',
    ...(options.role === undefined ? [] : [`-c role=${options.role}`]),
  ];
  const pool = new pg.Pool({
    ...(options.quick === true ? { Client: QuickClient } : {}),
    connectionString: options.url,
    max: options.max ?? 10,
    application_name: options.name ?? 'dinh',
    options: settings.join(' '),
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => parserFor(oid, format) },
  });
  // An idle connection that the server closes emits an error; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

// The library types its own list of ids; a server may send any.
const libraryParser = pg.types.getTypeParser as (oid: number, format: string) => (text: string) => unknown;

function parserFor(oid: number, format: 'text' | 'binary' | undefined): (text: string) => unknown {
  return parsers.get(oid) ?? libraryParser(oid, format ?? 'text');
}
