import type { Organization } from './organization.ts';
import { createAdminUnits } from './use-cases/admin-units.ts';
import { createChoices } from './use-cases/choices.ts';
import { createDelegationChanges } from './use-cases/delegations.ts';
import { createDirectory } from './use-cases/directory.ts';
import { createForestCache } from './use-cases/forest-cache.ts';
import type { OrganizationDeps } from './use-cases/record-change.ts';
import { createPeople } from './use-cases/people.ts';
import { createPersonReads } from './use-cases/person-reads.ts';
import { createRecords } from './use-cases/records.ts';
import { createReorganisation } from './use-cases/reorganise.ts';
import { createSigning } from './use-cases/signing.ts';
import { createStaffChanges } from './use-cases/staff.ts';
import { createUndo } from './use-cases/undo.ts';
import { createUnitChanges } from './use-cases/units.ts';

export type { OrganizationDeps } from './use-cases/record-change.ts';

/** The organisation: units, positions, people and delegations over time, and the national list of administrative units. */
export function createOrganization(deps: OrganizationDeps): Organization {
  const forests = createForestCache();
  return {
    ...createDirectory(deps, forests),
    ...createSigning(deps),
    ...createAdminUnits(deps),
    ...createRecords(deps, forests),
    ...createPersonReads(deps),
    ...createChoices(deps, forests),
    ...createUnitChanges(deps),
    ...createReorganisation(deps),
    ...createPeople(deps),
    ...createStaffChanges(deps),
    ...createDelegationChanges(deps),
    ...createUndo(deps),
  };
}
