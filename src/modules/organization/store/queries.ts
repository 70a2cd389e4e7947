import type { Kysely } from 'kysely';
import type { OrganizationTables } from '../tables.gen.ts';

/** The module's tables, inside a transaction or outside. */
export type Queries = Kysely<OrganizationTables>;
