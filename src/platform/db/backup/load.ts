import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { conflict } from '#platform/errors/app-error.ts';
import type { ArchiveReader } from './archive-reader.ts';
import {
  inLoadOrder,
  listReferences,
  listTables,
  listTriggers,
  quoted,
  type Table,
  type Trigger,
} from './catalogue.ts';
import { columnList, copyOut, sha256Of } from './copy-text.ts';
import type { SequenceValue, TablePart } from './manifest.ts';
import type { VerifiedBackup } from './verify.ts';

/**
 * Fills the tables and sequences of a freshly migrated database inside the caller's transaction and proves that
 * they hold exactly the rows of the backup. Needs no superuser. Throws conflict `db.restore_mismatch`.
 */
export async function loadBackup(client: Client, reader: ArchiveReader, backup: VerifiedBackup): Promise<void> {
  const { tables, sequences } = backup.manifest;
  const present = new Map((await listTables(client)).map((table) => [quoted(table), table]));
  const missing = tables.find((table) => !fits(table, present.get(quoted(table))));
  if (missing !== undefined) throw conflict('db.restore_mismatch', { table: quoted(missing) });

  const triggers = await listTriggers(client);
  await client.query('set constraints all deferred');
  for (const trigger of triggers)
    await client.query(`alter table ${quoted(trigger)} disable trigger ${nameOf(trigger)}`);
  // Rows that migrations put in; and COPY appends strictly to a table truncated in the same transaction.
  await client.query(`truncate ${tables.map(quoted).join(', ')}`);
  for (const table of inLoadOrder(tables, await listReferences(client))) await loadTable(client, reader, backup, table);
  for (const sequence of sequences) await setSequence(client, sequence);
  for (const table of tables) await compareTable(client, table, present.get(quoted(table)));
  await client.query('set constraints all immediate');
  for (const trigger of triggers) await client.query(enabling(trigger));
}

function fits(table: TablePart, present: Table | undefined): boolean {
  return present !== undefined && table.columns.every((column) => present.columns.includes(column));
}

async function loadTable(
  client: Client,
  reader: ArchiveReader,
  backup: VerifiedBackup,
  table: TablePart,
): Promise<void> {
  const rows = client.query(copyFrom(`copy ${quoted(table)} (${columnList(table)}) from stdin`));
  await pipeline(reader.stream(backup.part(table.part)), createGunzip(), rows);
}

async function compareTable(client: Client, table: TablePart, present: Table | undefined): Promise<void> {
  const rows = copyOut(client, { ...table, partitioned: present?.partitioned ?? false });
  const sha256 = await sha256Of(rows);
  if (rows.rowCount !== table.rows || sha256 !== table.contentSha256) {
    throw conflict('db.restore_mismatch', { table: quoted(table), rows: rows.rowCount, expected: table.rows });
  }
}

async function setSequence(client: Client, sequence: SequenceValue): Promise<void> {
  await client.query('select setval($1::regclass, $2::bigint, $3)', [
    quoted(sequence),
    sequence.lastValue,
    sequence.isCalled,
  ]);
}

const nameOf = ({ trigger }: Trigger): string => escapeIdentifier(trigger);

function enabling(trigger: Trigger): string {
  const mode = { O: '', A: 'always', R: 'replica' }[trigger.mode];
  return `alter table ${quoted(trigger)} enable ${mode} trigger ${nameOf(trigger)}`;
}
