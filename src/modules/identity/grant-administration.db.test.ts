import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, type Officer } from '#platform/access/actor.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit } from '#platform/testing/database.ts';
import { permissions } from './policy.ts';
import { signInOfficer } from './testing.ts';
import { identityHouse, type IdentityHouse } from './test/house.ts';
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
const actions = async (subjectId: string): Promise<string[]> =>
  (await recordedAudit(house)).filter((line) => line.subject_id === subjectId).map((line) => line.action);

describe('grants', () => {
  const grant = (changes: object) => ({
    requestId: requestId(),
    roleKey: 'clerk',
    accountUid: null,
    positionUid: null,
    positionUnitUid: null,
    unitUid: house.u1,
    includeSubtree: true,
    validFrom: house.identity.today(),
    validTo: null,
    ...changes,
  });

  beforeAll(async () => {
    await house.identity.ensureRoles([
      { key: 'clerk', name: 'Cán bộ một cửa', description: '', administrative: false, permissions: ['cases.accept'] },
      {
        key: 'chief',
        name: 'Quản trị đơn vị',
        description: '',
        administrative: true,
        permissions: ['identity.read_accounts'],
      },
    ]);
  });

  const grantsOf = async (token: string) => {
    const actor: Actor = await house.identity.actorOf(token);
    return actor.kind === 'officer' ? actor.grants : null;
  };

  it('count at once, with the units below, and end at once with a reason', async () => {
    const officer = await signInOfficer(house, { unitUid: house.u1 });
    expect(await grantsOf(officer.token)).toEqual({});
    const input = grant({ accountUid: officer.accountUid });
    const { grantUid } = await house.identity.addGrant(managerOfU1, input);
    expect(await grantsOf(officer.token)).toEqual({ 'cases.accept': [house.u1, house.u1a, house.u1b].sort() });
    await house.identity.addGrant(managerOfU1, input);
    const listed = await house.identity.listGrants(managerOfU1, {
      roleKey: 'clerk',
      accountUid: officer.accountUid,
      all: true,
      page: 1,
    });
    expect(listed).toHaveLength(1);
    const end = { requestId: requestId(), grantUid, reason: because };
    await house.identity.endGrant(managerOfU1, end);
    expect(await grantsOf(officer.token)).toEqual({});
    expect(await codeOf(house.identity.endGrant(managerOfU1, end))).toBe('no error');
    expect(await codeOf(house.identity.endGrant(managerOfU1, { ...end, requestId: requestId() }))).toBe(
      'identity.grant_ended',
    );
    expect(await actions(grantUid)).toEqual(['identity.role_granted', 'identity.grant_ended']);
  });

  it('hold from their first day until before their last', async () => {
    const officer = await signInOfficer(house, { unitUid: house.u1 });
    const today = house.identity.today();
    const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
    await house.identity.addGrant(administrator, grant({ accountUid: officer.accountUid, validFrom: tomorrow }));
    await house.identity.addGrant(
      administrator,
      grant({ accountUid: officer.accountUid, unitUid: house.u2, validTo: tomorrow }),
    );
    expect(await grantsOf(officer.token)).toEqual({ 'cases.accept': [house.u2] });
    await house.owner.query(
      `update identity.session set last_seen_at = last_seen_at + interval '1 day', expires_at = expires_at + interval '1 day' where uid = $1`,
      [officer.sessionUid],
    );
    house.clock.advance(86_400_000);
    expect(await grantsOf(officer.token)).toEqual({ 'cases.accept': [house.u1, house.u1a, house.u1b].sort() });
  });

  it('go to whoever holds a position', async () => {
    const { personUid, positionUid, holdingUid } = await house.build.holder(house.u1);
    const officer = await signInOfficer(house, { personUid, holding: { holdingId: holdingUid, positionUid } });
    await house.identity.addGrant(
      administrator,
      grant({ positionUid, positionUnitUid: house.u1, includeSubtree: false }),
    );
    expect(await grantsOf(officer.token)).toEqual({ 'cases.accept': [house.u1] });
    expect(
      await codeOf(
        house.identity.addGrant(administrator, grant({ positionUid: 'nowhere', positionUnitUid: house.u1 })),
      ),
    ).toBe('identity.position_not_found');
  });

  it('are not given to oneself, nor beyond the own units, nor as administrative roles from below', async () => {
    const officer = await signInOfficer(house, { unitUid: house.u1 });
    const to = officer.accountUid;
    expect(await codeOf(house.identity.addGrant(managerOfU1, grant({ accountUid: managerOfU1.accountId })))).toBe(
      'identity.not_yourself',
    );
    expect(await codeOf(house.identity.addGrant(managerOfU1, grant({ accountUid: to, unitUid: house.u2 })))).toBe(
      'identity.grant_not_found',
    );
    expect(await codeOf(house.identity.addGrant(managerOfU1, grant({ accountUid: to, unitUid: null })))).toBe(
      'identity.grant_not_found',
    );
    expect(await codeOf(house.identity.addGrant(managerOfU1, grant({ accountUid: to, roleKey: 'chief' })))).toBe(
      'identity.locality_wide_only',
    );
    const foreign = await house.identity.addGrant(administrator, grant({ accountUid: to, unitUid: house.u2 }));
    expect(
      await codeOf(
        house.identity.endGrant(managerOfU1, { requestId: requestId(), grantUid: foreign.grantUid, reason: because }),
      ),
    ).toBe('identity.grant_not_found');
    expect(
      (await house.identity.listGrants(managerOfU1, { roleKey: null, accountUid: to, all: true, page: 1 })).every(
        (row) => row.unitUid === house.u1,
      ),
    ).toBe(true);
  });
});

describe('roles', () => {
  const role = (changes: object) => ({
    requestId: requestId(),
    key: 'reader',
    name: 'Người xem',
    description: '',
    administrative: false,
    permissions: ['cases.accept'],
    isNew: true,
    ...changes,
  });

  it('are added and changed for everybody who holds them', async () => {
    await house.identity.saveRole(administrator, role({}));
    expect(await codeOf(house.identity.saveRole(administrator, role({})))).toBe('identity.role_exists');
    await house.identity.saveRole(administrator, role({ isNew: false, permissions: [] }));
    const known = (await house.identity.listRoles(administrator)).find((row) => row.key === 'reader');
    expect(known?.permissions).toEqual([]);
    expect(await codeOf(house.identity.saveRole(administrator, role({ key: 'x1', permissions: ['no.such'] })))).toBe(
      'identity.unknown_permission',
    );
    expect(await codeOf(house.identity.saveRole(managerOfU1, role({ key: 'x2' })))).toBe('identity.locality_wide_only');
  });

  it('cannot lock everybody out', async () => {
    const emptied = role({ key: 'system_administrator', isNew: false, permissions: [] });
    expect(await codeOf(house.identity.saveRole(administrator, emptied))).toBe('identity.last_administrator');
  });
});
