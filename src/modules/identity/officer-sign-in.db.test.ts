import { generate } from 'otplib';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '#platform/access/actor.ts';
import { isAppError } from '#platform/errors/app-error.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { aHolding, identityHouse, visitor, type IdentityHouse } from './testing-house.ts';
import type { SignInProgress } from './use-cases/pending-sign-in.ts';

let house: IdentityHouse;
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const longPassword = 'mười hai con giáp chạy quanh đình';
let count = 0;

beforeAll(async () => {
  house = await identityHouse();
});
// Every test begins at its own time, so that locks and used codes of the last one are gone.
beforeEach(() => house.clock.advance(3_600_000));

type Setup = { totp?: boolean; password?: string; administrator?: boolean; personUid?: string };

async function anAccount(setup: Setup = {}): Promise<{ username: string; uid: string; password: string }> {
  const username = `can.bo.${++count}`;
  const password = setup.password ?? longPassword;
  const uid = await house.identity.provisionOfficer(systemActor('test'), {
    username,
    displayName: 'Lê Văn Nam',
    personUid: setup.personUid ?? null,
    unitUid: 'u1',
    password,
    totpSecret: setup.totp ? secret : null,
    grants: setup.administrator ? [{ roleKey: 'system_administrator', unitUid: null, includeSubtree: true }] : [],
  });
  return { username, uid: uid ?? '', password };
}

const signIn = (username: string, password: string, address = visitor.address): Promise<SignInProgress> =>
  house.identity.signInWithPassword({ username, password, returnTo: '/can-bo/ho-so', currentToken: null, visitor: { ...visitor, address } });

const codeNow = (): Promise<string> => generate({ secret, epoch: house.clock.now().getTime() / 1000 });

async function tokenFor(account: { username: string; password: string }): Promise<string> {
  let progress = await signIn(account.username, account.password);
  if (progress.step === 'second_factor') progress = await prove(progress.pendingToken, await codeNow());
  if (progress.step !== 'done') throw new Error(`sign-in stopped at ${progress.step}`);
  return progress.sessionToken;
}

const prove = (pendingToken: string, code: string, kind: 'totp' | 'recovery_code' = 'totp'): Promise<SignInProgress> =>
  house.identity.showSecondFactor({ pendingToken, currentToken: null, visitor, proof: { kind, code } });

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => 'no error',
    (reason: unknown) => reason,
  );
  return isAppError(error) ? error.code : String(error);
}

