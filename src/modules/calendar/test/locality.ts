import { systemActor } from '#platform/access/actor.ts';
import type { Officer } from '#platform/access/actor.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { createOrganization } from '#modules/organization/index.ts';
import type { OrganizationTables } from '#modules/organization/index.ts';
import type { Calendar } from '../calendar.ts';
import { createCalendar } from '../service.ts';
import type { CalendarTables } from '../tables.gen.ts';

/** A province with two communes, a manager of one commune and one of everything, on a database of their own. */
export type TestLocality = {
  readonly test: TestDatabase<CalendarTables>;
  readonly calendar: Calendar;
  readonly province: string;
  readonly commune: string;
  readonly otherCommune: string;
  readonly manager: Officer;
  readonly national: Officer;
};

/** Call it in `beforeAll`. */
export async function testLocality(): Promise<TestLocality> {
  const test = await testDatabase<CalendarTables>();
  const { db, clock, ids, audit } = test;
  const organization = createOrganization({ db: db.for<OrganizationTables>(), audit, clock, ids });
  const addUnit = async (fullName: string, level: 'province' | 'commune', parentUid: string | null) => {
    const unit = {
      requestId: ids.uuid(),
      effectiveOn: '2025-07-01',
      fullName,
      kind: 'agency' as const,
      level,
      parentUid,
    };
    return (await organization.addUnit(systemActor('test'), unit)).uid;
  };
  const province = await addUnit('UBND tỉnh Bình Minh', 'province', null);
  const commune = await addUnit('UBND xã An Hòa', 'commune', province);
  const otherCommune = await addUnit('UBND phường Đông Hải', 'commune', province);
  const calendar = createCalendar({ db, clock, ids, organization });
  const manager = anOfficer({ grants: { 'calendar.manage': [commune] } });
  const national = anOfficer({
    grants: { 'calendar.manage': 'all' },
    accountId: 'account-national',
    name: 'Trần Thị Bích',
  });
  return { test, calendar, province, commune, otherCommune, manager, national };
}
