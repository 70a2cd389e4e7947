import { generate } from 'otplib';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor, type Officer } from '#platform/access/actor.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { permissions } from './policy.ts';
import { signInOfficer } from './testing.ts';
import { identityHouse, visitor, type IdentityHouse } from './test/house.ts';
import { codeOf } from './test/outcome.ts';

let house: IdentityHouse;
let managerOfU1: Officer;
beforeAll(async () => {
  house = await identityHouse();
  const grants = Object.fromEntries(permissions.map(({ key }) => [key, [house.u1]]));
  managerOfU1 = anOfficer({ accountId: '00000000-0000-7000-8000-000000000002', grants });
});
beforeEach(() => house.clock.advance(3_600_000));

const all = Object.fromEntries(permissions.map(({ key }) => [key, 'all' as const]));
const administrator = anOfficer({ accountId: '00000000-0000-7000-8000-000000000001', grants: all });
const because = 'Theo Quyết định 12/QĐ-UBND';
const requestId = (): string => house.ids.uuid();
let count = 0;

async function anAccount(unitUid: string | null = house.u1) {
  const username = `tai.khoan.${++count}`;
  const input = { requestId: requestId(), username, displayName: 'Trần Thị Lan', personUid: null, unitUid };
  return { username, input, ...(await house.identity.createAccount(administrator, input)) };
}

const signIn = (username: string, password: string) =>
  house.identity.signInWithPassword({ username, password, returnTo: null, currentToken: null, visitor });

const actions = async (subjectId: string): Promise<string[]> =>
  (await recordedAudit(house)).filter((line) => line.subject_id === subjectId).map((line) => line.action);

describe('accounts', () => {
  it('begin with a temporary password that must be changed, and is shown once', async () => {
    const account = await anAccount();
    expect(account.password).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect((await house.identity.createAccount(administrator, account.input)).password).toBeNull();
    const progress = await signIn(account.username, account.password ?? '');
    if (progress.step !== 'choose_password') throw new Error(progress.step);
    const choose = (password: string, repeated = password) =>
      house.identity.choosePassword({
        pendingToken: progress.pendingToken,
        currentToken: null,
        visitor,
        password,
        repeated,
      });
    expect(await codeOf(choose('Xoai9vqb'))).toBe('identity.password_too_short');
    expect(await codeOf(choose('một câu đủ dài để nhớ', 'một câu khác'))).toBe('identity.passwords_differ');
    expect(await codeOf(choose(account.password ?? ''))).toBe('identity.password_unchanged');
    expect(await choose('một câu đủ dài để nhớ')).toMatchObject({ step: 'done' });
    expect(await actions(account.accountUid)).toEqual([
      'identity.account_created',
      'identity.password_changed',
      'identity.signed_in',
    ]);
  });

  it('refuse the temporary password after three days', async () => {
    const account = await anAccount();
    house.clock.advance(72 * 3_600_000);
    expect(await codeOf(signIn(account.username, account.password ?? ''))).toBe('identity.temporary_password_expired');
  });

  it('have names of their own', async () => {
    const { username } = await anAccount();
    const again = { requestId: requestId(), username, displayName: 'Người khác', personUid: null, unitUid: house.u1 };
    expect(await codeOf(house.identity.createAccount(administrator, again))).toBe('identity.username_taken');
    expect(
      await codeOf(house.identity.createAccount(administrator, { ...again, username: 'x.y', unitUid: 'no-such-unit' })),
    ).toBe('identity.unit_not_found');
  });

  it('lose every session and pending sign-in when disabled or reset', async () => {
    const officer = await signInOfficer(house, { unitUid: house.u1 });
    expect((await house.identity.actorOf(officer.token)).kind).toBe('officer');
    const change = { requestId: requestId(), accountUid: officer.accountUid, reason: because };
    await house.identity.disableAccount(administrator, change);
    expect((await house.identity.actorOf(officer.token)).kind).toBe('anonymous');
    await house.identity.disableAccount(administrator, change);
    expect(await actions(officer.accountUid)).toEqual(['identity.account_disabled']);
    await house.identity.enableAccount(administrator, { ...change, requestId: requestId() });
    expect((await house.identity.actorOf(officer.token)).kind).toBe('anonymous');
    const reset = await house.identity.resetPassword(administrator, { ...change, requestId: requestId() });
    expect(reset.password).toMatch(/^\w{4}-/);
  });

  it('are seen and managed within the own units only', async () => {
    const mine = await anAccount(house.u1);
    const foreign = await anAccount(house.u2);
    const query = { text: 'tai.khoan', status: null, page: 1 };
    const seen = await house.identity.listAccounts(managerOfU1, query);
    expect(seen.some((account) => account.uid === mine.accountUid)).toBe(true);
    expect(seen.every((account) => account.unitUid === house.u1)).toBe(true);
    expect(await codeOf(house.identity.listAccounts(anOfficer(), query))).toBe('identity.not_allowed');
    const change = (accountUid: string) => ({ requestId: requestId(), accountUid, reason: because });
    expect(await codeOf(house.identity.readAccount(managerOfU1, foreign.accountUid))).toBe(
      'identity.account_not_found',
    );
    expect(await codeOf(house.identity.resetPassword(managerOfU1, change(foreign.accountUid)))).toBe(
      'identity.account_not_found',
    );
    expect(await codeOf(house.identity.resetPassword(managerOfU1, change(mine.accountUid)))).toBe('no error');
    const chief = await signInOfficer(house, {
      unitUid: house.u1,
      administrative: true,
      grants: { 'identity.read_accounts': 'all' },
    });
    expect(await codeOf(house.identity.resetPassword(managerOfU1, change(chief.accountUid)))).toBe(
      'identity.locality_wide_only',
    );
  });

  it('that nobody used for 45 days are disabled, with their sessions', async () => {
    const idle = await signInOfficer(house, { unitUid: house.u1 });
    house.clock.advance(44 * 86_400_000);
    const busy = await signInOfficer(house, { unitUid: house.u1 });
    house.clock.advance(86_400_000);
    await house.runJobs();
    for (const schedule of house.identity.handlers.schedules ?? [])
      await schedule.run({ attempt: 1, signal: AbortSignal.timeout(10_000) });
    const status = async (uid: string) => (await house.identity.readAccount(administrator, uid)).status;
    expect(await status(idle.accountUid)).toBe('disabled');
    expect(await status(busy.accountUid)).toBe('active');
    expect(await actions(idle.accountUid)).toEqual(['identity.account_disabled']);
  });

  it('are unlocked by an administrator before the time', async () => {
    const account = await anAccount();
    for (let n = 0; n < 5; n += 1) await codeOf(signIn(account.username, 'sai'));
    expect((await house.identity.readAccount(administrator, account.accountUid)).lockedUntil).not.toBeNull();
    await house.identity.unlockAccount(administrator, {
      requestId: requestId(),
      accountUid: account.accountUid,
      reason: because,
    });
    expect(await codeOf(signIn(account.username, account.password ?? ''))).toBe('no error');
  });
});