describe('password', () => {
  it('opens a session whose actor acts in the principal position', async () => {
    house.staff.set('person-1', [
      aHolding({ holdingUid: 'h1', personUid: 'person-1' }),
      aHolding({ holdingUid: 'h2', personUid: 'person-1', unitUid: 'u2', unitName: 'Sở Tư pháp', title: 'Chuyên viên' }),
    ]);
    const account = await anAccount({ personUid: 'person-1' });
    const progress = await signIn(` ${account.username.toUpperCase()} `, account.password);
    expect(progress).toMatchObject({ step: 'done', returnTo: '/can-bo/ho-so' });
    const actor = await house.identity.actorOf(progress.step === 'done' ? progress.sessionToken : null);
    expect(actor).toMatchObject({ kind: 'officer', accountId: account.uid, personUid: 'person-1', holdingId: 'h1', unitUid: 'u1', secondFactor: false, stepUpUntil: null });
    const [entry] = (await recordedAudit(house)).filter((line) => line.action === 'identity.signed_in' && line.subject_id === account.uid);
    expect(entry).toMatchObject({ actor_kind: 'officer', actor_id: account.uid, detail: { method: 'password', address: visitor.address } });
  });

  it('stores neither password nor token', async () => {
    const account = await anAccount();
    const token = await tokenFor(account);
    const { rows } = await house.owner.query<{ row: string }>(
      `select (select string_agg(s::text, '') from identity.session s) || (select string_agg(p::text, '') from identity.password p) as row`,
    );
    expect(rows[0]?.row).not.toContain(token);
    expect(rows[0]?.row).not.toContain(account.password);
  });

  it('says the same of a wrong password and of a name that does not exist', async () => {
    const account = await anAccount();
    const answers = await Promise.all([signIn(account.username, 'sai'), signIn('khong.co.ai', 'sai')].map(async (work) => work.catch((error: unknown) => error)));
    const [known, unknown] = answers.map((error) => (isAppError(error) ? { kind: error.kind, code: error.code, details: error.details } : error));
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ code: 'identity.wrong_credentials' });
  });

  it.each([true, false])('locks after five wrong attempts, account exists: %s', async (exists) => {
    const username = exists ? (await anAccount()).username : `khong.co.${++count}`;
    for (let attempt = 1; attempt <= 5; attempt += 1) expect(await codeOf(signIn(username, 'sai'))).toBe('identity.wrong_credentials');
    expect(await codeOf(signIn(username, longPassword))).toBe('identity.locked');
    house.clock.advance(15 * 60_000);
    expect(await codeOf(signIn(username, longPassword))).toBe(exists ? 'no error' : 'identity.wrong_credentials');
  });

  it('lets five and no more of fifty parallel guesses be judged', async () => {
    const { username } = await anAccount();
    const codes = await Promise.all(Array.from({ length: 50 }, (_, n) => codeOf(signIn(username, `sai ${n}`, `198.51.100.${n}`))));
    expect(codes.filter((code) => code === 'identity.wrong_credentials')).toHaveLength(5);
    expect(codes.filter((code) => code === 'identity.locked')).toHaveLength(45);
  });

  it('blocks an address that tries many names', async () => {
    const address = '203.0.113.7';
    for (let n = 0; n < 50; n += 1) await codeOf(signIn(`thu.${n}`, 'sai', address));
    expect(await codeOf(signIn('thu.51', 'sai', address))).toBe('identity.address_blocked');
    const account = await anAccount();
    expect(await codeOf(signIn(account.username, account.password, '203.0.113.8'))).toBe('no error');
  });

  it('tells only who knows the password that the account is closed', async () => {
    const account = await anAccount();
    await house.owner.query(`update identity.account set status = 'disabled', status_reason = 'nghỉ việc' where uid = $1`, [account.uid]);
    expect(await codeOf(signIn(account.username, 'sai'))).toBe('identity.wrong_credentials');
    expect(await codeOf(signIn(account.username, account.password))).toBe('identity.account_disabled');
  });

  it('hashes anew when the policy asks for more, and the password still works', async () => {
    const account = await anAccount();
    await house.owner.query(`update identity.password set hash = $2 where account_uid = $1`, [account.uid, await weakHash(account.password)]);
    await tokenFor(account);
    const { rows } = await house.owner.query<{ hash: string }>('select hash from identity.password where account_uid = $1', [account.uid]);
    expect(rows[0]?.hash).toContain('m=1024,t=1');
    await tokenFor(account);
  });

  async function weakHash(password: string): Promise<string> {
    const { hash } = await import('@node-rs/argon2');
    return hash(password.normalize('NFKC'), { memoryCost: 512, timeCost: 1, parallelism: 1 });
  }
});

