import { createCalendar } from '#modules/calendar/index.ts';
import { createOrganization } from '#modules/organization/index.ts';
import { systemActor, type Officer } from '#platform/access/actor.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { HallDeps } from '../context.ts';
import type { Device } from '../policy.ts';
import { createHall, type Hall } from '../service.ts';
import type { HallTables } from '../tables.gen.ts';

/** A hall with two groups and three counters on a database of its own; Monday 2026-11-23 09:00 in Viet Nam until moved. */
export type TestHall = {
  readonly test: TestDatabase<HallTables>;
  readonly deps: HallDeps;
  readonly hall: Hall;
  readonly unitUid: string;
  readonly otherUnitUid: string;
  readonly groups: { readonly a: string; readonly b: string };
  /** 1 serves A, 2 serves A and B, 3 serves B. */
  readonly counters: readonly [string, string, string];
  readonly manager: Officer;
  /** Officers of the hall, each to sit at one counter. */
  readonly staff: readonly [Officer, Officer, Officer];
  id(): string;
  device(kind: Device['kind'], unitUid?: string): Promise<Device & { readonly token: string }>;
  take(device: Device, group: 'a' | 'b', priorityKindId?: string): Promise<string>;
  rows<T extends object>(sql: string, values?: unknown[]): Promise<T[]>;
};

const actor = systemActor('test');

/** Call it in `beforeAll`. */
export async function openTestHall(): Promise<TestHall> {
  const test = await testDatabase<HallTables>();
  const { db, clock, ids, audit } = test;
  const organization = createOrganization({ db: db.for(), audit, clock, ids });
  const addUnit = async (fullName: string): Promise<string> => {
    const unit = { requestId: ids.uuid(), effectiveOn: '2025-07-01', fullName, kind: 'agency' as const, level: 'commune' as const, parentUid: null };
    return (await organization.addUnit(actor, unit)).uid;
  };
  const [unitUid, otherUnitUid] = [await addUnit('UBND xã An Hòa'), await addUnit('UBND xã Thanh Sơn')];
  const calendar = createCalendar({ db: db.for(), clock, ids, organization });
  const deps = { db, clock, ids, calendar, procedures: { search: async () => [] }, baseUrl: 'https://xa.vidu.test' };
  const hall = createHall(deps);
  const manager = anOfficer({ accountId: 'account-manager', grants: { 'hall.manage': [unitUid, otherUnitUid] } });
  const staff = (['Trần Thị Bích', 'Lê Văn Nam', 'Phạm Quang Huy'] as const).map((name, index) => anOfficer({ accountId: `account-${index + 1}`, name, grants: { 'hall.serve': [unitUid] } })) as unknown as TestHall['staff'];
  const id = (): string => ids.uuid();
  const built = await build(hall, manager, { unitUid, otherUnitUid, id });
  const device = async (kind: Device['kind'], at = unitUid) => {
    const { code } = await hall.enterDevice(manager, { requestId: id(), unitUid: at, kind, name: kind === 'kiosk' ? 'Ki-ốt cửa chính' : 'Màn hình sảnh' });
    const paired = await hall.pairDevice({ code });
    return { ...paired.device, token: paired.token };
  };
  const take = async (kiosk: Device, group: 'a' | 'b', priorityKindId?: string): Promise<string> => (await hall.issueAtKiosk(kiosk, { requestId: id(), groupId: built.groups[group], priorityKindId })).label;
  const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => (await test.owner.query<T>(sql, values)).rows;
  return { test, deps, hall, unitUid, otherUnitUid, ...built, manager, staff, id, device, take, rows };
}

async function build(hall: Hall, manager: Officer, at: { unitUid: string; otherUnitUid: string; id: () => string }): Promise<Pick<TestHall, 'groups' | 'counters'>> {
  const { unitUid, otherUnitUid, id } = at;
  const rules = { address: 'Thôn Đông', bookingDays: 7, bookingsPerPhone: 2, graceMinutes: 15, bookingLeadMinutes: 15, priorityRun: 2, leaseSize: 20 };
  await hall.saveCentre(manager, { requestId: id(), unitUid, name: 'Trung tâm Phục vụ hành chính công xã An Hòa', ...rules });
  await hall.saveCentre(manager, { requestId: id(), unitUid: otherUnitUid, name: 'Trung tâm xã Thanh Sơn', ...rules });
  const group = (code: string, name: string): Promise<string> => hall.saveGroup(manager, { requestId: id(), unitUid, code, name, slotMinutes: 20, slotPlaces: 2 });
  const groups = { a: await group('A', 'Tư pháp – hộ tịch'), b: await group('B', 'Đất đai – xây dựng') };
  const counter = (number: number, groupIds: string[]): Promise<string> => hall.saveCounter(manager, { requestId: id(), unitUid, number, groupIds });
  const counters = [await counter(1, [groups.a]), await counter(2, [groups.a, groups.b]), await counter(3, [groups.b])] as const;
  return { groups, counters };
}

/** Senior citizens, as shipped. */
export const elderly = '0190b000-0000-7000-8000-000000000001';
