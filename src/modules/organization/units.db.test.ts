import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/access/actor.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, recordedEvents, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
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
const namesOf = async (asOf: string): Promise<string[]> =>
  [...(await organization.unitTree(asOf)).byUid.values()].map((unit) => unit.fullName);

beforeAll(async () => {
  test = await testDatabase();
  organization = createOrganization(test);
  build = buildOrganization(organization, test.ids);
});

describe('the life of a unit', () => {
  it('is founded, renamed, moved, and read on any day', async () => {
    const province = await build.unit({ fullName: 'UBND tỉnh Bình Minh', level: 'province' });
    const other = await build.unit({ fullName: 'Sở Nội vụ', parentUid: province, level: 'province' });
    const unit = await build.unit({
      fullName: 'Sở Thông tin và Truyền thông',
      parentUid: province,
      kind: 'department',
    });
    await organization.renameUnit(actor, {
      ...head('2026-03-01'),
      unitUid: unit,
      fullName: 'Sở Khoa học và Công nghệ',
      abbreviation: 'SKHCN',
    });
    await organization.moveUnit(actor, { ...head('2026-09-01'), unitUid: unit, parentUid: other });

    expect(await organization.unit(unit, '2025-06-30')).toBeNull();
    expect(await organization.unit(unit, '2026-02-28')).toMatchObject({
      fullName: 'Sở Thông tin và Truyền thông',
      parentUid: province,
      validTo: '2026-03-01',
    });
    expect(await organization.unit(unit, '2026-03-01')).toMatchObject({
      fullName: 'Sở Khoa học và Công nghệ',
      abbreviation: 'SKHCN',
      parentUid: province,
    });
    expect(await organization.unit(unit, '2026-09-01')).toMatchObject({
      fullName: 'Sở Khoa học và Công nghệ',
      parentUid: other,
    });
    expect((await organization.ancestorsOf(unit, '2026-09-01')).map((each) => each.uid)).toEqual([other, province]);
    expect((await organization.subtreeOf(province, '2026-09-01')).map((each) => each.uid)).toEqual([
      province,
      other,
      unit,
    ]);
  });

  it('is recorded once a request, with its audit line and event', async () => {
    const input = {
      ...head('2025-07-01'),
      kind: 'agency',
      level: 'commune',
      parentUid: null,
      fullName: 'UBND xã Lặp',
    } as const;
    const first = await organization.addUnit(actor, input);
    expect(await organization.addUnit(actor, input)).toEqual(first);
    expect((await namesOf('2026-01-01')).filter((name) => name === 'UBND xã Lặp')).toHaveLength(1);
    const lines = (await recordedAudit(test)).filter((line) => line.subject_id === first.uid);
    expect(lines).toMatchObject([
      { action: 'organization.unit_added', detail: { changeUid: first.changeUid, effectiveOn: '2025-07-01' } },
    ]);
    expect((await recordedEvents(test)).filter((event) => event.payload['unitUid'] === first.uid)).toMatchObject([
      { name: 'organization.unit_changed' },
    ]);
  });

  it('does not let a request id be used for anything else', async () => {
    const reused = head('2025-07-01');
    await organization.addUnit(actor, {
      ...reused,
      kind: 'agency',
      level: 'commune',
      parentUid: null,
      fullName: 'UBND xã Một',
    });
    const person = organization.addPerson(actor, { requestId: reused.requestId, fullName: 'Lê Thị Hai' });
    await expect(person).rejects.toMatchObject({ code: 'organization.request_reused' });
  });

  it('refuses what would break the tree, and writes nothing', async () => {
    const top = await build.unit({ fullName: 'Gốc' });
    const below = await build.unit({ fullName: 'Nhánh', parentUid: top });
    const before = await namesOf('2026-01-01');
    const attempts = [
      [
        () => organization.moveUnit(actor, { ...head('2026-01-01'), unitUid: top, parentUid: below }),
        'organization.unit_under_itself',
      ],
      [
        () => organization.closeUnit(actor, { ...head('2026-01-01'), unitUid: top, document }),
        'organization.children_left',
      ],
      [
        () =>
          organization.addUnit(actor, {
            ...head('2024-01-01'),
            kind: 'section',
            level: 'commune',
            parentUid: top,
            fullName: 'Sớm',
          }),
        'organization.parent_not_in_force',
      ],
      [
        () => organization.renameUnit(actor, { ...head('2024-01-01'), unitUid: top, fullName: 'Sớm' }),
        'organization.unit_not_in_force',
      ],
      [
        () => organization.renameUnit(actor, { ...head('2026-01-01'), unitUid: top, fullName: 'Gốc' }),
        'organization.nothing_changes',
      ],
      [
        () => organization.moveUnit(actor, { ...head('2026-01-01'), unitUid: below, parentUid: test.ids.uuid() }),
        'organization.not_found',
      ],
      [
        () => organization.renameUnit(actor, { ...head('2026-01-01'), unitUid: test.ids.uuid(), fullName: 'Ma' }),
        'organization.not_found',
      ],
      [
        () => organization.renameUnit(actor, { ...head('2026-13-01'), unitUid: top, fullName: ' \u202e ' }),
        'organization.input_invalid',
      ],
    ] as const;
    for (const [attempt, code] of attempts) await expect(attempt(), code).rejects.toMatchObject({ code });
    expect(await namesOf('2026-01-01')).toEqual(before);
  });

  it('is corrected without losing what was believed before', async () => {
    const unit = await build.unit({ fullName: 'UBND xã Hoà Bnh' });
    await organization.correctUnit(actor, {
      ...head('2026-01-01'),
      unitUid: unit,
      kind: 'agency',
      level: 'commune',
      fullName: 'UBND xã Hòa Bình',
      reason: 'Gõ thiếu chữ',
    });
    expect(await organization.unit(unit, '2025-07-01')).toMatchObject({
      fullName: 'UBND xã Hòa Bình',
      validFrom: '2025-07-01',
    });
    const { rows } = await test.owner.query(
      'select full_name, superseded_by is null as live from organization.unit_version where unit_uid = $1 order by row_id',
      [unit],
    );
    expect(rows).toEqual([
      { full_name: 'UBND xã Hoà Bnh', live: false },
      { full_name: 'UBND xã Hòa Bình', live: true },
    ]);
  });

  it('cannot overlap even past the use cases, nor be edited by the application', async () => {
    const unit = await build.unit();
    const copy = `insert into organization.unit_version (unit_uid, kind, level, full_name, valid_from, recorded_by)
      select unit_uid, kind, level, full_name, date '2030-01-01', recorded_by from organization.unit_version where unit_uid = $1`;
    await expect(test.owner.query(copy, [unit])).rejects.toMatchObject({ constraint: 'unit_version_no_overlap' });
    const edit = test.db.q
      .updateTable('organization.unit_version')
      .set({ full_name: 'x' })
      .where('unit_uid', '=', unit)
      .execute();
    await expect(edit).rejects.toThrow('permission denied');
  });
});

