import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/access/actor.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createAuditHandlers } from './handlers.ts';
import { proveEntry, verifyEntryProof } from './proof.ts';
import { sealAudit } from './seal.ts';
import { writeAnchor, type SealAnchor } from './seal-format.ts';
import type { AuditTables } from './tables.gen.ts';

let test: TestDatabase<AuditTables>;

type Verdict = { code: number; words: string };

function verifyAudit(...args: string[]): Promise<Verdict> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/verify-audit.mjs', test.ownerUrl, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, words: stdout + stderr });
    });
  });
}

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll('\0', '')),
  fc.constantFrom('\\N', '\\.', 'a\tb\nc\\d', '\b\f\v\r', 'Nguyễn Thị Ánh', '😀', ''),
);

/** One transaction of a few entries, sometimes slow, sometimes rolled back. */
async function writeOne(size: number, options: { text?: string; delay?: number; fail?: boolean } = {}): Promise<void> {
  const work = test.db.transaction(async (tx) => {
    await tx.q
      .selectFrom('audit.entry')
      .select(({ fn }) => fn('pg_current_xact_id', []).as('xid'))
      .limit(1)
      .execute();
    for (let i = 0; i < size; i++) {
      const detail = { text: options.text ?? 'x', i, nested: { list: [1.5, null, true] } };
      tx.audit({
        actor: systemActor(options.text ?? 'writer'),
        action: 'test.written',
        subject: { kind: 'k\t', id: String(i) },
        detail,
      });
    }
    if (options.delay !== undefined) await sleep(options.delay);
    if (options.fail === true) throw new Error('rolled back on purpose');
  });
  if (options.fail === true) await expect(work).rejects.toThrow('on purpose');
  else await work;
}

const anchors: SealAnchor[] = [];
const onSealed = (anchor: SealAnchor): void => void anchors.push(anchor);
const seal = (): Promise<SealAnchor[]> => sealAudit({ db: test.db, clock: test.clock, largestSeal: 400, onSealed });

/** Seals until nothing is left: transactions of other databases on the same server hold the sealer back for a moment. */
async function sealAll(largestSeal = 400): Promise<SealAnchor[]> {
  const made: SealAnchor[] = [];
  for (let tries = 0; tries < 200; tries++) {
    made.push(...(await sealAudit({ db: test.db, clock: test.clock, largestSeal, onSealed })));
    if ((await one<{ left: number }>(unsealed)).left === 0) return made;
    await sleep(50);
  }
  throw new Error('a transaction somewhere on the server does not end');
}

const unsealed = `select count(*) as left from audit.entry e where not exists (
  select from audit.seal s where s.epoch = e.epoch and s.from_xid <= e.xid and e.xid < s.until_xid)`;

const one = async <T>(sql: string, ...values: unknown[]): Promise<T> =>
  (await test.owner.query(sql, values)).rows[0] as T;

beforeAll(async () => {
  test = await testDatabase();
  const texts = fc.sample(hostileText, 5000);
  let written = 0;
  const writer = async (): Promise<void> => {
    while (written < 5000) {
      const size = 1 + (written % 9);
      const text = texts[written % texts.length] ?? '';
      written += size;
      await writeOne(size, { text, ...(written % 13 === 0 ? { delay: 5 } : {}) });
      if (written % 11 === 0) await writeOne(3, { fail: true });
    }
  };
  const slow = writeOne(7, { text: 'long-running', delay: 1500 });
  const sealer = (async () => {
    while (written < 5000) {
      await Promise.all([seal(), seal()]);
      await sleep(60);
    }
  })();
  await Promise.all([...Array.from({ length: 8 }, writer), slow, sealer]);
  await writeOne(1000, { text: 'one transaction above the limit of a seal' });
  test.clock.advance(1234);
  await sealAll();
}, 120_000);

