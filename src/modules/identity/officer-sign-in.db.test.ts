import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isAppError } from '#platform/errors/app-error.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { identityHouse, visitor, type IdentityHouse } from './test/house.ts';
import { longPassword, officersOf, type Officers } from './test/officers.ts';
import { codeOf } from './test/outcome.ts';

let house: IdentityHouse;
let officers: Officers;
let count = 0;

beforeAll(async () => {
  house = await identityHouse();
  officers = officersOf(house);
});
// Every test begins at its own time, so that locks and used codes of the last one are gone.
beforeEach(() => house.clock.advance(3_600_000));

describe('password', () => {
  it('opens a session whose actor acts in the principal position', async () => {
    const { personUid, holdingUid } = await house.build.holder(house.u1);
    const account = await officers.anAccount({ personUid });
    const progress = await officers.signIn(` ${account.username.toUpperCase()} `, account.password);
    expect(progress).toMatchObject({ step: 'done', returnTo: '/can-bo/ho-so' });
    const actor = await house.identity.actorOf(progress.step === 'done' ? progress.sessionToken : null);
    expect(actor).toMatchObject({
      kind: 'officer',
      accountId: account.uid,
      personUid,
      holdingId: holdingUid,
      unitUid: house.u1,
      secondFactor: false,
      stepUpUntil: null,
    });
    const [entry] = (await recordedAudit(house)).filter(
      (line) => line.action === 'identity.signed_in' && line.subject_id === account.uid,
    );
    expect(entry).toMatchObject({
      actor_kind: 'officer',
      actor_id: account.uid,
      detail: { method: 'password', address: visitor.address },
    });
  });

  it('stores neither password nor token', async () => {
    const account = await officers.anAccount();
    const token = await officers.tokenFor(account);
    const { rows } = await house.owner.query<{ row: string }>(
      `select (select string_agg(s::text, '') from identity.session s) || (select string_agg(p::text, '') from identity.password p) as row`,
    );
    expect(rows[0]?.row).not.toContain(token);
    expect(rows[0]?.row).not.toContain(account.password);
  });

  it('says the same of a wrong password and of a name that does not exist', async () => {
    const account = await officers.anAccount();
    const answers = await Promise.all(
      [officers.signIn(account.username, 'sai'), officers.signIn('khong.co.ai', 'sai')].map(async (work) =>
        work.catch((error: unknown) => error),
      ),
    );
    const [known, unknown] = answers.map((error) =>
      isAppError(error) ? { kind: error.kind, code: error.code, details: error.details } : error,
    );
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ code: 'identity.wrong_credentials' });
  });

  it.each([true, false])('locks after five wrong attempts, account exists: %s', async (exists) => {
    const username = exists ? (await officers.anAccount()).username : `khong.co.${++count}`;
    for (let attempt = 1; attempt <= 5; attempt += 1)
      expect(await codeOf(officers.signIn(username, 'sai'))).toBe('identity.wrong_credentials');
    expect(await codeOf(officers.signIn(username, longPassword))).toBe('identity.locked');
    house.clock.advance(15 * 60_000);
    expect(await codeOf(officers.signIn(username, longPassword))).toBe(
      exists ? 'no error' : 'identity.wrong_credentials',
    );
  });

  it('lets five and no more of fifty parallel guesses be judged', async () => {
    const { username } = await officers.anAccount();
    const codes = await Promise.all(
      Array.from({ length: 50 }, (_, n) => codeOf(officers.signIn(username, `sai ${n}`, `198.51.100.${n}`))),
    );
    expect(codes.filter((code) => code === 'identity.wrong_credentials')).toHaveLength(5);
    expect(codes.filter((code) => code === 'identity.locked')).toHaveLength(45);
  });

  it('blocks an address that tries many names', async () => {
    const address = '203.0.113.7';
    for (let n = 0; n < 50; n += 1) await codeOf(officers.signIn(`thu.${n}`, 'sai', address));
    expect(await codeOf(officers.signIn('thu.51', 'sai', address))).toBe('identity.address_blocked');
    const account = await officers.anAccount();
    expect(await codeOf(officers.signIn(account.username, account.password, '203.0.113.8'))).toBe('no error');
  });

  it('tells only who knows the password that the account is closed', async () => {
    const account = await officers.anAccount();
    await house.owner.query(
      `update identity.account set status = 'disabled', status_reason = 'nghỉ việc' where uid = $1`,
      [account.uid],
    );
    expect(await codeOf(officers.signIn(account.username, 'sai'))).toBe('identity.wrong_credentials');
    expect(await codeOf(officers.signIn(account.username, account.password))).toBe('identity.account_disabled');
  });

  it('hashes anew when the policy asks for more, and the password still works', async () => {
    const account = await officers.anAccount();
    await house.owner.query(`update identity.password set hash = $2 where account_uid = $1`, [
      account.uid,
      await weakHash(account.password),
    ]);
    await officers.tokenFor(account);
    const { rows } = await house.owner.query<{ hash: string }>(
      'select hash from identity.password where account_uid = $1',
      [account.uid],
    );
    expect(rows[0]?.hash).toContain('m=1024,t=1');
    await officers.tokenFor(account);
  });

  async function weakHash(password: string): Promise<string> {
    const { hash } = await import('@node-rs/argon2');
    return hash(password.normalize('NFKC'), { memoryCost: 512, timeCost: 1, parallelism: 1 });
  }
});

