import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/access/actor.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, recordedEvents, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { Delegate } from './model.ts';
import type { Organization } from './organization.ts';
import { createOrganization } from './service.ts';
import type { OrganizationTables } from './tables.gen.ts';
import { buildOrganization, type BuiltHolder, type OrganizationBuilder } from './testing.ts';

let test: TestDatabase<OrganizationTables>;
let organization: Organization;
let build: OrganizationBuilder;
const actor = systemActor('test');
const document = { number: '15/QĐ-UBND', date: '2026-01-05', issuer: 'UBND xã An Hòa' };
const head = (effectiveOn = '2025-07-01') => ({ requestId: test.ids.uuid(), effectiveOn });
const today = '2026-11-23';

beforeAll(async () => {
  test = await testDatabase();
  organization = createOrganization(test);
  build = buildOrganization(organization, test.ids);
});

describe('positions and their holders', () => {
  it('are held from a day to a day, the principal one first', async () => {
    const unit = await build.unit();
    const held = await build.holder(unit, { title: 'Công chức Tư pháp', name: 'Lê Văn Nam' });
    const second = await build.position(unit, { title: 'Trực một cửa' });
    await organization.assignHolder(actor, {
      ...head('2026-01-01'),
      personUid: held.personUid,
      positionUid: second,
      kind: 'concurrent',
      validTo: '2026-07-01',
    });
    const titles = async (asOf: string) =>
      (await organization.holdingsOf(held.personUid, asOf)).map((each) => each.title);
    expect(await titles('2025-06-30')).toEqual([]);
    expect(await titles('2025-12-31')).toEqual(['Công chức Tư pháp']);
    expect(await titles('2026-06-30')).toEqual(['Công chức Tư pháp', 'Trực một cửa']);
    expect(await titles('2026-07-01')).toEqual(['Công chức Tư pháp']);
    expect(await organization.holding(held.holdingUid, today)).toMatchObject({
      personName: 'Lê Văn Nam',
      unitUid: unit,
      unitName: 'Ủy ban nhân dân xã An Hòa',
    });
    await organization.endHolding(actor, { ...head('2026-10-01'), holdingUid: held.holdingUid });
    expect(await organization.holding(held.holdingUid, '2026-10-01')).toBeNull();
    expect(
      (await recordedEvents(test))
        .filter((event) => event.payload['holdingUid'] === held.holdingUid)
        .map((event) => event.name),
    ).toEqual(['organization.holding_started', 'organization.holding_ended']);
  });

  it('keep to one head a unit, one holder a head position, one principal position a person', async () => {
    const unit = await build.unit({ fullName: 'UBND xã Một đầu' });
    const chair = await build.holder(unit, { kind: 'head', title: 'Chủ tịch' });
    const staff = await build.position(unit);
    const other = await build.person('Phạm Thị Lan');
    const assign = (change: { personUid: string; positionUid: string; kind: 'principal' | 'concurrent' | 'acting' }) =>
      organization.assignHolder(actor, { ...head('2026-01-01'), ...change });
    const attempts: [() => Promise<unknown>, string][] = [
      [() => build.position(unit, { kind: 'head', title: 'Bí thư' }), 'organization.head_exists'],
      [
        () => assign({ personUid: other, positionUid: chair.positionUid, kind: 'acting' }),
        'organization.position_taken',
      ],
      [
        () => assign({ personUid: chair.personUid, positionUid: chair.positionUid, kind: 'concurrent' }),
        'organization.already_holds',
      ],
      [
        () => assign({ personUid: chair.personUid, positionUid: staff, kind: 'principal' }),
        'organization.principal_exists',
      ],
      [() => assign({ personUid: other, positionUid: staff, kind: 'acting' }), 'organization.acting_only_head'],
      [() => assign({ personUid: test.ids.uuid(), positionUid: staff, kind: 'principal' }), 'organization.not_found'],
      [() => assign({ personUid: unit, positionUid: staff, kind: 'principal' }), 'organization.outside_position'],
    ];
    for (const [attempt, code] of attempts) await expect(attempt(), code).rejects.toMatchObject({ code });
  });

  it('are given once when many ask at the same time, and once a request', async () => {
    const unit = await build.unit({ fullName: 'UBND xã Đông người' });
    const positionUid = await build.position(unit, { kind: 'head', title: 'Chủ tịch' });
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, n) => build.person(`Lê Thị ${'ABCDEGHIKL'[n % 10] ?? ''}`)),
    );
    const asked = people.map((personUid) =>
      organization.assignHolder(actor, { ...head('2026-01-01'), personUid, positionUid, kind: 'principal' }),
    );
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(await organization.holdersOf('head', unit, today)).toHaveLength(1);
    const twice = { ...head(), fullName: 'Trần Văn Hai Lần' };
    const added = await Promise.all(Array.from({ length: 10 }, () => organization.addPerson(actor, twice)));
    expect(new Set(added.map((each) => each.uid)).size).toBe(1);
  });

  it('end with their position', async () => {
    const unit = await build.unit();
    const held = await build.holder(unit);
    const before = organization.assignHolder(actor, {
      ...head('2025-01-01'),
      personUid: held.personUid,
      positionUid: held.positionUid,
      kind: 'concurrent',
    });
    await expect(before).rejects.toMatchObject({ kind: 'conflict' });
    await organization.closePosition(actor, { ...head('2026-08-01'), positionUid: held.positionUid });
    expect(await organization.holdersOf('staff', unit, '2026-08-01')).toEqual([]);
    expect(await organization.holdersOf('staff', unit, '2026-07-31')).toHaveLength(1);
  });
});

