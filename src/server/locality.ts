import type { Locality } from '#platform/web/page-context.ts';
import type { House } from './compose.ts';

const freshFor = 60_000;

/** Names shown on every page, from the top of the organisation chart; looked up anew once a minute. */
export async function createLocalityReader(house: House): Promise<() => Locality> {
  let known = await readLocality(house);
  let readAt = house.clock.now().getTime();
  return () => {
    const now = house.clock.now().getTime();
    if (now - readAt > freshFor) {
      readAt = now;
      void readLocality(house).then((fresh) => (known = fresh), () => undefined);
    }
    return known;
  };
}

async function readLocality(house: House): Promise<Locality> {
  const { organization, identity } = house.modules;
  const [root] = (await organization.unitTree(identity.today())).roots;
  if (root === undefined) return { name: 'Đình', portalName: 'Cổng dịch vụ công', contact: '' };
  return { name: root.shortName ?? root.fullName, portalName: 'Cổng dịch vụ công', contact: root.fullName };
}
