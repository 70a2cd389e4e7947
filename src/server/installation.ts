import type pg from 'pg';

/** Records how the locality begins, or tells how it was begun: the first start decides, flags of later starts do not. */
export async function beginOrRecall(pool: pg.Pool, wanted: { readonly demo: boolean }): Promise<{ readonly demo: boolean }> {
  await pool.query('insert into platform.installation (demo) values ($1) on conflict do nothing', [wanted.demo]);
  const { rows } = await pool.query<{ demo: boolean }>('select demo from platform.installation');
  return { demo: rows[0]?.demo ?? false };
}
