import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor, type Actor } from '#platform/access/actor.ts';
import { identityHouse, visitor, type IdentityHouse } from './test/house.ts';
import { officersOf, type Officers } from './test/officers.ts';
import { codeOf } from './test/outcome.ts';

let house: IdentityHouse;
let officers: Officers;

beforeAll(async () => {
  house = await identityHouse();
  officers = officersOf(house);
});
// Every test begins at its own time, so that locks and used codes of the last one are gone.
beforeEach(() => house.clock.advance(3_600_000));

describe('sessions', () => {
  it('lock when idle, tell nothing meanwhile, and open again with the password under a new cookie', async () => {
    const account = await officers.anAccount();
    const token = await officers.tokenFor(account);
    house.clock.advance(14 * 60_000);
    expect((await house.identity.actorOf(token)).kind).toBe('officer');
    house.clock.advance(15 * 60_000 + 1);
    expect((await house.identity.actorOf(token)).kind).toBe('anonymous');
    expect(await house.identity.glanceAtSession(token)).toMatchObject({ state: 'locked', name: 'Lê Văn Nam' });
    expect(await codeOf(house.identity.unlockSession({ token, password: 'sai', visitor }))).toBe(
      'identity.wrong_current_password',
    );
    const fresh = await house.identity.unlockSession({ token, password: account.password, visitor });
    expect((await house.identity.actorOf(fresh)).kind).toBe('officer');
    expect((await house.identity.actorOf(token)).kind).toBe('anonymous');
  });

  it('of administrators lock after five minutes', async () => {
    const account = await officers.anAccount({ administrator: true, totp: true });
    const token = await officers.tokenFor(account);
    house.clock.advance(5 * 60_000);
    expect((await house.identity.actorOf(token)).kind).toBe('anonymous');
  });

  it('end at the latest after twelve hours of steady work', async () => {
    const token = await officers.tokenFor(await officers.anAccount());
    for (let minutes = 0; minutes < 12 * 60; minutes += 10) {
      expect((await house.identity.actorOf(token)).kind).toBe('officer');
      house.clock.advance(10 * 60_000);
    }
    expect(await house.identity.glanceAtSession(token)).toMatchObject({ state: 'over' });
  });

  it('are listed and revoked: at once here, within five seconds in another process', async () => {
    const account = await officers.anAccount();
    const [laptop, phone] = [await officers.tokenFor(account), await officers.tokenFor(account)];
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
    const victim = await officers.tokenFor(await officers.anAccount());
    const victimActor = await house.identity.actorOf(victim);
    const attacker = await house.identity.actorOf(await officers.tokenFor(await officers.anAccount()));
    await house.identity.revokeOwnSession(attacker, victimActor.kind === 'officer' ? victimActor.sessionId : '');
    expect((await house.identity.actorOf(victim)).kind).toBe('officer');
  });

  it('are replaced, not kept, when the same browser signs in again', async () => {
    const account = await officers.anAccount();
    const first = await officers.tokenFor(account);
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
    const token = await officers.tokenFor(await officers.anAccount());
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
  type Acting = { token: string; actor: Actor; first: string; second: string; firstPosition: string };

  async function acting(): Promise<Acting> {
    const { personUid, holdingUid: first, positionUid: firstPosition } = await house.build.holder(house.u1);
    const positionUid = await house.build.position(house.u2, { kind: 'deputy', title: 'Phó Giám đốc' });
    const change = {
      requestId: house.ids.uuid(),
      effectiveOn: '2025-07-01',
      personUid,
      positionUid,
      kind: 'concurrent',
    } as const;
    const { uid: second } = await house.organization.assignHolder(systemActor('test'), change);
    const token = await officers.tokenFor(await officers.anAccount({ personUid }));
    return { token, actor: await house.identity.actorOf(token), first, second, firstPosition };
  }

  const end = (holdingUid: string): Promise<unknown> =>
    house.organization.endHolding(systemActor('test'), {
      requestId: house.ids.uuid(),
      effectiveOn: house.identity.today(),
      holdingUid,
    });

  it('are switched visibly, in this session only', async () => {
    const { token, actor, second } = await acting();
    const other = await acting();
    expect(await house.identity.positionsOf(actor)).toMatchObject([
      { current: true },
      { current: false, label: 'Phó Giám đốc · Sở Tư pháp' },
    ]);
    await house.identity.switchHolding(actor, second);
    expect(await house.identity.actorOf(token)).toMatchObject({
      holdingId: second,
      unitUid: house.u2,
      positionName: 'Phó Giám đốc',
    });
    expect(await house.identity.actorOf(other.token)).toMatchObject({ holdingId: other.first });
    expect(await codeOf(house.identity.switchHolding(actor, other.first))).toBe('identity.holding_not_yours');
  });

  it('take their grants with them when they end', async () => {
    const { token, actor, first, second, firstPosition } = await acting();
    await house.owner.query(
      `insert into identity.role_grant (uid, role_key, position_uid, recipient_name, unit_uid, include_subtree, valid_from, granted_at, granted_by)
       values (gen_random_uuid(), 'system_administrator', $1, 'x', $2, true, '2026-01-01', now(), 'test')`,
      [firstPosition, house.u1],
    );
    house.clock.advance(4_000);
    expect(await house.identity.actorOf(token)).toMatchObject({
      grants: { 'identity.manage_grants': [house.u1, house.u1a, house.u1b].sort() },
    });
    await house.identity.switchHolding(actor, second);
    expect(await house.identity.actorOf(token)).toMatchObject({ grants: {} });
    await house.identity.switchHolding(actor, first);
    await end(first);
    house.clock.advance(4_000);
    expect(await house.identity.actorOf(token)).toMatchObject({ holdingId: second, grants: {} });
    await end(second);
    house.clock.advance(4_000);
    expect(await house.identity.actorOf(token)).toMatchObject({ holdingId: '', unitUid: '', grants: {} });
  });
});

describe('step-up', () => {
  it('opens signing for five minutes, and holds what was typed for this session only', async () => {
    const account = await officers.anAccount({ totp: true });
    const token = await officers.tokenFor(account);
    const actor = await house.identity.actorOf(token);
    expect(house.identity.isSteppedUp(actor)).toBe(true);
    house.clock.advance(6 * 60_000);
    const stale = await house.identity.actorOf(token);
    expect(house.identity.isSteppedUp(stale)).toBe(false);
    const address = await house.identity.holdForm(stale, {
      path: '/can-bo/ho-so/1/ky',
      fields: [
        ['note', 'Đồng ý'],
        ['ids', '1'],
        ['ids', '2'],
      ],
    });
    const uid = new URL(address, 'http://x').searchParams.get('giu') ?? '';
    await house.identity.stepUp(stale, { proof: { kind: 'totp', code: await officers.codeNow() }, visitor });
    expect(house.identity.isSteppedUp(await house.identity.actorOf(token))).toBe(true);
    expect(await house.identity.heldForm(stale, uid)).toEqual({
      path: '/can-bo/ho-so/1/ky',
      fields: [
        ['note', 'Đồng ý'],
        ['ids', '1'],
        ['ids', '2'],
      ],
    });
    const stranger = await house.identity.actorOf(await officers.tokenFor(await officers.anAccount()));
    expect(await codeOf(house.identity.heldForm(stranger, uid))).toBe('identity.held_form_gone');
    const { rows } = await house.owner.query<{ text: string }>(
      `select encode(form_sealed, 'escape') as text from identity.held_form`,
    );
    expect(rows.map((row) => row.text).join('')).not.toContain('ho-so');
  });

  it('needs a second factor to exist', async () => {
    const actor = await house.identity.actorOf(await officers.tokenFor(await officers.anAccount()));
    expect(await codeOf(house.identity.stepUp(actor, { proof: { kind: 'totp', code: '000000' }, visitor }))).toBe(
      'identity.no_second_factor',
    );
  });
});
