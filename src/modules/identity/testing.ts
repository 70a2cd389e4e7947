import type { Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import { createCookies } from './cookies.ts';
import { hashToken } from './credentials/secrets.ts';
import { identityKeyOf } from './account-linking.ts';
import type { EidIdentity } from './eid-identity.ts';
import { hoursAfter, type SecurityPolicy } from './security-policy.ts';
import { insertOfficerAccount } from './store/accounts.ts';
import { insertEidAccount, saveProfile } from './store/e-ids.ts';
import { insertGrant } from './store/grants.ts';
import { insertPermissions, insertRole } from './store/roles.ts';
import { insertSession, type NewSession } from './store/sessions.ts';
import type { IdentityTables } from './tables.gen.ts';

/** What a test database offers (`testDatabase`). */
export type TestHouse = { readonly db: Pick<Database<never>, 'for'>; readonly clock: Clock; readonly ids: Ids };

/** A signed-in person: send `cookie` as the Cookie header, or `token` to the service. */
export type SignedIn = {
  readonly accountUid: string;
  readonly sessionUid: string;
  readonly token: string;
  readonly cookie: string;
};

export type OfficerSetup = {
  readonly name?: string;
  readonly username?: string;
  readonly personUid?: string | null;
  /** Unit that looks after the account. */
  readonly unitUid?: string | null;
  readonly holding?: { readonly holdingId: string; readonly positionUid: string } | null;
  /** Permission → units; each becomes a role and its grants. */
  readonly grants?: Readonly<Record<string, 'all' | readonly string[]>>;
  readonly administrative?: boolean;
  /** False: signed in by password alone. A fresh second factor also opens signing. */
  readonly secondFactor?: boolean;
  /** The cookie names follow it. */
  readonly https?: boolean;
};

/** An officer with an open session, written straight into the tables. */
export async function signInOfficer(house: TestHouse, setup: OfficerSetup = {}): Promise<SignedIn> {
  const at = house.clock.now();
  const uid = house.ids.uuid();
  const displayName = setup.name ?? 'Lê Văn Nam';
  const username = setup.username ?? `officer-${uid}`;
  const { personUid = null, unitUid = null } = setup;
  await house.db.for<IdentityTables>().transaction(async (tx) => {
    await insertOfficerAccount(tx.q, { uid, username, displayName, personUid, unitUid, at });
    for (const [permission, units] of Object.entries(setup.grants ?? {})) {
      const roleKey = `test_${house.ids.uuid().replaceAll('-', '')}`;
      await insertRole(tx.q, {
        key: roleKey,
        name: permission,
        description: '',
        administrative: setup.administrative ?? false,
      });
      await insertPermissions(tx.q, roleKey, [permission]);
      for (const unit of units === 'all' ? [null] : units) {
        const recipient = { accountUid: uid, positionUid: null, recipientName: displayName };
        const where = { unitUid: unit, includeSubtree: false, validFrom: '2020-01-01', validTo: null };
        await insertGrant(tx.q, { uid: house.ids.uuid(), roleKey, ...recipient, ...where, at, by: 'test' });
      }
    }
  });
  const secondFactorAt = setup.secondFactor === false ? null : at;
  const opening = { accountUid: uid, holding: setup.holding ?? null, secondFactorAt, method: 'password' };
  return openTestSession(house, opening, setup.https);
}

export type CitizenSetup = Partial<EidIdentity> & { readonly https?: boolean };

/** A citizen signed in by e-ID, written straight into the tables. */
export async function signInCitizen(house: TestHouse, setup: CitizenSetup = {}): Promise<SignedIn> {
  const db = house.db.for<IdentityTables>();
  const at = house.clock.now();
  const uid = house.ids.uuid();
  const identity = anEidIdentity({
    subject: uid,
    document: { kind: 'personal_number', country: 'VNM', number: digitsOf(uid) },
    ...setup,
  });
  const kind = identity.organisation?.ownsAccount ? 'organisation' : 'citizen';
  await db.transaction(async (tx) => {
    await insertEidAccount(tx.q, {
      uid,
      kind,
      displayName: identity.fullName,
      identityKey: identityKeyOf(identity),
      at,
    });
    await saveProfile(tx.q, uid, identity, at);
  });
  const { assurance } = identity;
  const opening = {
    accountUid: uid,
    assurance,
    forOrganisation: kind === 'organisation',
    holding: null,
    secondFactorAt: null,
    method: 'e_id',
  };
  return openTestSession(house, opening, setup.https);
}

/** A new session of an officer account that exists, by its sign-in name. `secondFactor`: fresh, which also opens signing. */
export async function signInByName(
  house: TestHouse,
  setup: { username: string; secondFactor: boolean },
): Promise<SignedIn> {
  const db = house.db.for<IdentityTables>();
  const { uid } = await db.q
    .selectFrom('identity.account')
    .select('uid')
    .where('username', '=', setup.username)
    .executeTakeFirstOrThrow();
  const secondFactorAt = setup.secondFactor ? house.clock.now() : null;
  return openTestSession(house, { accountUid: uid, holding: null, secondFactorAt, method: 'password' });
}

/** Another session of somebody who signed in by e-ID before. */
export function signInAgain(house: TestHouse, before: SignedIn, assurance: 1 | 2 | 3): Promise<SignedIn> {
  return openTestSession(house, { accountUid: before.accountUid, holding: null, secondFactorAt: null, method: 'e_id', assurance });
}

// Different for every account, and never a number that was issued: no province has code 099.
const digitsOf = (uid: string): string =>
  `099${BigInt(`0x${uid.replaceAll('-', '')}`)
    .toString()
    .slice(-9)}`;

type TestOpening = Pick<NewSession, 'accountUid' | 'holding' | 'secondFactorAt' | 'method'> &
  Partial<Pick<NewSession, 'assurance' | 'forOrganisation'>>;

async function openTestSession(house: TestHouse, opening: TestOpening, https = false): Promise<SignedIn> {
  const token = house.ids.token(32);
  const sessionUid = house.ids.uuid();
  const at = house.clock.now();
  const place = { address: '192.0.2.1', device: 'Firefox · Linux', at, expiresAt: hoursAfter(at, 8) };
  const session = {
    uid: sessionUid,
    tokenHash: hashToken(token),
    assurance: 2,
    forOrganisation: false,
    ...opening,
    ...place,
  } as const;
  await house.db.for<IdentityTables>().transaction((tx) => insertSession(tx.q, session));
  const [cookie = ''] = createCookies(https).session.write(token).split(';');
  return { accountUid: opening.accountUid, sessionUid, token, cookie };
}

/** What an e-ID of level 2 says about an invented person. */
export function anEidIdentity(changes: Partial<EidIdentity> = {}): EidIdentity {
  return {
    issuer: 'https://eid.example',
    subject: 'subject-1',
    assurance: 2,
    fullName: 'Nguyễn Văn An',
    document: { kind: 'personal_number', country: 'VNM', number: '099088000101' },
    birthDate: '1988-03-14',
    gender: 'male',
    nationality: 'VNM',
    phone: null,
    email: null,
    address: null,
    organisation: null,
    ...changes,
  };
}

/** The rules of level 3 (OP§9), with cheap password hashing. */
export function testPolicy(changes: Partial<SecurityPolicy> = {}): SecurityPolicy {
  return {
    lockoutFailures: 5,
    lockoutMinutes: 15,
    addressFailures: 50,
    officerIdleMinutes: 15,
    administratorIdleMinutes: 5,
    citizenIdleMinutes: 30,
    officerSessionHours: 12,
    citizenSessionHours: 8,
    passwordLengthWithFactor: 8,
    passwordLengthAlone: 14,
    administratorPasswordDays: 60,
    administratorPasswordHistory: 10,
    accountIdleDays: 45,
    temporaryPasswordHours: 72,
    stepUpMinutes: 5,
    signInMinutes: 15,
    argon2MemoryKib: 1024,
    argon2Passes: 1,
    ...changes,
  };
}
