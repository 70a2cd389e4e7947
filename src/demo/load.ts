import { systemActor } from '#platform/access/actor.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { Organization } from '#modules/organization/index.ts';
import type { Procedures } from '#modules/procedures/index.ts';
import type { Ids } from '#platform/time/ids.ts';
import { demoOfficers, demoPassword, demoTotpSecret, demoUnits, type DemoOfficer, type DemoUnit } from './locality.ts';

export type DemoHouse = {
  readonly ids: Ids;
  readonly modules: { readonly organization: Organization; readonly identity: Identity; readonly procedures: Procedures };
};

const actor = systemActor('demo');
const document = { number: '1686/NQ-UBTVQH15', date: '2025-06-16', issuer: 'Cơ quan có thẩm quyền (dữ liệu trình diễn)' };

/** What later steps of the demonstration need to find. */
export type DemoPlaces = { readonly unitUids: ReadonlyMap<string, string>; readonly holdingUids: ReadonlyMap<string, string>; readonly personUids: ReadonlyMap<string, string> };

/** Fills an empty locality with the fictional province. Says each step, because the first start takes a while. */
export async function loadDemo(house: DemoHouse, say: (line: string) => void): Promise<DemoPlaces> {
  say('Đang nạp danh mục đơn vị hành chính (34 tỉnh, 3.321 xã)…');
  await house.modules.organization.importAdminUnits(actor);
  return loadDemoPlaces(house, say);
}

/** The fictional province alone, without the list of all administrative units of the country. */
export async function loadDemoPlaces(house: DemoHouse, say: (line: string) => void): Promise<DemoPlaces> {
  say('Đang dựng địa phương trình diễn: tỉnh Bình Minh (hư cấu)…');
  const unitUids = new Map<string, string>();
  for (const unit of demoUnits) unitUids.set(unit.key, await addUnit(house, unit, unitUids));
  const staff = await addStaff(house, unitUids);
  return { unitUids, ...staff };
}

async function addUnit(house: DemoHouse, unit: DemoUnit, known: ReadonlyMap<string, string>): Promise<string> {
  const { organization } = house.modules;
  const { fullName, shortName, abbreviation, kind, level, collectiveName } = unit;
  const common = { effectiveOn: unit.validFrom, document };
  const parentUid = unit.parent === null ? null : (known.get(unit.parent) ?? null);
  const { uid } = await organization.addUnit(actor, {
    ...common,
    requestId: house.ids.uuid(),
    ...{ fullName, shortName, abbreviation, kind, level, collectiveName, parentUid },
  });
  if (unit.code !== null) await organization.setUnitCode(actor, { ...common, requestId: house.ids.uuid(), unitUid: uid, scheme: 'qd20', code: unit.code });
  return uid;
}

async function addStaff(house: DemoHouse, unitUids: ReadonlyMap<string, string>): Promise<Pick<DemoPlaces, 'holdingUids' | 'personUids'>> {
  const positions = new Map<string, string>();
  const holdingUids = new Map<string, string>();
  const personUids = new Map<string, string>();
  for (const officer of demoOfficers) {
    const unitUid = unitUids.get(officer.unit) ?? '';
    const position = `${officer.unit}/${officer.position}`;
    const positionUid = positions.get(position) ?? (await addPosition(house, officer, unitUid));
    positions.set(position, positionUid);
    const added = await addHolder(house, officer, positionUid);
    personUids.set(officer.username, added.personUid);
    holdingUids.set(officer.username, added.holdingUid);
    await addAccount(house, officer, { personUid: added.personUid, unitUids });
  }
  await delegate(house, positions);
  return { holdingUids, personUids };
}

async function addPosition(house: DemoHouse, officer: DemoOfficer, unitUid: string): Promise<string> {
  const { uid } = await house.modules.organization.addPosition(actor, {
    requestId: house.ids.uuid(),
    effectiveOn: '2025-07-01',
    document,
    unitUid,
    kind: officer.positionKind,
    title: officer.position,
  });
  return uid;
}

async function addHolder(house: DemoHouse, officer: DemoOfficer, positionUid: string): Promise<{ personUid: string; holdingUid: string }> {
  const { organization } = house.modules;
  const person = await organization.addPerson(actor, { requestId: house.ids.uuid(), fullName: officer.name, birthDate: officer.birthDate });
  const holding = await organization.assignHolder(actor, {
    requestId: house.ids.uuid(),
    effectiveOn: '2025-07-01',
    document,
    personUid: person.uid,
    positionUid,
    kind: 'principal',
  });
  return { personUid: person.uid, holdingUid: holding.uid };
}

async function addAccount(house: DemoHouse, officer: DemoOfficer, of: { personUid: string; unitUids: ReadonlyMap<string, string> }): Promise<void> {
  await house.modules.identity.provisionOfficer(actor, {
    username: officer.username,
    displayName: officer.name,
    personUid: of.personUid,
    unitUid: of.unitUids.get(officer.unit) ?? null,
    password: demoPassword,
    totpSecret: officer.totp ? demoTotpSecret : null,
    grants: officer.roles.map(({ role, unit }) => ({ roleKey: role, unitUid: of.unitUids.get(unit) ?? null, includeSubtree: true })),
  });
}

/** The deputy signs for the chair (KT.), the usual order of a commune. */
async function delegate(house: DemoHouse, positions: ReadonlyMap<string, string>): Promise<void> {
  await house.modules.organization.delegate(actor, {
    requestId: house.ids.uuid(),
    effectiveOn: '2025-07-01',
    document,
    kind: 'deputy',
    grantorPositionUid: positions.get('an-hoa/Chủ tịch') ?? '',
    delegatePositionUid: positions.get('an-hoa/Phó Chủ tịch') ?? '',
    scope: 'Ký thay Chủ tịch các giấy tờ hộ tịch, chứng thực',
  });
}