describe('second factor', () => {
  it('is asked for, and a code works once', async () => {
    const account = await anAccount({ totp: true });
    const progress = await signIn(account.username, account.password);
    if (progress.step !== 'second_factor') throw new Error(progress.step);
    expect(await house.identity.pendingState(progress.pendingToken)).toMatchObject({ step: 'second_factor', hasTotp: true, hasPasskey: false });
    const code = await codeNow();
    const done = await prove(progress.pendingToken, code);
    expect(done.step).toBe('done');
    const actor = await house.identity.actorOf(done.step === 'done' ? done.sessionToken : null);
    expect(actor).toMatchObject({ secondFactor: true, stepUpUntil: new Date(house.clock.now().getTime() + 5 * 60_000) });
    const again = await signIn(account.username, account.password);
    expect(await codeOf(prove(again.step === 'second_factor' ? again.pendingToken : '', code))).toBe('identity.wrong_code');
  });

  it('gives no session to the password alone, and none twice to one pending token', async () => {
    const account = await anAccount({ totp: true });
    const progress = await signIn(account.username, account.password);
    const pendingToken = progress.step === 'second_factor' ? progress.pendingToken : '';
    expect((await house.identity.actorOf(pendingToken)).kind).toBe('anonymous');
    await prove(pendingToken, await codeNow());
    house.clock.advance(60_000);
    expect(await codeOf(prove(pendingToken, await codeNow()))).toBe('identity.sign_in_expired');
  });

  it('cannot be guessed by showing the right password in between', async () => {
    const account = await anAccount({ totp: true });
    const codes: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      const progress = await signIn(account.username, account.password).catch(() => null);
      if (progress?.step === 'second_factor') codes.push(await codeOf(prove(progress.pendingToken, '000000')));
    }
    expect(codes.length).toBeLessThanOrEqual(5);
  });

  it('must be enrolled by an administrator before the sign-in is complete', async () => {
    const account = await anAccount({ administrator: true });
    const progress = await signIn(account.username, account.password);
    if (progress.step !== 'enrol_second_factor') throw new Error(progress.step);
    const { pendingToken } = progress;
    expect(await house.identity.continueSignIn({ pendingToken, currentToken: null, visitor })).toMatchObject({ step: 'enrol_second_factor' });
    const enrolment = await house.identity.startTotp({ pendingToken });
    expect((await house.identity.startTotp({ pendingToken })).secret).toBe(enrolment.secret);
    expect(await codeOf(house.identity.confirmTotp({ pendingToken }, '000000'))).toBe('identity.wrong_code');
    const code = await generate({ secret: enrolment.secret, epoch: house.clock.now().getTime() / 1000 });
    const { recoveryCodes } = await house.identity.confirmTotp({ pendingToken }, code);
    expect(recoveryCodes).toHaveLength(10);
    const done = await house.identity.continueSignIn({ pendingToken, currentToken: null, visitor });
    const actor = await house.identity.actorOf(done.step === 'done' ? done.sessionToken : null);
    expect(actor).toMatchObject({ kind: 'officer', grants: { 'identity.manage_grants': 'all' } });
    await usesARecoveryCodeOnce(account, recoveryCodes?.[3] ?? '');
  });

  async function usesARecoveryCodeOnce(account: { username: string; password: string }, code: string): Promise<void> {
    const first = await signIn(account.username, account.password);
    const second = await signIn(account.username, account.password);
    if (first.step !== 'second_factor' || second.step !== 'second_factor') throw new Error('no second factor asked');
    expect((await prove(first.pendingToken, code.toLowerCase().replaceAll('-', ' '), 'recovery_code')).step).toBe('done');
    expect(await codeOf(prove(second.pendingToken, code, 'recovery_code'))).toBe('identity.wrong_recovery_code');
  }

  it('cannot be added by somebody who only knows the password of an account that has one', async () => {
    const account = await anAccount({ totp: true });
    const progress = await signIn(account.username, account.password);
    const pendingToken = progress.step === 'second_factor' ? progress.pendingToken : '';
    expect(await codeOf(house.identity.startTotp({ pendingToken }))).toBe('identity.step_up_required');
    expect(await codeOf(house.identity.startPasskey({ pendingToken }))).toBe('identity.step_up_required');
  });

  it('is asked of an officer whose password is short', async () => {
    const account = await anAccount({ password: 'Xoai9vqb' });
    expect((await signIn(account.username, account.password)).step).toBe('enrol_second_factor');
  });
});

