import type { KyselyPlugin } from 'kysely';
import type { Database } from '#platform/db/database.ts';
import type { HeldPosition } from '#modules/organization/index.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { OrganizationReader } from './organization-reader.ts';
import type { EidProvider } from './providers/eid-provider.ts';
import { permissions } from './policy.ts';
import { createIdentity, type Identity } from './service.ts';
import type { IdentityTables } from './tables.gen.ts';

export const visitor = { address: '192.0.2.10', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' };

export type IdentityHouse = TestDatabase<IdentityTables> & {
  readonly identity: Identity;
  /** A second process on the same database: its caches know nothing of the first. */
  readonly elsewhere: Identity;
  /** A process whose reads are counted. */
  counted(): { identity: Identity; statements: string[] };
  /** Person → holdings; change it to move people. */
  readonly staff: Map<string, HeldPosition[]>;
};

/** This module on a fresh database, with cheap password hashing and an organization that tests can rearrange. */
export async function identityHouse(options: { eidProviders?: EidProvider[]; baseUrl?: string } = {}): Promise<IdentityHouse> {
  const house = await testDatabase<IdentityTables>();
  await house.owner.query(`update identity.security_setting set value = 1024 where key = 'argon2_memory_kib'`);
  await house.owner.query(`update identity.security_setting set value = 1 where key = 'argon2_passes'`);
  const staff = new Map<string, HeldPosition[]>();
  const deps = {
    ...house,
    organization: organizationOf(staff),
    eidProviders: options.eidProviders ?? [],
    baseUrl: options.baseUrl ?? 'http://localhost:3000',
    secretKey: Buffer.alloc(32, 1),
    issuerName: 'Đình · xã An Hòa',
    permissionCatalogue: () => [...permissions, { key: 'cases.accept', vi: 'Tiếp nhận hồ sơ' }],
  };
  const counted = (): { identity: Identity; statements: string[] } => {
    const statements: string[] = [];
    return { statements, identity: createIdentity({ ...deps, db: counting(house.db, statements) }) };
  };
  return { ...house, identity: createIdentity(deps), elsewhere: createIdentity(deps), counted, staff };
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

export function aHolding(changes: Partial<HeldPosition> & Pick<HeldPosition, 'holdingUid' | 'personUid'>): HeldPosition {
  return {
    personName: 'Lê Văn Nam',
    kind: 'principal',
    positionUid: `position-of-${changes.holdingUid}`,
    positionKind: 'staff',
    title: 'Công chức Tư pháp – Hộ tịch',
    unitUid: 'u1',
    unitName: 'UBND xã An Hòa',
    validFrom: '2025-07-01',
    validTo: null,
    ...changes,
  };
}

const unit = (uid: string, parentUid: string | null) => ({
  uid,
  parentUid,
  kind: 'agency' as const,
  level: 'commune' as const,
  fullName: `Đơn vị ${uid}`,
  shortName: null,
  abbreviation: null,
  collectiveName: null,
  adminUnitUid: null,
  sortOrder: 0,
  validFrom: '2025-07-01',
  validTo: null,
});

/** u1 with u1a and u1b under it, and u2. */
const units = [unit('u1', null), unit('u1a', 'u1'), unit('u1b', 'u1'), unit('u2', null)];

function organizationOf(staff: ReadonlyMap<string, HeldPosition[]>): OrganizationReader {
  const nodes = units.map((one) => ({ ...one, children: [] }));
  return {
    holdingsOf: async (personUid) => staff.get(personUid) ?? [],
    holding: async (holdingUid) => [...staff.values()].flat().find((holding) => holding.holdingUid === holdingUid) ?? null,
    subtreeOf: async (uid) => units.filter((one) => one.uid === uid || one.parentUid === uid),
    unitTree: async (asOf) => ({ asOf, roots: nodes, byUid: new Map(nodes.map((node) => [node.uid, node])) }),
    searchPersons: async () => [],
    readUnit: async (_actor, { uid }) => ({
      unit: unit(uid, null),
      ancestors: [],
      adminUnit: null,
      codes: [],
      positions: [...staff.values()].flat().filter((holding) => holding.unitUid === uid).map((holding) => ({ ...holding, kind: holding.positionKind })),
      holders: [],
      delegations: [],
      substitutions: [],
      successions: [],
      journal: [],
    }),
  };
}
