import { systemActor } from '#platform/access/actor.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { AddUnit } from './model.ts';
import type { Organization } from './organization.ts';
import type { PositionKind } from './vocabulary.ts';

const actor = systemActor('test');
const since = '2025-07-01';

export type BuiltHolder = { readonly personUid: string; readonly positionUid: string; readonly holdingUid: string };

/** Builders for tests: every value may be left out, everything is in force since 1 July 2025. */
export type OrganizationBuilder = {
  unit(overrides?: Partial<AddUnit>): Promise<string>;
  position(unitUid: string, overrides?: { kind?: PositionKind; title?: string; from?: string }): Promise<string>;
  person(fullName?: string): Promise<string>;
  /** A person in a new position of the unit. */
  holder(
    unitUid: string,
    overrides?: { kind?: PositionKind; title?: string; name?: string; from?: string },
  ): Promise<BuiltHolder>;
};

export function buildOrganization(organization: Organization, ids: Ids): OrganizationBuilder {
  const head = (effectiveOn = since) => ({ requestId: ids.uuid(), effectiveOn });
  const builder: OrganizationBuilder = {
    async unit(overrides = {}) {
      const facts = {
        kind: 'agency',
        level: 'commune',
        parentUid: null,
        fullName: 'Ủy ban nhân dân xã An Hòa',
      } as const;
      return (await organization.addUnit(actor, { ...head(), ...facts, ...overrides })).uid;
    },
    async position(unitUid, { kind = 'staff', title = 'Công chức Tư pháp - Hộ tịch', from } = {}) {
      return (await organization.addPosition(actor, { ...head(from), unitUid, kind, title })).uid;
    },
    async person(fullName = 'Lê Văn Nam') {
      return (await organization.addPerson(actor, { requestId: ids.uuid(), fullName })).uid;
    },
    async holder(unitUid, { name, from, ...position } = {}) {
      const positionUid = await builder.position(unitUid, { ...position, ...(from === undefined ? {} : { from }) });
      const personUid = await builder.person(name);
      const holdingUid = (
        await organization.assignHolder(actor, { ...head(from), personUid, positionUid, kind: 'principal' })
      ).uid;
      return { personUid, positionUid, holdingUid };
    },
  };
  return builder;
}