describe('personal data', () => {
  it('is corrected with history and read only by those who manage the person’s staff, with a trace', async () => {
    const unit = await build.unit();
    const { personUid } = await build.holder(unit, { name: 'Đinh Y Blơng' });
    const facts = { fullName: 'Đinh Y Blơng', birthDate: '1990-02-27', phone: '0912 345 678', email: null };
    await organization.correctPerson(actor, {
      requestId: test.ids.uuid(),
      personUid,
      ...facts,
      reason: 'Bổ sung theo hồ sơ gốc',
    });
    const reader = anOfficer({ grants: { 'organization.read_staff_private': [unit] } });
    const query = { personUid, purpose: 'Cập nhật danh bạ' };
    expect(await organization.readPerson(reader, query)).toMatchObject({
      birthDate: '1990-02-27',
      phone: '+84912345678',
    });
    await expect(organization.readPerson(anOfficer(), query)).rejects.toMatchObject({ kind: 'forbidden' });
    const reads = (await recordedAudit(test)).filter((line) => line.action === 'organization.person_read');
    expect(reads).toMatchObject([{ subject_id: personUid, purpose: 'Cập nhật danh bạ' }]);
    const corrected = (await recordedAudit(test)).find((line) => line.action === 'organization.person_corrected');
    expect(corrected?.detail['fieldsChanged']).toEqual(['birthDate', 'phone']);
  });

  it('is not in the answers of a search', async () => {
    const personUid = await build.person('Trần Thị Thúy');
    expect(await organization.searchPersons(anOfficer(), 'thuy tran')).toEqual([
      { personUid, fullName: 'Trần Thị Thúy' },
    ]);
    expect(await organization.searchPersons(anOfficer(), '%_')).toEqual([]);
  });
});