describe('passwords of administrators', () => {
  it('are changed every two months and never to one of the last ten', async () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    const first = 'đò ngang sông rộng số 0';
    const grants = [{ roleKey: 'system_administrator', unitUid: null, includeSubtree: true }];
    const officer = {
      username: 'quan.tri',
      displayName: 'Quản trị',
      personUid: null,
      unitUid: null,
      password: first,
      totpSecret: secret,
      grants,
    };
    await house.identity.provisionOfficer(systemActor('test'), officer);
    const enter = async (password: string) => {
      const progress = await signIn('quan.tri', password);
      if (progress.step !== 'second_factor') throw new Error(progress.step);
      const code = await generate({ secret, epoch: house.clock.now().getTime() / 1000 });
      return house.identity.showSecondFactor({
        pendingToken: progress.pendingToken,
        currentToken: null,
        visitor,
        proof: { kind: 'totp', code },
      });
    };
    let current = first;
    for (let n = 1; n <= 11; n += 1) {
      house.clock.advance(40 * 86_400_000);
      expect((await enter(current)).step).toBe('done');
      house.clock.advance(20 * 86_400_000);
      const owing = await enter(current);
      if (owing.step !== 'choose_password') throw new Error(owing.step);
      const choose = (password: string) =>
        house.identity.choosePassword({
          pendingToken: owing.pendingToken,
          currentToken: null,
          visitor,
          password,
          repeated: password,
        });
      if (n <= 10)
        expect(await codeOf(choose(n === 1 ? current : first))).toBe(
          n === 1 ? 'identity.password_unchanged' : 'identity.password_reused',
        );
      current = n === 11 ? first : `đò ngang sông rộng số ${n}`;
      expect((await choose(current)).step).toBe('done');
    }
  }, 60_000);
});
