import type { KyselyPlugin } from 'kysely';
import type { ChangeFeed } from '#platform/db/change-feed.ts';
import type { Database } from '#platform/db/database.ts';
import { createOrganization, type Organization, type OrganizationTables } from '#modules/organization/index.ts';
import { buildOrganization, type OrganizationBuilder } from '#modules/organization/testing.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { EidProvider } from '../providers/eid-provider.ts';
import { permissions } from '../policy.ts';
import { createIdentity, type Identity } from '../service.ts';
import type { IdentityTables } from '../tables.gen.ts';

export const visitor = {
  address: '192.0.2.10',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
};

export type IdentityHouse = TestDatabase<IdentityTables> & {
  readonly identity: Identity;
  /** A second process on the same database: its caches know nothing of the first. */
  readonly elsewhere: Identity;
  /** A process whose reads are counted, and which may hear of the changes of others. */
  counted(changes?: ChangeFeed): { identity: Identity; statements: string[] };
  readonly organization: Organization;
  readonly build: OrganizationBuilder;
  /** The commune, with two sections under it. */
  readonly u1: string;
  readonly u1a: string;
  readonly u1b: string;
  /** A department elsewhere. */
  readonly u2: string;
};

/** This module beside the real organization on a fresh database, with cheap password hashing. */
export async function identityHouse(
  options: { eidProviders?: EidProvider[]; baseUrl?: string } = {},
): Promise<IdentityHouse> {
  const house = await testDatabase<IdentityTables>();
  await house.owner.query(`update identity.security_setting set value = 1024 where key = 'argon2_memory_kib'`);
  await house.owner.query(`update identity.security_setting set value = 1 where key = 'argon2_passes'`);
  const organization = createOrganization({ ...house, db: house.db.for<OrganizationTables>() });
  const deps = {
    ...house,
    organization,
    eidProviders: options.eidProviders ?? [],
    baseUrl: options.baseUrl ?? 'http://localhost:3000',
    secretKey: Buffer.alloc(32, 1),
    issuerName: 'Đình · xã An Hòa',
    permissionCatalogue: () => [...permissions, { key: 'cases.accept', vi: 'Tiếp nhận hồ sơ' }],
  };
  const counted = (changes?: ChangeFeed): { identity: Identity; statements: string[] } => {
    const statements: string[] = [];
    const hearing = changes === undefined ? {} : { changes };
    return { statements, identity: createIdentity({ ...deps, ...hearing, db: counting(house.db, statements) }) };
  };
  const build = buildOrganization(organization, house.ids);
  const u1 = await build.unit();
  const u1a = await build.unit({ parentUid: u1, fullName: 'Văn phòng HĐND và UBND', kind: 'department' });
  const u1b = await build.unit({ parentUid: u1, fullName: 'Trung tâm Phục vụ hành chính công', kind: 'department' });
  const u2 = await build.unit({ fullName: 'Sở Tư pháp', level: 'province' });
  return {
    ...house,
    identity: createIdentity(deps),
    elsewhere: createIdentity(deps),
    counted,
    organization,
    build,
    u1,
    u1a,
    u1b,
    u2,
  };
}

/** The same database, writing down the kind of every statement outside transactions. */
function counting(db: Database<IdentityTables>, statements: string[]): Database<IdentityTables> {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return Object.create(db, { q: { get: () => db.q.withPlugin(plugin) } }) as Database<IdentityTables>;
}
