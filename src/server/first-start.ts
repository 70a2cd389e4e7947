import { systemActor } from '#platform/access/actor.ts';
import { recordDemoAccounts } from '#demo/bank-accounts.ts';
import { issueDemoCertificates } from '#demo/certificates.ts';
import { loadDemo, type DemoPlaces } from '#demo/load.ts';
import { openDemoHall } from '#demo/hall.ts';
import type { House } from './compose.ts';
import { permissionsOfDoors } from './modules.ts';
import { firstRoles } from './roles.ts';

const actor = systemActor('first_start');

/** What every start makes sure of, and what only the first start of a demonstration does. */
export async function prepareLocality(house: House, say: (line: string) => void): Promise<void> {
  const { identity, procedures, organization } = house.modules;
  await identity.ensureRoles(firstRoles(permissionsOfDoors));
  const published = await procedures.publishShipped(actor);
  if (published > 0) say(`Đã công bố ${published} thủ tục kèm theo chương trình.`);
  await house.modules.notifications.seedDemo();
  const forest = await organization.unitTree(identity.today());
  if (house.config.demo && forest.roots.length === 0) await startDemo(house, say);
  if (await identity.needsFirstAdministrator()) await sayHowToBegin(house, say);
}

async function startDemo(house: House, say: (line: string) => void): Promise<DemoPlaces> {
  const places = await loadDemo(house, say);
  await issueDemoCertificates(house.modules.signing, places, house.ids);
  await openDemoHall(house.modules.hall, places, house.ids);
  await recordDemoAccounts(house.modules.payments, places, house.ids);
  say('Đã nạp xong dữ liệu trình diễn.');
  return places;
}

async function sayHowToBegin(house: House, say: (line: string) => void): Promise<void> {
  const code = await house.modules.identity.issueSetupCode();
  if (code !== null) say(`Chưa có quản trị viên. Mở trang /can-bo/thiet-lap và nhập mã thiết lập: ${code}`);
}
