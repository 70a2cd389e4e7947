import { systemActor } from '#platform/access/actor.ts';
import type { Signing } from '#modules/signing/index.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { DemoPlaces } from './load.ts';
import { demoOfficers, demoUnits } from './locality.ts';

const actor = systemActor('demo');

/** A certificate for every committee of a commune and for everyone who signs there, by the demonstration authority. */
export async function issueDemoCertificates(signing: Signing, places: DemoPlaces, ids: Ids): Promise<void> {
  await signing.ensureDemoAuthority('Tỉnh Bình Minh');
  const communes = demoUnits.filter((unit) => unit.kind === 'agency' && unit.level === 'commune');
  for (const unit of communes) {
    const uid = places.unitUids.get(unit.key) ?? '';
    await signing.issueCertificate(actor, { requestId: ids.uuid(), holder: { kind: 'unit', uid, name: unit.fullName, unitUid: uid, organization: unit.fullName } });
  }
  for (const officer of demoOfficers.filter(({ roles }) => roles.some(({ role }) => role === 'leader'))) {
    const unit = communes.find(({ key }) => key === officer.unit);
    if (unit === undefined) continue;
    const holder = {
      kind: 'person' as const,
      uid: places.personUids.get(officer.username) ?? '',
      name: officer.name,
      unitUid: places.unitUids.get(unit.key) ?? '',
      organization: unit.fullName,
      title: officer.position,
    };
    await signing.issueCertificate(actor, { requestId: ids.uuid(), holder });
  }
}
