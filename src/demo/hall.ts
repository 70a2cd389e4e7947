import { systemActor } from '#platform/access/actor.ts';
import type { Hall } from '#modules/hall/index.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { DemoPlaces } from './load.ts';

const actor = systemActor('demo');

const groups = [
  { code: 'A', name: 'Tư pháp – hộ tịch', fields: ['HT', 'CT'], slotPlaces: 3 },
  { code: 'B', name: 'Đất đai – xây dựng', fields: [], slotPlaces: 2 },
  { code: 'C', name: 'Lao động – xã hội', fields: [], slotPlaces: 2 },
] as const;

/** Groups served by each counter, by letter. */
const counters = [['A'], ['A', 'C'], ['B'], ['A', 'B', 'C']] as const;

/** The hall of commune An Hòa: three groups, four counters. Kiosk and screen are paired by the administrator. */
export async function openDemoHall(hall: Hall, places: DemoPlaces, ids: Ids): Promise<void> {
  const unitUid = places.unitUids.get('an-hoa') ?? '';
  await hall.saveCentre(actor, {
    ...{ requestId: ids.uuid(), unitUid, name: 'Trung tâm Phục vụ hành chính công xã An Hòa', address: 'Số 1 đường Cây Đa, xã An Hòa, tỉnh Bình Minh' },
    ...{ bookingDays: 14, bookingsPerPhone: 2, graceMinutes: 15, bookingLeadMinutes: 15, priorityRun: 2, leaseSize: 20 },
  });
  const groupIds = new Map<string, string>();
  for (const [position, group] of groups.entries()) {
    groupIds.set(group.code, await hall.saveGroup(actor, { requestId: ids.uuid(), unitUid, ...group, fields: [...group.fields], position, slotMinutes: 20 }));
  }
  for (const [index, letters] of counters.entries()) {
    const served = letters.flatMap((letter) => groupIds.get(letter) ?? []);
    await hall.saveCounter(actor, { requestId: ids.uuid(), unitUid, number: index + 1, groupIds: served });
  }
}