describe('authority to sign', () => {
  type People = {
    unit: string;
    office: string;
    chair: BuiltHolder;
    deputy: BuiltHolder;
    chief: BuiltHolder;
    deputyChief: BuiltHolder;
  };
  const people = async (): Promise<People> => {
    const unit = await build.unit({ collectiveName: 'Ủy ban nhân dân' });
    const office = await build.unit({ parentUid: unit, kind: 'department', fullName: 'Văn phòng HĐND và UBND' });
    return {
      unit,
      office,
      chair: await build.holder(unit, { kind: 'head', title: 'Chủ tịch', name: 'Hoàng Thị Minh' }),
      deputy: await build.holder(unit, { kind: 'deputy', title: 'Phó Chủ tịch', name: 'Vũ Văn Bình' }),
      chief: await build.holder(office, { kind: 'head', title: 'Chánh Văn phòng', name: 'Ngô Thị Sen' }),
      deputyChief: await build.holder(office, { kind: 'deputy', title: 'Phó Chánh Văn phòng', name: 'Lý Văn Tài' }),
    };
  };
  const give = (change: Pick<Delegate, 'kind' | 'grantorPositionUid' | 'delegatePositionUid'> & Partial<Delegate>) =>
    organization.delegate(actor, { ...head('2026-01-01'), scope: 'Văn bản hành chính thường xuyên', ...change });

  it('yields the blocks of NĐ 30/2020 from what is recorded', async () => {
    const { chair, deputy, chief, deputyChief } = await people();
    const grantorPositionUid = chair.positionUid;
    await give({ kind: 'deputy', grantorPositionUid, delegatePositionUid: deputy.positionUid });
    await give({ kind: 'collective', grantorPositionUid, delegatePositionUid: deputy.positionUid });
    await give({ kind: 'by_order', grantorPositionUid, delegatePositionUid: chief.positionUid, passable: true });
    const blocks = async (holder: BuiltHolder) =>
      (await organization.signingOptions(holder.holdingUid, today)).map((option) => option.block.lines.join(' / '));
    expect(await blocks(chair)).toEqual(['TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH', 'CHỦ TỊCH']);
    expect((await blocks(deputy)).sort()).toEqual([
      'KT. CHỦ TỊCH / PHÓ CHỦ TỊCH',
      'TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH',
    ]);
    expect(await blocks(chief)).toEqual(['CHÁNH VĂN PHÒNG', 'TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG']);
    expect(await blocks(deputyChief)).toEqual(['TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG']);
  });

  it('ends on its day, by revocation, and with the grantor’s unit', async () => {
    const { chair, chief, unit } = await people();
    const granted = await give({
      kind: 'by_authorisation',
      grantorPositionUid: chair.positionUid,
      delegatePositionUid: chief.positionUid,
      validTo: '2026-12-01',
      document,
    });
    const sign = (asOf: string) =>
      organization.signatureBlockFor({ holdingUid: chief.holdingUid, capacity: { delegationUid: granted.uid }, asOf });
    expect(await sign('2026-11-30')).toEqual({
      lines: ['TUQ. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'],
      signerName: 'Ngô Thị Sen',
    });
    await expect(sign('2026-12-01')).rejects.toMatchObject({ code: 'organization.delegation_not_yours' });
    const record = await organization.readUnit(anOfficer(), { uid: unit, asOf: today });
    expect(record.delegations).toMatchObject([
      { kind: 'by_authorisation', document, grantorTitle: 'Chủ tịch', delegateTitle: 'Chánh Văn phòng' },
    ]);
    await organization.revokeDelegation(actor, { ...head('2026-06-01'), delegationUid: granted.uid });
    await expect(sign('2026-06-01')).rejects.toMatchObject({ kind: 'conflict' });
    expect(await sign('2026-05-31')).toMatchObject({ signerName: 'Ngô Thị Sen' });
  });

  it('is not given from below, to strangers, or without its form', async () => {
    const { chair, chief, deputyChief } = await people();
    const stranger = await people();
    const attempts: [() => Promise<unknown>, string][] = [
      [
        () => give({ kind: 'by_order', grantorPositionUid: chief.positionUid, delegatePositionUid: chair.positionUid }),
        'organization.head_of_unit_below',
      ],
      [
        () =>
          give({
            kind: 'by_order',
            grantorPositionUid: chair.positionUid,
            delegatePositionUid: stranger.chief.positionUid,
          }),
        'organization.head_of_unit_below',
      ],
      [
        () =>
          give({
            kind: 'by_authorisation',
            grantorPositionUid: chair.positionUid,
            delegatePositionUid: chief.positionUid,
            document,
          }),
        'organization.authorisation_limited',
      ],
      [
        () =>
          give({ kind: 'deputy', grantorPositionUid: deputyChief.positionUid, delegatePositionUid: chief.positionUid }),
        'organization.only_head_delegates',
      ],
    ];
    for (const [attempt, code] of attempts) await expect(attempt(), code).rejects.toMatchObject({ code });
  });

  it('does not come with standing in for somebody on leave', async () => {
    const { deputy, chair } = await people();
    const leave = {
      ...head('2026-11-20'),
      absentHoldingUid: chair.holdingUid,
      substituteHoldingUid: deputy.holdingUid,
      validTo: '2026-12-01',
      reason: 'Nghỉ phép',
    };
    const appointed = await organization.appointSubstitute(actor, leave);
    expect(await organization.substituteOf(chair.holdingUid, today)).toMatchObject({ holdingUid: deputy.holdingUid });
    expect(await organization.substitutedBy(deputy.personUid, today)).toMatchObject([{ holdingUid: chair.holdingUid }]);
    expect(await organization.substituteOf(chair.holdingUid, '2026-12-01')).toBeNull();
    expect(await organization.signingOptions(deputy.holdingUid, today)).toEqual([]);
    const twice = organization.appointSubstitute(actor, { ...leave, requestId: test.ids.uuid() });
    await expect(twice).rejects.toMatchObject({ code: 'organization.already_substituted' });
    await organization.endSubstitution(actor, { ...head('2026-11-22'), substitutionUid: appointed.uid });
    expect(await organization.substituteOf(chair.holdingUid, today)).toBeNull();
  });
});
