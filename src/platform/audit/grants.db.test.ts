import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { AuditTables } from './tables.gen.ts';

let test: TestDatabase<AuditTables>;

beforeAll(async () => {
  test = await testDatabase();
});

describe('grants', () => {
  it.each([
    `insert into audit.entry (at, actor_kind, action, subject_kind, subject_id, detail, epoch, xid) values (now(), 'system', 'a', 'b', 'c', '{}', 1, '3')`,
    `update audit.entry set action = 'x'`,
    `delete from audit.entry`,
    `truncate audit.entry`,
    `update audit.seal set number = 0`,
    `delete from audit.seal`,
    `insert into audit.epoch (epoch, reason) values (3, 'x')`,
  ])('the application role may not %s', async (statement) => {
    const client = await test.owner.connect();
    try {
      await client.query('set role dinh_app');
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    } finally {
      await client.query('reset role');
      client.release();
    }
  });
});

describe('triggers', () => {
  it.each([`update audit.entry set action = 'x'`, `delete from audit.seal`, `truncate audit.entry`])(
    'not even the owner may %s',
    async (statement) => {
      await expect(test.owner.query(statement)).rejects.toMatchObject({ code: '42501' });
    },
  );
});