describe('rights', () => {
  it('lets an officer change only the units of the grant', async () => {
    const [mine, theirs] = [
      await build.unit({ fullName: 'Đơn vị tôi' }),
      await build.unit({ fullName: 'Đơn vị khác' }),
    ];
    const officer = anOfficer({ grants: { 'organization.manage_units': [mine] } });
    const rename = (unitUid: string) =>
      organization.renameUnit(officer, { ...head('2026-05-01'), unitUid, fullName: 'Tên mới' });
    await expect(rename(mine)).resolves.toMatchObject({ uid: mine });
    await expect(rename(theirs)).rejects.toMatchObject({ kind: 'forbidden', code: 'organization.not_your_unit' });
    const move = organization.moveUnit(officer, { ...head('2026-05-02'), unitUid: mine, parentUid: theirs });
    await expect(move).rejects.toMatchObject({ kind: 'forbidden' });
    const root = organization.moveUnit(officer, { ...head('2026-05-02'), unitUid: mine, parentUid: null });
    await expect(root).rejects.toMatchObject({ kind: 'forbidden' });
    const merge = organization.mergeUnits(officer, {
      ...head('2026-05-02'),
      sourceUids: [theirs],
      targetUid: mine,
      document,
    });
    await expect(merge).rejects.toMatchObject({ kind: 'forbidden' });
    const changes = await test.owner.query('select 1 from organization.change where actor_id = $1', [
      officer.accountId,
    ]);
    expect(changes.rowCount).toBe(1);
  });
});
