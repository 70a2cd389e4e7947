import { escapeIdentifier, type Client } from 'pg';
import type { Manifest, SequenceValue } from './manifest.ts';

export type TableName = { readonly schema: string; readonly name: string };
export type Table = TableName & { readonly columns: readonly string[]; readonly partitioned: boolean };

/** `"schema"."name"`. */
export const quoted = ({ schema, name }: TableName): string => `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;

/** Everything in the database but PostgreSQL's own and what extensions brought. */
const ours = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not exists (
  select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;

/** Tables with the columns that hold data of their own (generated ones are computed again). */
export async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned, array(
      select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${ours}
    order by n.nspname, c.relname`);
  return rows;
}

/** Records of which migrations ran: made again by running them. */
export const isMigrationRecord = ({ schema, name }: TableName): boolean =>
  (schema === 'platform' && name === 'migration') || (schema === 'graphile_worker' && name === 'migrations');

export async function listAppliedMigrations(client: Client): Promise<Manifest['migrations']> {
  const { rows } = await client.query<Manifest['migrations'][number]>(
    'select name, checksum, applied_at::text as "appliedAt" from platform.migration order by name',
  );
  return rows;
}

export async function readSequences(client: Client): Promise<SequenceValue[]> {
  const { rows } = await client.query<TableName>(`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${ours} order by n.nspname, c.relname`);
  const values: SequenceValue[] = [];
  for (const sequence of rows) {
    const value = await client.query<{ lastValue: string; isCalled: boolean }>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${quoted(sequence)}`,
    );
    values.push({
      ...sequence,
      lastValue: value.rows[0]?.lastValue ?? '1',
      isCalled: value.rows[0]?.isCalled ?? false,
    });
  }
  return values;
}

/** A trigger of ours that may fire, and how: `O` at origin, `A` always, `R` in a replica. */
export type Trigger = TableName & { readonly trigger: string; readonly mode: 'O' | 'A' | 'R' };

export async function listTriggers(client: Client): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger>(`
    select n.nspname as schema, c.relname as name, t.tgname as trigger, t.tgenabled as mode
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and t.tgenabled <> 'D' and t.tgparentid = 0 and c.relkind in ('r', 'p') and ${ours}`);
  return rows;
}

/** Pairs of tables, quoted: the first has a foreign key to the second. */
export async function listReferences(client: Client): Promise<[string, string][]> {
  const { rows } = await client.query<{ from: TableName; to: TableName }>(`
    select json_build_object('schema', n.nspname, 'name', c.relname) as from,
           json_build_object('schema', fn.nspname, 'name', f.relname) as to
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
    where k.contype = 'f' and c.oid <> f.oid and ${ours}`);
  return rows.map(({ from, to }) => [quoted(from), quoted(to)]);
}

/** `tables` in an order in which every referenced table comes before those that refer to it. */
export function inLoadOrder<T extends TableName>(tables: readonly T[], references: readonly [string, string][]): T[] {
  const done = new Map<string, T>();
  const visiting = new Set<string>();
  const byName = new Map(tables.map((table) => [quoted(table), table]));
  const visit = (name: string): void => {
    const table = byName.get(name);
    // A circle can only be loaded when its keys are deferrable; then any order will do.
    if (table === undefined || done.has(name) || visiting.has(name)) return;
    visiting.add(name);
    for (const [from, to] of references) if (from === name) visit(to);
    done.set(name, table);
  };
  for (const name of byName.keys()) visit(name);
  return [...done.values()];
}
