import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/access/actor.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { Organization } from './organization.ts';
import { createOrganization } from './service.ts';
import type { OrganizationTables } from './tables.gen.ts';

let test: TestDatabase<OrganizationTables>;
let organization: Organization;
const today = '2026-11-23';

beforeAll(async () => {
  test = await testDatabase();
  organization = createOrganization(test);
  await organization.importAdminUnits(systemActor('test'));
});

const paths = async (text: string, asOf = today): Promise<string[]> =>
  (await organization.searchAdminUnits(text, asOf)).map((unit) => unit.pathName);
const resolved = async (text: string): Promise<[string, string[]][]> =>
  (await organization.resolveOldAddress(text, today)).map((old) => [
    old.oldName,
    old.candidates.map((candidate) => candidate.unit.pathName),
  ]);

describe('the national list of administrative units', () => {
  it('is loaded once a release, by whoever may', async () => {
    expect(await organization.importAdminUnits(systemActor('test'))).toMatchObject({ imported: false });
    await expect(organization.importAdminUnits(anOfficer())).rejects.toMatchObject({ kind: 'forbidden' });
    const lines = (await recordedAudit(test)).filter((line) => line.action === 'organization.admin_units_imported');
    expect(lines).toHaveLength(1);
    const provinces = await organization.adminUnitsUnder(null, today);
    expect(provinces).toHaveLength(34);
    const province = provinces.find((unit) => unit.code === '75');
    expect(province?.fullName).toBe('Thành phố Đồng Nai');
    expect(await organization.adminUnitsUnder(province?.uid ?? '', today)).toHaveLength(95);
    expect((await organization.adminUnitsUnder(null, '2026-04-29')).find((unit) => unit.code === '75')?.fullName).toBe(
      'Tỉnh Đồng Nai',
    );
  });

  it('is searched with or without accents, and by the usual abbreviations', async () => {
    expect((await paths('Phường Ba Đình'))[0]).toBe('Phường Ba Đình, Thành phố Hà Nội');
    expect((await paths('ba dinh ha noi'))[0]).toBe('Phường Ba Đình, Thành phố Hà Nội');
    expect((await paths('P. An Hội Tây, TP.HCM'))[0]).toBe('Phường An Hội Tây, Thành phố Hồ Chí Minh');
    expect((await paths('lao cai'))[0]).toBe('Tỉnh Lào Cai');
    expect((await paths('Xã Lộc Thạnh'))[0]).toBe('Xã Lộc Thạnh, Thành phố Đồng Nai');
    expect((await paths('Xã Lộc Thành'))[0]).toContain('Xã Lộc Thành,');
  });

  it('answers for the day asked', async () => {
    expect(await paths('Quận Gò Vấp')).toEqual([]);
    expect((await paths('Quận Gò Vấp', '2025-06-30'))[0]).toBe('Quận Gò Vấp, Thành phố Hồ Chí Minh');
    const codeOf = async (name: string, asOf: string) => (await organization.searchAdminUnits(name, asOf))[0]?.code;
    expect([
      await codeOf('tỉnh Yên Bái', '2025-06-30'),
      await codeOf('tỉnh Lào Cai', '2025-06-30'),
      await codeOf('tỉnh Lào Cai', today),
    ]).toEqual(['15', '10', '15']);
  });

  it('leads an old address to the communes of today, all of them when it was split', async () => {
    expect(await resolved('Phường 12, Quận Gò Vấp, TP.HCM')).toEqual([
      ['Phường 12, Quận Gò Vấp, Thành phố Hồ Chí Minh', ['Phường An Hội Tây, Thành phố Hồ Chí Minh']],
    ]);
    expect(await resolved('phuong dich vong, cau giay')).toContainEqual([
      'Phường Dịch Vọng, Quận Cầu Giấy, Thành phố Hà Nội',
      ['Phường Cầu Giấy, Thành phố Hà Nội', 'Phường Nghĩa Đô, Thành phố Hà Nội'],
    ]);
    expect(
      (await organization.resolveOldAddress('Phường Dịch Vọng Hậu', today))[0]?.candidates.map((each) => each.kind),
    ).toEqual(['split', 'split']);
    expect(await resolved('số 7 ngõ 5, xã Minh Quân, huyện Trấn Yên, Yên Bái')).toContainEqual([
      'Xã Minh Quân, Huyện Trấn Yên, Tỉnh Yên Bái',
      ['Phường Âu Lâu, Tỉnh Lào Cai'],
    ]);
  });

  it('knows names that had ceased before, and follows renames since', async () => {
    expect(await resolved('Phường 13 Gò Vấp')).toEqual([
      [
        'Phường 13, Quận Gò Vấp, Thành phố Hồ Chí Minh',
        ['Phường An Hội Đông, Thành phố Hồ Chí Minh', 'Phường An Hội Tây, Thành phố Hồ Chí Minh'],
      ],
    ]);
    const [tanPhong] = await organization.resolveOldAddress('Phường Tân Phong, Biên Hòa', today);
    expect(tanPhong?.candidates.every((candidate) => candidate.unit.pathName.endsWith('Thành phố Đồng Nai'))).toBe(
      true,
    );
    expect(tanPhong?.lastDay).toBe('2025-06-30');
  });

  it.each(["'", ':*', '& |', '\u0000', '%', 'a'.repeat(5000), '🏠', "Đắk N'Dung"])(
    'is not upset by %j',
    async (text) => {
      await expect(organization.searchAdminUnits(text, today)).resolves.toBeInstanceOf(Array);
      await expect(organization.resolveOldAddress(text, today)).resolves.toBeInstanceOf(Array);
    },
  );
});
