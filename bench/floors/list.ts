/** The bare list: one prepared query by its own index, rows as arrays without type parsing, JSON. */
import pg from 'pg';
import { serve } from './http-server.ts';

const asText = { getTypeParser: () => (text: string) => text };
const pool = new pg.Pool({ connectionString: process.env['FLOOR_DATABASE_URL'], max: 12 });

const text = `select id, code, title, party, stage, due_at, submitted_at from case_file where unit_uid = $1 and stage = $2
  order by due_at nulls last, submitted_at limit 51`;

serve(async () => {
  const { rows } = await pool.query<string[]>({ name: 'list', text, values: ['a', 'receive'], rowMode: 'array', types: asText });
  const items = rows.slice(0, 50).map(([id, code, title, party, stage, dueAt, since]) => ({ id, code, title, party, stage, dueAt, since }));
  return { status: 200, body: JSON.stringify({ items, more: rows.length > 50 }) };
});
