import type pg from 'pg';

/** Records how the locality begins, or tells how it was begun: the first start decides, flags of later starts do not. */
export async function beginOrRecall(pool: pg.Pool, wanted: { readonly demo: boolean }): Promise<{ readonly demo: boolean }> {
  await pool.query('insert into platform.installation (demo) values ($1) on conflict do nothing', [wanted.demo]);
  const { rows } = await pool.query<{ demo: boolean }>('select demo from platform.installation');
  return { demo: rows[0]?.demo ?? false };
}

/** Any number; nothing else in the program uses advisory locks with this key. */
const installationLock = 7_421_001;

/** One process at a time prepares the locality: several may start at once on an empty database. */
export async function alone<R>(pool: pg.Pool, work: () => Promise<R>): Promise<R> {
  const client = await pool.connect();
  try {
    // The first one may need minutes; whoever waits for it must not give up.
    await client.query('set lock_timeout = 0; set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [installationLock]);
    return await work();
  } finally {
    // Ends the connection, and the lock with it, whatever happened.
    client.release(true);
  }
}