describe('sealing', () => {
  it('covers every entry once, beside writers, rollbacks, a long transaction and other sealers', async () => {
    const { entries, sealed } = await one<{ entries: number; sealed: number }>(
      'select (select count(*) from audit.entry) as entries, (select sum(entry_count)::bigint from audit.seal) as sealed',
    );
    expect(entries).toBeGreaterThan(6000);
    expect(sealed).toBe(entries);
    expect(anchors.length).toBeGreaterThan(5);
    const verdict = await verifyAudit(
      '--expect',
      writeAnchor(anchors[2] as SealAnchor),
      '--expect',
      writeAnchor(anchors.at(-1) as SealAnchor),
    );
    expect(verdict).toMatchObject({ code: 0 });
    expect(verdict.words).toContain(`${entries} dòng trong ${anchors.length} lần niêm phong, 0 dòng chưa niêm phong`);
  });

  it('makes no seal when nothing happened, and leaves entries of a running transaction for later', async () => {
    expect(await seal()).toEqual([]);
    const client = await test.owner.connect();
    try {
      await client.query('begin; select pg_current_xact_id()');
      await writeOne(2);
      expect(await seal()).toEqual([]);
      expect((await verifyAudit()).words).toContain('2 dòng chưa niêm phong');
      await client.query('commit');
    } finally {
      client.release();
    }
    expect(await sealAll()).toMatchObject([{ entryCount: 2 }]);
  });

  it('runs from the job queue', async () => {
    await writeOne(1);
    const { schedules } = createAuditHandlers({ db: test.db, clock: test.clock, onSealed });
    expect(schedules).toMatchObject([{ name: 'platform.seal_audit', cron: '* * * * *' }]);
    await schedules?.[0]?.run({ attempt: 1, signal: new AbortController().signal });
    await sealAll();
    expect((await verifyAudit()).words).toContain('0 dòng chưa niêm phong');
  });

  it('continues in a new epoch after a restore, and stops when the epoch was not raised', async () => {
    const { top } = await one<{ top: number }>('select max(epoch) as top from audit.epoch');
    await test.owner
      .query(`insert into audit.entry (at, actor_kind, action, subject_kind, subject_id, detail, epoch, xid)
      select now(), 'system', 'test.written', 'k', xid::text, '{}', ${top + 1}, xid::text::xid8 from unnest(array[1000, 9, 10, 100, 99, 10]) as xid`);
    await test.owner.query(
      `insert into audit.epoch (epoch, reason) values (${top + 1}, 'restored'), (${top + 2}, 'restored again')`,
    );
    await writeOne(3);
    const seals = await sealAll(2);
    expect(seals.map((one) => one.entryCount)).toEqual([1, 2, 2, 1, 3]);
    expect((await verifyAudit()).code).toBe(0);
    await tampering(
      `insert into audit.seal select number + 1, epoch, until_xid, '18446744073709551615', entry_count, root, hash, sealed_at, hash, entry_ids, leaves
      from audit.seal order by number desc limit 1`,
      async () => {
        await expect(seal()).rejects.toMatchObject({ kind: 'unavailable', code: 'audit.transactions_ran_backwards' });
      },
    );
  });
});

describe('proof of one entry', () => {
  it('convinces with the line, the path and the seal, and with nothing else', async () => {
    await sealAll();
    for (const share of [0, 0.1, 0.5, 0.9, 1]) {
      const { id } = await one<{ id: number }>(
        'select percentile_disc($1) within group (order by id) as id from audit.seal, unnest(entry_ids) as sealed(id)',
        share,
      );
      const proof = await proveEntry(test.db, id);
      expect(verifyEntryProof(proof)).toBe(true);
      expect(verifyEntryProof({ ...proof, line: `${proof.line}.` })).toBe(false);
      expect(verifyEntryProof({ ...proof, seal: { ...proof.seal, sealedAt: '2020-01-01 00:00:00+00' } })).toBe(false);
    }
  });

  it('tells apart what is not sealed and what is not there', async () => {
    await writeOne(1);
    const { id } = await one<{ id: number }>('select max(id) as id from audit.entry');
    await expect(proveEntry(test.db, id)).rejects.toMatchObject({ kind: 'conflict' });
    await expect(proveEntry(test.db, id + 1000)).rejects.toMatchObject({ kind: 'not_found' });
    await sealAll();
  });
});