describe('second factor', () => {
  it('is asked for, and a code works once', async () => {
    const account = await officers.anAccount({ totp: true });
    const progress = await officers.signIn(account.username, account.password);
    if (progress.step !== 'second_factor') throw new Error(progress.step);
    expect(await house.identity.pendingState(progress.pendingToken)).toMatchObject({
      step: 'second_factor',
      hasTotp: true,
      hasPasskey: false,
    });
    const code = await officers.codeNow();
    const done = await officers.prove(progress.pendingToken, code);
    expect(done.step).toBe('done');
    const actor = await house.identity.actorOf(done.step === 'done' ? done.sessionToken : null);
    expect(actor).toMatchObject({
      secondFactor: true,
      stepUpUntil: new Date(house.clock.now().getTime() + 5 * 60_000),
    });
    const again = await officers.signIn(account.username, account.password);
    expect(await codeOf(officers.prove(again.step === 'second_factor' ? again.pendingToken : '', code))).toBe(
      'identity.wrong_code',
    );
  });

  it('gives no session to the password alone, and none twice to one pending token', async () => {
    const account = await officers.anAccount({ totp: true });
    const progress = await officers.signIn(account.username, account.password);
    const pendingToken = progress.step === 'second_factor' ? progress.pendingToken : '';
    expect((await house.identity.actorOf(pendingToken)).kind).toBe('anonymous');
    await officers.prove(pendingToken, await officers.codeNow());
    house.clock.advance(60_000);
    expect(await codeOf(officers.prove(pendingToken, await officers.codeNow()))).toBe('identity.sign_in_expired');
  });

  it('cannot be guessed by showing the right password in between', async () => {
    const account = await officers.anAccount({ totp: true });
    const codes: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      const progress = await officers.signIn(account.username, account.password).catch(() => null);
      if (progress?.step === 'second_factor') codes.push(await codeOf(officers.prove(progress.pendingToken, '000000')));
    }
    expect(codes.length).toBeLessThanOrEqual(5);
  });

  it('must be enrolled by an administrator before the sign-in is complete', async () => {
    const account = await officers.anAccount({ administrator: true });
    const progress = await officers.signIn(account.username, account.password);
    if (progress.step !== 'enrol_second_factor') throw new Error(progress.step);
    const { pendingToken } = progress;
    expect(await house.identity.continueSignIn({ pendingToken, currentToken: null, visitor })).toMatchObject({
      step: 'enrol_second_factor',
    });
    const enrolment = await house.identity.startTotp({ pendingToken });
    expect((await house.identity.startTotp({ pendingToken })).secret).toBe(enrolment.secret);
    expect(await codeOf(house.identity.confirmTotp({ pendingToken }, '000000'))).toBe('identity.wrong_code');
    const code = await officers.codeNow(enrolment.secret);
    const { recoveryCodes } = await house.identity.confirmTotp({ pendingToken }, code);
    expect(recoveryCodes).toHaveLength(10);
    const done = await house.identity.continueSignIn({ pendingToken, currentToken: null, visitor });
    const actor = await house.identity.actorOf(done.step === 'done' ? done.sessionToken : null);
    expect(actor).toMatchObject({ kind: 'officer', grants: { 'identity.manage_grants': 'all' } });
    await usesARecoveryCodeOnce(account, recoveryCodes?.[3] ?? '');
  });

  async function usesARecoveryCodeOnce(account: { username: string; password: string }, code: string): Promise<void> {
    const first = await officers.signIn(account.username, account.password);
    const second = await officers.signIn(account.username, account.password);
    if (first.step !== 'second_factor' || second.step !== 'second_factor') throw new Error('no second factor asked');
    expect(
      (await officers.prove(first.pendingToken, code.toLowerCase().replaceAll('-', ' '), 'recovery_code')).step,
    ).toBe('done');
    expect(await codeOf(officers.prove(second.pendingToken, code, 'recovery_code'))).toBe(
      'identity.wrong_recovery_code',
    );
  }

  it('cannot be added by somebody who only knows the password of an account that has one', async () => {
    const account = await officers.anAccount({ totp: true });
    const progress = await officers.signIn(account.username, account.password);
    const pendingToken = progress.step === 'second_factor' ? progress.pendingToken : '';
    expect(await codeOf(house.identity.startTotp({ pendingToken }))).toBe('identity.step_up_required');
    expect(await codeOf(house.identity.startPasskey({ pendingToken }))).toBe('identity.step_up_required');
  });

  it('is asked of an officer whose password is short', async () => {
    const account = await officers.anAccount({ password: 'Xoai9vqb' });
    expect((await officers.signIn(account.username, account.password)).step).toBe('enrol_second_factor');
  });
});
