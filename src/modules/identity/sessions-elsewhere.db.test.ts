import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openChangeFeed, type OpenChangeFeed } from '#platform/db/change-feed.ts';
import { createPool } from '#platform/db/pool.ts';
import type { Identity } from './service.ts';
import { identityHouse, type IdentityHouse } from './test/house.ts';
import { officersOf, type Officers, type TestAccount } from './test/officers.ts';

let house: IdentityHouse;
let officers: Officers;
let pool: pg.Pool;
let feed: OpenChangeFeed;
/** A process that hears of what others change; the first one is `house.identity`. */
let second: { identity: Identity; statements: string[] };

beforeAll(async () => {
  house = await identityHouse();
  officers = officersOf(house);
  pool = createPool({ url: house.ownerUrl, max: 2, name: 'second process' });
  feed = openChangeFeed(pool, { beatMs: 50 });
  second = house.counted(feed);
  await until(() => feed.isLive());
});
afterAll(async () => {
  await feed.stop();
  await pool.end();
});
beforeEach(() => house.clock.advance(3_600_000));

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600 && !(await what()); tries++) await sleep(10);
  expect(await what()).toBe(true);
}

const kindThere = async (token: string): Promise<string> => (await second.identity.actorOf(token)).kind;

/** An account whose session the second process knows by heart. */
async function known(): Promise<{ account: TestAccount; token: string }> {
  const account = await officers.anAccount();
  const token = await officers.tokenFor(account);
  // What the sign-in itself announced must have arrived, or it would be taken for what the test announces.
  await sleep(100);
  expect(await kindThere(token)).toBe('officer');
  return { account, token };
}

const reasonFor = { reason: 'Kiểm thử thu hồi quyền truy cập' };

describe('a process that hears of changes', () => {
  it('reads a session once in a minute', async () => {
    const { token } = await known();
    second.statements.length = 0;
    house.clock.advance(20_000);
    expect(await kindThere(token)).toBe('officer');
    expect(second.statements).toEqual([]);
  });

  it.each([
    ['signed out', async ({ token }) => house.identity.signOut(token)],
    ['ended by hand in the database', async ({ account }) => house.owner.query(`update identity.session set ended_at = now(), end_reason = 'revoked' where account_uid = $1`, [account.uid])],
    ['deleted', async ({ account }) => house.owner.query('delete from identity.session where account_uid = $1', [account.uid])],
    ['of a disabled account', async ({ account }) => house.owner.query(`update identity.account set status = 'disabled' where uid = $1`, [account.uid])],
  ] as [string, (of: { account: TestAccount; token: string }) => Promise<unknown>][])('refuses at once a session that another process knows as %s', async (_what, end) => {
    const session = await known();
    await end(session);
    // The clock of the house stands still: only having been told can make the difference.
    await until(async () => (await kindThere(session.token)) === 'anonymous');
  });

  it('sees a right that was given or taken elsewhere at once', async () => {
    const { account, token } = await known();
    const holds = async (): Promise<boolean> => {
      const actor = await second.identity.actorOf(token);
      return actor.kind === 'officer' && Object.keys(actor.grants).length > 0;
    };
    expect(await holds()).toBe(false);
    await house.owner.query(
      `insert into identity.role_grant (uid, role_key, account_uid, recipient_name, unit_uid, include_subtree, valid_from, granted_at, granted_by)
       values ($1, 'system_administrator', $2, 'Lê Văn Nam', $3, false, '2020-01-01', now(), 'test')`,
      [house.ids.uuid(), account.uid, house.u1],
    );
    await until(holds);
    await house.owner.query(`update identity.role_grant set ended_at = now(), ended_by = 'test', end_reason = $2 where account_uid = $1`, [account.uid, reasonFor.reason]);
    await until(async () => !(await holds()));
  });

  it('asks the database before it locks out somebody who was active elsewhere', async () => {
    const { token } = await known();
    for (let minutes = 0; minutes < 30; minutes += 5) {
      house.clock.advance(5 * 60_000);
      expect((await house.identity.actorOf(token)).kind).toBe('officer');
    }
    expect(await kindThere(token)).toBe('officer');
  });
});

describe('a process whose listening connection is lost', () => {
  it('knows a session for three seconds only, and forgets everything when it hears again', async () => {
    const { account, token } = await known();
    await feed.stop();
    expect(feed.isLive()).toBe(false);
    await house.owner.query(`update identity.session set ended_at = now(), end_reason = 'revoked' where account_uid = $1`, [account.uid]);
    house.clock.advance(2_000);
    expect(await kindThere(token)).toBe('officer');
    house.clock.advance(1_500);
    expect(await kindThere(token)).toBe('anonymous');
  });

  it('hears again by itself after the server cut the connection', async () => {
    const other = openChangeFeed(pool, { beatMs: 50 });
    const third = house.counted(other).identity;
    await until(() => other.isLive());
    const { account, token } = await known();
    expect((await third.actorOf(token)).kind).toBe('officer');
    await house.owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'second process' and datname = current_database()`);
    await house.owner.query(`update identity.session set ended_at = now(), end_reason = 'revoked' where account_uid = $1`, [account.uid]);
    await until(async () => (await third.actorOf(token)).kind === 'anonymous');
    await until(() => other.isLive());
    await other.stop();
  });
});