describe('sessions', () => {
  it('lock when idle, tell nothing meanwhile, and open again with the password under a new cookie', async () => {
    const account = await anAccount();
    const token = await tokenFor(account);
    house.clock.advance(14 * 60_000);
    expect((await house.identity.actorOf(token)).kind).toBe('officer');
    house.clock.advance(15 * 60_000 + 1);
    expect((await house.identity.actorOf(token)).kind).toBe('anonymous');
    expect(await house.identity.glanceAtSession(token)).toMatchObject({ state: 'locked', name: 'Lê Văn Nam' });
    expect(await codeOf(house.identity.unlockSession({ token, password: 'sai', visitor }))).toBe('identity.wrong_current_password');
    const fresh = await house.identity.unlockSession({ token, password: account.password, visitor });
    expect((await house.identity.actorOf(fresh)).kind).toBe('officer');
    expect((await house.identity.actorOf(token)).kind).toBe('anonymous');
  });

  it('of administrators lock after five minutes', async () => {
    const account = await anAccount({ administrator: true, totp: true });
    const token = await tokenFor(account);
    house.clock.advance(5 * 60_000);
    expect((await house.identity.actorOf(token)).kind).toBe('anonymous');
  });

  it('end at the latest after twelve hours of steady work', async () => {
    const token = await tokenFor(await anAccount());
    for (let minutes = 0; minutes < 12 * 60; minutes += 10) {
      expect((await house.identity.actorOf(token)).kind).toBe('officer');
      house.clock.advance(10 * 60_000);
    }
    expect(await house.identity.glanceAtSession(token)).toMatchObject({ state: 'over' });
  });

  it('are listed and revoked: at once here, within five seconds in another process', async () => {
    const account = await anAccount();
    const [laptop, phone] = [await tokenFor(account), await tokenFor(account)];
    const actor = await house.identity.actorOf(laptop);
    expect((await house.elsewhere.actorOf(phone)).kind).toBe('officer');
    const sessions = await house.identity.listOwnSessions(actor);
    expect(sessions).toHaveLength(2);
    expect(sessions.filter((session) => session.current)).toHaveLength(1);
    const other = sessions.find((session) => !session.current);
    await house.identity.revokeOwnSession(actor, other?.uid ?? '');
    expect((await house.identity.actorOf(phone)).kind).toBe('anonymous');
    house.clock.advance(5_000);
    expect((await house.elsewhere.actorOf(phone)).kind).toBe('anonymous');
    expect((await house.identity.actorOf(laptop)).kind).toBe('officer');
  });

  it('of others cannot be revoked', async () => {
    const victim = await tokenFor(await anAccount());
    const victimActor = await house.identity.actorOf(victim);
    const attacker = await house.identity.actorOf(await tokenFor(await anAccount()));
    await house.identity.revokeOwnSession(attacker, victimActor.kind === 'officer' ? victimActor.sessionId : '');
    expect((await house.identity.actorOf(victim)).kind).toBe('officer');
  });

  it('are replaced, not kept, when the same browser signs in again', async () => {
    const account = await anAccount();
    const first = await tokenFor(account);
    const again = await house.identity.signInWithPassword({ ...account, returnTo: null, currentToken: first, visitor });
    expect(again.step).toBe('done');
    expect((await house.identity.actorOf(first)).kind).toBe('anonymous');
    await house.identity.signOut(again.step === 'done' ? again.sessionToken : null);
    expect((await house.identity.actorOf(again.step === 'done' ? again.sessionToken : null)).kind).toBe('anonymous');
  });

  it.each([null, '', 'x', 'A'.repeat(43), "' or 1=1 --"])('are not opened by %j', async (token) => {
    expect(await house.identity.actorOf(token)).toEqual({ kind: 'anonymous' });
  });

  it('are read by one statement, and by none while the answer is fresh', async () => {
    const token = await tokenFor(await anAccount());
    const { identity, statements } = house.counted();
    await identity.actorOf(token);
    statements.length = 0;
    await Promise.all(Array.from({ length: 20 }, () => identity.actorOf(token)));
    expect(statements).toEqual([]);
    house.clock.advance(4_000);
    await Promise.all(Array.from({ length: 20 }, () => identity.actorOf(token)));
    expect(statements).toHaveLength(1);
  });
});

