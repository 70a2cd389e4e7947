import type { Organization } from '#modules/organization/index.ts';

/** The reads that this module asks of the organization module's front door. */
export type OrganizationReader = Pick<
  Organization,
  'holdingsOf' | 'holding' | 'subtreeOf' | 'unitTree' | 'readUnit' | 'searchPersons'
>;
