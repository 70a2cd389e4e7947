import { LRUCache } from 'lru-cache';
import type { Colleague, People } from '#modules/cases/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { HeldPosition, Organization } from '#modules/organization/index.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { Clock } from '#platform/time/clock.ts';

type Parts = {
  readonly identity: Pick<Identity, 'permissionHolders' | 'accountsOf'>;
  readonly organization: Pick<Organization, 'subtreeOf' | 'ancestorsOf' | 'holdersOf' | 'holding' | 'unit'>;
  readonly clock: Clock;
};

/** Staff changes are rare; a list of colleagues may be this old. */
const lifetimeMs = 5_000;

/** Colleagues for cases: who may do what in a unit, who heads it, who stands behind a position. */
export function peopleForCases(parts: Parts): People {
  const { organization, clock } = parts;
  const known = new LRUCache<string, Promise<readonly HeldPosition[]>>({ max: 500, ttl: lifetimeMs });
  const today = (): string => toLocalDate(clock.now());
  const staffOf = (unitUid: string): Promise<readonly HeldPosition[]> => {
    const key = `${unitUid}@${today()}`;
    const found = known.get(key) ?? readStaff(organization, unitUid, today());
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
  return {
    async withPermission(permission, unitUid) {
      const ancestors = await organization.ancestorsOf(unitUid, today());
      const holders = await parts.identity.permissionHolders({ permission, unitUid, ancestorUids: ancestors.map((unit) => unit.uid) });
      const persons = new Set(holders.map((holder) => holder.personUid));
      const positions = new Set(holders.map((holder) => holder.positionUid));
      const staff = (await staffOf(unitUid)).filter((held) => persons.has(held.personUid) || positions.has(held.positionUid));
      return toColleagues(parts, staff);
    },
    async byHolding(holdingId) {
      const held = await organization.holding(holdingId, today());
      return held === null ? undefined : (await toColleagues(parts, [held]))[0];
    },
    async headOf(unitUid) {
      return (await toColleagues(parts, await organization.holdersOf('head', unitUid, today())))[0];
    },
    async ofUnit(unitUid) {
      return toColleagues(parts, await staffOf(unitUid));
    },
    async unitName(unitUid) {
      return (await organization.unit(unitUid, today()))?.fullName ?? null;
    },
  };
}

async function readStaff(organization: Parts['organization'], unitUid: string, day: string): Promise<readonly HeldPosition[]> {
  const units = await organization.subtreeOf(unitUid, day);
  const kinds = ['head', 'deputy', 'staff'] as const;
  const found = await Promise.all(units.flatMap((unit) => kinds.map((kind) => organization.holdersOf(kind, unit.uid, day))));
  return found.flat();
}

async function toColleagues({ identity }: Parts, staff: readonly HeldPosition[]): Promise<readonly Colleague[]> {
  const accounts = await identity.accountsOf(staff.map((held) => held.personUid));
  return staff.map((held) => ({
    holdingId: held.holdingUid,
    accountId: accounts.get(held.personUid) ?? null,
    name: held.personName,
    position: held.title,
    unitUid: held.unitUid,
    unitName: held.unitName,
  }));
}
