import { escapeIdentifier, type Client } from 'pg';
import { conflict } from '#platform/errors/app-error.ts';
import { listTables, quoted } from './catalogue.ts';

/**
 * Makes sure that nothing can be lost, and leaves a bare database. One of ours in which nobody ever did anything
 * (an interrupted restore, or a first start) is cleared. Throws conflict `db.restore_in_use`, `db.restore_not_empty`.
 */
export async function clearUnusedDatabase(client: Client): Promise<void> {
  await refuseConnections(client);
  const tables = await listTables(client);
  const first = tables[0];
  if (first === undefined) return;
  const isOurs = tables.some(({ schema, name }) => schema === 'audit' && name === 'entry');
  const foreign = tables.find(({ schema }) => schema === 'public');
  if (!isOurs || foreign !== undefined) throw conflict('db.restore_not_empty', { table: quoted(foreign ?? first) });
  // Every act writes an audit line in its own transaction: no line, no act.
  const { rowCount } = await client.query('select from audit.entry limit 1');
  if (rowCount !== 0) throw conflict('db.restore_not_empty', { table: 'audit.entry' });
  const { rows } = await client.query<{ schema: string }>(
    `select nspname as schema from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')`,
  );
  for (const { schema } of rows) await client.query(`drop schema ${escapeIdentifier(schema)} cascade`);
}

async function refuseConnections(client: Client): Promise<void> {
  const { rows } = await client.query<{ connections: number }>(
    // A session without a user is PostgreSQL's own, such as autovacuum.
    `select count(*)::int as connections from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null`,
  );
  const connections = rows[0]?.connections ?? 0;
  if (connections > 0) throw conflict('db.restore_in_use', { connections });
}
