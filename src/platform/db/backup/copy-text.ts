import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { escapeIdentifier, type Client } from 'pg';
import { to as copyTo, type CopyToStreamQuery } from 'pg-copy-streams';
import { quoted, type Table } from './catalogue.ts';

/** Settings under which the same rows give the same bytes on every server from 15 on. */
export async function fixTextFormat(client: Client): Promise<void> {
  await client.query(`set client_encoding = 'UTF8'; set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres';
    set extra_float_digits = 3; set bytea_output = 'hex'; set xmloption = 'content'; set synchronize_seqscans = off;
    set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; set row_security = off`);
}

export const columnList = (table: Pick<Table, 'columns'>): string => table.columns.map(escapeIdentifier).join(', ');

/** All rows of a table in COPY text format. */
export function copyOut(client: Client, table: Table): CopyToStreamQuery {
  const source = table.partitioned
    ? `(select ${columnList(table)} from ${quoted(table)})`
    : `${quoted(table)} (${columnList(table)})`;
  return client.query(copyTo(`copy ${source} to stdout`));
}

/** A stream that hashes what passes through; `digest()` once it has ended. */
export function hashing(): Transform & { digest(): string } {
  const hash = createHash('sha256');
  const pass = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return Object.assign(pass, { digest: () => hash.digest('hex') });
}

/** SHA-256 of a stream that is read to its end. */
export async function sha256Of(stream: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
