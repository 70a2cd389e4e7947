import type { AuditRecorder } from '#platform/audit/entry.ts';
import type { ChangeFeed } from '#platform/db/change-feed.ts';
import type { Database } from '#platform/db/database.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { PasswordHasher } from './credentials/passwords.ts';
import type { Vault } from './credentials/secrets.ts';
import type { OrganizationReader } from './organization-reader.ts';
import type { EidProvider } from './providers/eid-provider.ts';
import { securityPolicyFrom, type SecurityPolicy } from './security-policy.ts';
import type { SessionReader } from './session-reader.ts';
import { listSecuritySettings } from './store/settings.ts';
import type { IdentityTables } from './tables.gen.ts';

/** A permission of some module, for the page on which roles are put together. */
export type CataloguedPermission = { readonly key: string; readonly vi: string };

export type IdentityDeps = {
  readonly db: Database<IdentityTables>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly audit: AuditRecorder;
  readonly organization: OrganizationReader;
  readonly eidProviders: readonly EidProvider[];
  /** Public origin without a trailing slash; decides cookie names and the WebAuthn relying party. */
  readonly baseUrl: string;
  readonly secretKey: Buffer;
  /** Name shown in authenticator applications. */
  readonly issuerName: string;
  /** All permissions of all modules; asked late, because later modules are created later. */
  readonly permissionCatalogue: () => readonly CataloguedPermission[];
  /** Changes of other processes; without it what is known of a session lives for three seconds only. */
  readonly changes?: ChangeFeed;
};

/** What every use case of this module works with. */
export type IdentityContext = IdentityDeps & {
  readonly vault: Vault;
  readonly hasher: PasswordHasher;
  readonly sessions: SessionReader;
  /** The rules of sign-in in force; call it before a transaction. */
  policy(): Promise<SecurityPolicy>;
};

/** Where a sign-in comes from. */
export type Visitor = { readonly address: string; readonly userAgent: string };

const policyLifetimeMs = 30_000;

/** Reads the rules at most twice a minute: they change a few times a year and are needed on every request. */
export function createPolicyReader(db: Database<IdentityTables>, clock: Clock): () => Promise<SecurityPolicy> {
  let known: { readonly readAt: number; readonly day: string; readonly policy: Promise<SecurityPolicy> } | undefined;
  return () => {
    const now = clock.now();
    const day = toLocalDate(now);
    const age = known === undefined ? Infinity : now.getTime() - known.readAt;
    if (known === undefined || known.day !== day || age >= policyLifetimeMs || age < 0) {
      const policy = listSecuritySettings(db.q, day).then(securityPolicyFrom);
      // A failed read must not be remembered.
      policy.catch(() => (known = undefined));
      known = { readAt: now.getTime(), day, policy };
    }
    return known.policy;
  };
}
