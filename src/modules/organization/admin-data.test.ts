import { describe, expect, it } from 'vitest';
import { buildAdminData } from './admin-data.ts';
import type { AdminUnitRow } from './admin-rows.ts';
import { readAdminSource } from './admin-source.ts';
import { holdsOn, overlaps } from './validity.ts';

const data = buildAdminData(await readAdminSource());
const byUid = new Map(data.units.map((unit) => [unit.uid, unit]));
const on = (date: string, level: AdminUnitRow['level']): AdminUnitRow[] =>
  data.units.filter((unit) => unit.level === level && holdsOn(unit, date));
const named = (pathName: string): AdminUnitRow | undefined => data.units.find((unit) => unit.pathName === pathName);
const successorsOf = (pathName: string): string[] => {
  const uid = named(pathName)?.uid;
  return data.changes
    .filter((change) => change.fromUid === uid)
    .map((change) => byUid.get(change.toUid)?.pathName ?? '');
};

describe('the list of administrative units', () => {
  it('has the official counts on both sides of 1 July 2025', () => {
    expect([
      on('2025-06-30', 'province').length,
      on('2025-06-30', 'district').length,
      on('2025-06-30', 'commune').length,
    ]).toEqual([63, 696, 10035]);
    expect([
      on('2025-07-01', 'province').length,
      on('2025-07-01', 'district').length,
      on('2025-07-01', 'commune').length,
    ]).toEqual([34, 0, 3321]);
    expect([on('2026-11-23', 'province').length, on('2026-11-23', 'commune').length]).toEqual([34, 3321]);
    const kinds = ['Xã', 'Phường', 'Đặc khu'].map(
      (kind) => on('2025-07-01', 'commune').filter((unit) => unit.fullName.startsWith(`${kind} `)).length,
    );
    expect(kinds).toEqual([2621, 687, 13]);
  });

  it('shows that seven province codes changed their name', () => {
    const nameOn = (date: string, code: string): string | undefined =>
      on(date, 'province').find((unit) => unit.code === code)?.fullName;
    const shared = on('2025-07-01', 'province').filter(
      ({ code, fullName }) => code !== null && bare(nameOn('2025-06-30', code)) !== bare(fullName),
    );
    expect(shared.map((unit) => unit.code).sort()).toEqual(['15', '24', '44', '52', '80', '82', '91']);
    expect([nameOn('2025-06-30', '15'), nameOn('2025-07-01', '15')]).toEqual(['Tỉnh Yên Bái', 'Tỉnh Lào Cai']);
  });

  it('uses a code for one unit at a time, and every uid once', () => {
    const byCode = Map.groupBy(
      data.units.filter((unit) => unit.code !== null),
      (unit) => unit.code,
    );
    for (const units of byCode.values())
      expect(units.some((a, i) => units.some((b, j) => i < j && overlaps(a, b)))).toBe(false);
    expect(byUid.size).toBe(data.units.length);
  });

  it('leads every commune of before to communes of after, in the province that took over its own', () => {
    const provinceOf = (unit: AdminUnitRow): AdminUnitRow =>
      unit.parentUid === null ? unit : provinceOf(byUid.get(unit.parentUid) as AdminUnitRow);
    const next = Map.groupBy(data.changes, (change) => change.fromUid);
    for (const commune of on('2025-06-30', 'commune')) {
      const successors = (next.get(commune.uid) ?? []).map((change) => byUid.get(change.toUid) as AdminUnitRow);
      expect(successors.length, commune.pathName).toBeGreaterThan(0);
      const province = provinceOf(commune);
      const provinceAfter = next.get(province.uid)?.[0]?.toUid ?? province.uid;
      expect(new Set(successors.map((unit) => provinceOf(unit).uid)), commune.pathName).toEqual(
        new Set([provinceAfter]),
      );
    }
    const reached = new Set(data.changes.map((change) => change.toUid));
    expect(on('2025-07-01', 'commune').filter((unit) => !reached.has(unit.uid))).toEqual([]);
  });

  it('keeps the several answers for a commune that was split', () => {
    expect(successorsOf('Phường Dịch Vọng, Quận Cầu Giấy, Thành phố Hà Nội').sort()).toEqual([
      'Phường Cầu Giấy, Thành phố Hà Nội',
      'Phường Nghĩa Đô, Thành phố Hà Nội',
    ]);
    expect(successorsOf('Huyện Côn Đảo, Tỉnh Bà Rịa - Vũng Tàu')).toEqual(['Đặc khu Côn Đảo, Thành phố Hồ Chí Minh']);
  });

  it('is in one Unicode form', () => {
    expect(data.units.filter((unit) => unit.pathName !== unit.pathName.normalize('NFC'))).toEqual([]);
  });

  it('remembers communes that had ceased before, by name only', () => {
    const found = data.formerCommunes.filter(
      (commune) => commune.pathName === 'Phường 13, Quận Gò Vấp, Thành phố Hồ Chí Minh',
    );
    expect(found.map((commune) => byUid.get(commune.toUid)?.fullName).sort()).toEqual(
      ['Phường An Hội Tây', 'Phường An Hội Đông'].sort(),
    );
    expect(data.formerCommunes.length).toBeGreaterThan(700);
  });
});

const bare = (name: string | undefined): string => (name ?? '').replace(/^(Tỉnh|Thành phố) /, '');