/** Changes rows as a superuser who has switched the triggers off, looks, and puts everything back. */
async function tampering(sql: string, look: () => Promise<void>): Promise<void> {
  await test.owner.query('create table kept_entry as table audit.entry; create table kept_seal as table audit.seal');
  try {
    await test.owner.query(`begin; set local session_replication_role = replica; ${sql}; commit`);
    await look();
  } finally {
    await test.owner.query(`begin; set local session_replication_role = replica;
      truncate audit.entry, audit.seal; insert into audit.entry overriding system value table kept_entry; insert into audit.seal table kept_seal;
      drop table kept_entry, kept_seal; commit`);
  }
}

describe('verify-audit names the first bad row', () => {
  const middle = async (): Promise<{ id: number; number: number; at: number }> =>
    one(
      `select number, 3 as at, entry_ids[3] as id from audit.seal where entry_count between 4 and 399 order by number limit 1 offset 2`,
    );

  const cases: readonly (readonly [name: string, sql: (row: { id: number; number: number }) => string, words: (row: { id: number; number: number }) => string])[] = [
    ['altered actor', ({ id }) => `update audit.entry set actor_id = 'somebody' where id = ${id}`, ({ id, number }) => `Dòng nhật ký ${id} đã bị sửa (lần niêm phong ${number})`],
    ['altered detail', ({ id }) => `update audit.entry set detail = detail || '{"i": -1}' where id = ${id}`, ({ id, number }) => `Dòng nhật ký ${id} đã bị sửa (lần niêm phong ${number})`],
    ['time moved by a microsecond', ({ id }) => `update audit.entry set at = at + interval '1 microsecond' where id = ${id}`, ({ id }) => `Dòng nhật ký ${id} đã bị sửa`],
    ['deleted', ({ id }) => `delete from audit.entry where id = ${id}`, ({ id, number }) => `Dòng nhật ký ${id} đã bị xóa, hoặc bị chuyển sang giao dịch khác (lần niêm phong ${number})`],
    ['two altered: the first is named', ({ id }) => `update audit.entry set purpose = 'x' where id in (${id}, (select max(id) from audit.entry))`, ({ id }) => `Dòng nhật ký ${id} đã bị sửa`],
    ['inserted beside it', ({ id }) => insertCopy(id, 'xid'), ({ number }) => `Dòng nhật ký 900001 đã bị chèn thêm (lần niêm phong ${number})`],
    ['inserted before everything', ({ id }) => insertCopy(id, `'1'::xid8`), () => `Dòng nhật ký 900001 đã bị chèn thêm (lần niêm phong 1)`],
    ['inserted under an old epoch', ({ id }) => insertCopy(id, 'xid', 0), () => 'Dòng nhật ký 900001 đã bị chèn thêm: không lần niêm phong nào có nó'],
    ['moved past the last seal', ({ id }) => `update audit.entry set epoch = 99 where id = ${id}`, ({ id }) => `Dòng nhật ký ${id} đã bị xóa, hoặc bị chuyển`],
    ['number of the row changed', ({ id }) => `${insertCopy(id, 'xid')}; delete from audit.entry where id = ${id}`, ({ id }) => `Dòng nhật ký ${id} đã bị xóa`],
    ['leaves altered', ({ number }) => `update audit.seal set leaves = set_byte(leaves, 0, get_byte(leaves, 0) # 1) where number = ${number}`, ({ number }) => `(entry_ids, leaves) của lần niêm phong ${number} đã bị sửa`],
    ['ids altered', ({ number }) => `update audit.seal set entry_ids[1] = 0 where number = ${number}`, ({ number }) => `(entry_ids, leaves) của lần niêm phong ${number} đã bị sửa`],
    ['root altered', ({ number }) => `update audit.seal set root = previous where number = ${number}`, ({ number }) => `Phần đầu của lần niêm phong ${number} đã bị sửa`],
    ['time of a seal altered', ({ number }) => `update audit.seal set sealed_at = sealed_at - interval '1 day' where number = ${number}`, ({ number }) => `Phần đầu của lần niêm phong ${number} đã bị sửa`],
    ['seal deleted', ({ number }) => `delete from audit.seal where number = ${number}`, ({ number }) => `Thiếu lần niêm phong ${number}`],
    ['seal deleted and the rest renumbered', ({ number }) => `delete from audit.seal where number = ${number}; update audit.seal set number = number + 100000 where number > ${number}; update audit.seal set number = number - 100001 where number > 100000`, ({ number }) => `Phần đầu của lần niêm phong ${number} đã bị sửa`],
    ['all rows deleted', () => 'delete from audit.entry', () => 'đã bị xóa, hoặc bị chuyển sang giao dịch khác (lần niêm phong 1)'],
  ]; // prettier-ignore

  function insertCopy(id: number, xid: string, epoch = 1): string {
    return `insert into audit.entry overriding system value select 900001, at, actor_kind, actor_id, holding_id, session_id, action,
      subject_kind, subject_id, unit_uid, purpose, detail, ${epoch}, ${xid} from audit.entry where id = ${id}`;
  }

  it.each(cases)('%s', async (_name, sql, words) => {
    const row = await middle();
    await tampering(sql(row), async () => {
      const verdict = await verifyAudit();
      expect(verdict.words).toContain(words(row));
      expect(verdict.code).toBe(1);
    });
    expect((await verifyAudit()).code).toBe(0);
  });

  it('finds any one change of any one row', async () => {
    const changes = [
      `action = 'test.other'`, `actor_id = null`, `unit_uid = ''`, `subject_id = subject_id || ' '`, `at = at + interval '1 year'`,
      `actor_kind = 'officer'`, `session_id = '\\N'`, `detail = '{}'`, `holding_id = 'h'`, `purpose = ''`,
    ]; // prettier-ignore
    for (const [change, share] of fc.sample(
      fc.tuple(fc.constantFrom(...changes), fc.double({ min: 0, max: 1, noNaN: true })),
      15,
    )) {
      const { id } = await one<{ id: number }>(
        'select percentile_disc($1) within group (order by id) as id from audit.seal, unnest(entry_ids) as sealed(id)',
        share,
      );
      await tampering(`update audit.entry set ${change} where id = ${id}`, async () => {
        expect((await verifyAudit()).words).toContain(`Dòng nhật ký ${id} đã bị sửa`);
      });
    }
  });

  it('needs an outside anchor to see that the end of the trail was cut off or that a seal was written anew', async () => {
    const last = anchors.at(-1) as SealAnchor;
    const cut = `delete from audit.entry where id in (select unnest(entry_ids) from audit.seal where number = ${last.number}); delete from audit.seal where number = ${last.number}`;
    await tampering(cut, async () => {
      expect((await verifyAudit()).code).toBe(0);
      const verdict = await verifyAudit('--expect', writeAnchor(last));
      expect(verdict).toMatchObject({ code: 1 });
      expect(verdict.words).toContain(`Không có lần niêm phong ${last.number}`);
    });
    const first = anchors[0] as SealAnchor;
    const other = { number: 1, hash: first.hash.replace(/^./u, (digit) => (digit === '0' ? '1' : '0')) };
    expect(await verifyAudit('--expect', writeAnchor(other))).toMatchObject({
      code: 1,
      words: expect.stringContaining('Lần niêm phong 1 khác với mốc') as string,
    });
  });

  it('says that it could not check instead of calling the trail whole', async () => {
    expect(await verifyAudit('--expect', 'nonsense')).toMatchObject({ code: 2 });
    expect(await verifyAudit('postgres://nobody@127.0.0.1:1/none')).toMatchObject({ code: 2 });
  });
});
