import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/access/actor.ts';
import { recordedEvents, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createOrganization } from './service.ts';
import type { Organization } from './organization.ts';
import type { OrganizationTables } from './tables.gen.ts';
import { buildOrganization, type OrganizationBuilder } from './testing.ts';

let test: TestDatabase<OrganizationTables>;
let organization: Organization;
let build: OrganizationBuilder;
const actor = systemActor('test');
const document = { number: '202/2025/QH15', date: '2025-06-12', issuer: 'Quốc hội' };
const head = (effectiveOn: string) => ({ requestId: test.ids.uuid(), effectiveOn });

beforeAll(async () => {
  test = await testDatabase();
  organization = createOrganization(test);
  build = buildOrganization(organization, test.ids);
});

describe('reorganisation', () => {
  it('merges two communes: their departments move, their work goes to the successor, old days stay as they were', async () => {
    const [a, b, c] = [
      await build.unit({ fullName: 'UBND xã A' }),
      await build.unit({ fullName: 'UBND xã B' }),
      await build.unit({ fullName: 'UBND xã C' }),
    ];
    const office = await build.unit({ fullName: 'Văn phòng xã A', parentUid: a, kind: 'department' });
    const chair = await build.holder(a, { kind: 'head', title: 'Chủ tịch' });
    await organization.setUnitCode(actor, { ...head('2025-07-01'), unitUid: a, scheme: 'qd20', code: 'H15.50.05' });
    await organization.mergeUnits(actor, { ...head('2026-10-01'), sourceUids: [a, b], targetUid: c, document });

    expect((await organization.subtreeOf(c, '2026-10-01')).map((unit) => unit.uid)).toEqual([c, office]);
    expect((await organization.subtreeOf(a, '2026-09-30')).map((unit) => unit.uid)).toEqual([a, office]);
    expect(await organization.subtreeOf(a, '2026-10-01')).toEqual([]);
    expect((await organization.successorsOf(a, '2026-10-01')).map((unit) => unit.uid)).toEqual([c]);
    expect((await organization.successorsOf(a, '2026-09-30')).map((unit) => unit.uid)).toEqual([a]);
    expect(await organization.holdingsOf(chair.personUid, '2026-10-01')).toEqual([]);
    expect(await organization.holdingsOf(chair.personUid, '2026-09-30')).toHaveLength(1);
    expect(await organization.unitByCode('H15.50.05', '2026-09-30')).toMatchObject({ uid: a });
    expect(await organization.unitByCode('H15.50.05', '2026-10-01')).toBeNull();
    const closed = (await recordedEvents(test)).filter((event) => event.name === 'organization.unit_closed');
    const mine = closed.filter((event) => [a, b].includes(String(event.payload['unitUid'])));
    expect(mine.map((event) => event.payload['successorUids'])).toEqual([[c], [c]]);
  });

  it('follows successors through several reorganisations', async () => {
    const [a, b, c, d] = await Promise.all(['A1', 'B1', 'C1', 'D1'].map((fullName) => build.unit({ fullName })));
    await organization.mergeUnits(actor, {
      ...head('2026-01-01'),
      sourceUids: [a ?? ''],
      targetUid: b ?? '',
      document,
    });
    await organization.splitUnit(actor, {
      ...head('2026-06-01'),
      sourceUid: b ?? '',
      successorUids: [c ?? '', d ?? ''],
      closes: true,
      document,
    });
    const on = async (asOf: string) =>
      (await organization.successorsOf(a ?? '', asOf)).map((unit) => unit.fullName).sort();
    expect(await on('2025-12-31')).toEqual(['A1']);
    expect(await on('2026-01-01')).toEqual(['B1']);
    expect(await on('2026-06-01')).toEqual(['C1', 'D1']);
  });

  it('is taken back as a whole, and again', async () => {
    const [a, b] = [await build.unit({ fullName: 'UBND xã X' }), await build.unit({ fullName: 'UBND xã Y' })];
    const office = await build.unit({ fullName: 'Văn phòng xã X', parentUid: a, kind: 'department' });
    const chair = await build.holder(a, { kind: 'head', title: 'Chủ tịch' });
    const merge = await organization.mergeUnits(actor, {
      ...head('2027-01-01'),
      sourceUids: [a],
      targetUid: b,
      document,
    });
    const undo = await organization.undoChange(actor, { requestId: test.ids.uuid(), changeUid: merge.changeUid });
    expect(await organization.unit(office, '2027-01-01')).toMatchObject({ parentUid: a, validTo: null });
    expect(await organization.holdingsOf(chair.personUid, '2027-01-01')).toHaveLength(1);
    expect(await organization.successorsOf(a, '2027-01-01')).toMatchObject([{ uid: a }]);
    const again = organization.undoChange(actor, {
      requestId: test.ids.uuid(),
      changeUid: merge.changeUid,
      reason: 'x',
    });
    await expect(again).rejects.toMatchObject({ kind: 'conflict' });
    await organization.undoChange(actor, { requestId: test.ids.uuid(), changeUid: undo.changeUid });
    expect(await organization.unit(office, '2027-01-01')).toMatchObject({ parentUid: b });
  });
});

describe('undoing', () => {
  it('needs a reason once the change is in effect, and nothing built upon it', async () => {
    const unit = await build.unit({ fullName: 'UBND xã Cũ' });
    const rename = await organization.renameUnit(actor, {
      ...head('2026-01-01'),
      unitUid: unit,
      fullName: 'UBND xã Mới',
    });
    const undo = (reason: string | null) =>
      organization.undoChange(actor, { requestId: test.ids.uuid(), changeUid: rename.changeUid, reason });
    await expect(undo(null)).rejects.toMatchObject({ code: 'organization.undo_needs_reason' });
    const later = await organization.renameUnit(actor, {
      ...head('2027-01-01'),
      unitUid: unit,
      fullName: 'UBND xã Mới nữa',
    });
    await expect(undo('Ghi nhầm quyết định')).rejects.toMatchObject({ code: 'organization.built_upon' });
    const undoneLater = await organization.undoChange(actor, {
      requestId: test.ids.uuid(),
      changeUid: later.changeUid,
    });
    await undo('Ghi nhầm quyết định');
    expect(await organization.unit(unit, '2027-02-01')).toMatchObject({
      fullName: 'UBND xã Cũ',
      validFrom: '2025-07-01',
      validTo: null,
    });
    const redo = organization.undoChange(actor, { requestId: test.ids.uuid(), changeUid: undoneLater.changeUid });
    await expect(redo).rejects.toMatchObject({ code: 'organization.built_upon' });
  });

  it('refuses to take away a unit that others stand on', async () => {
    const added = await organization.addUnit(actor, {
      ...head('2027-05-01'),
      kind: 'agency',
      level: 'commune',
      parentUid: null,
      fullName: 'UBND xã Sắp có',
    });
    await build.position(added.uid, { from: '2027-05-01' });
    const undo = organization.undoChange(actor, { requestId: test.ids.uuid(), changeUid: added.changeUid });
    await expect(undo).rejects.toMatchObject({ code: 'organization.built_upon' });
  });
});