describe('positions', () => {
  const two = [
    aHolding({ holdingUid: 'a1', personUid: 'person-2' }),
    aHolding({ holdingUid: 'a2', personUid: 'person-2', unitUid: 'u2', unitName: 'Sở Tư pháp', title: 'Phó Giám đốc' }),
  ];

  async function acting(): Promise<{ token: string; actor: Actor }> {
    house.staff.set('person-2', two);
    const token = await tokenFor(await anAccount({ personUid: 'person-2' }));
    return { token, actor: await house.identity.actorOf(token) };
  }

  it('are switched visibly, in this session only', async () => {
    const { token, actor } = await acting();
    await house.identity.switchHolding(actor, 'a2');
    expect(await house.identity.actorOf(token)).toMatchObject({ holdingId: 'a2', unitUid: 'u2', positionName: 'Phó Giám đốc' });
    expect(await codeOf(house.identity.switchHolding(actor, 'h1'))).toBe('identity.holding_not_yours');
  });

  it('take their grants with them when they end', async () => {
    const { token, actor } = await acting();
    await house.owner.query(
      `insert into identity.role_grant (uid, role_key, position_uid, recipient_name, unit_uid, include_subtree, valid_from, granted_at, granted_by)
       values (gen_random_uuid(), 'system_administrator', $1, 'x', 'u1', true, '2026-01-01', now(), 'test')`,
      ['position-of-a1'],
    );
    house.clock.advance(4_000);
    expect(await house.identity.actorOf(token)).toMatchObject({ grants: { 'identity.manage_grants': ['u1', 'u1a', 'u1b'] } });
    await house.identity.switchHolding(actor, 'a2');
    expect(await house.identity.actorOf(token)).toMatchObject({ grants: {} });
    await house.identity.switchHolding(actor, 'a1');
    house.staff.set('person-2', two.slice(1));
    house.clock.advance(4_000);
    expect(await house.identity.actorOf(token)).toMatchObject({ holdingId: 'a2', grants: {} });
    house.staff.set('person-2', []);
    house.clock.advance(4_000);
    expect(await house.identity.actorOf(token)).toMatchObject({ holdingId: '', unitUid: '', grants: {} });
  });
});

describe('step-up', () => {
  it('opens signing for five minutes, and holds what was typed for this session only', async () => {
    const account = await anAccount({ totp: true });
    const token = await tokenFor(account);
    const actor = await house.identity.actorOf(token);
    expect(house.identity.isSteppedUp(actor)).toBe(true);
    house.clock.advance(6 * 60_000);
    const stale = await house.identity.actorOf(token);
    expect(house.identity.isSteppedUp(stale)).toBe(false);
    const address = await house.identity.holdForm(stale, { path: '/can-bo/ho-so/1/ky', fields: [['note', 'Đồng ý'], ['ids', '1'], ['ids', '2']] });
    const uid = new URL(address, 'http://x').searchParams.get('giu') ?? '';
    await house.identity.stepUp(stale, { proof: { kind: 'totp', code: await codeNow() }, visitor });
    expect(house.identity.isSteppedUp(await house.identity.actorOf(token))).toBe(true);
    expect(await house.identity.heldForm(stale, uid)).toEqual({ path: '/can-bo/ho-so/1/ky', fields: [['note', 'Đồng ý'], ['ids', '1'], ['ids', '2']] });
    const stranger = await house.identity.actorOf(await tokenFor(await anAccount()));
    expect(await codeOf(house.identity.heldForm(stranger, uid))).toBe('identity.held_form_gone');
    const { rows } = await house.owner.query<{ text: string }>(`select encode(form_sealed, 'escape') as text from identity.held_form`);
    expect(rows.map((row) => row.text).join('')).not.toContain('ho-so');
  });

  it('needs a second factor to exist', async () => {
    const actor = await house.identity.actorOf(await tokenFor(await anAccount()));
    expect(await codeOf(house.identity.stepUp(actor, { proof: { kind: 'totp', code: '000000' }, visitor }))).toBe('identity.no_second_factor');
  });
});
