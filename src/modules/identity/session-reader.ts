import { LRUCache } from 'lru-cache';
import { anonymous, type Actor, type Citizen, type Officer } from '#platform/access/actor.ts';
import { everything, type ChangeFeed } from '#platform/db/change-feed.ts';
import type { Database } from '#platform/db/database.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { HeldPosition } from '#modules/organization/index.ts';
import { hashToken } from './credentials/secrets.ts';
import { combineGrants, isAdministrator, type EffectiveGrant } from './grants.ts';
import type { OrganizationReader } from './organization-reader.ts';
import type { SecurityPolicy } from './security-policy.ts';
import { sessionState, stepUpUntil, type SessionState } from './session-rules.ts';
import { findSession, setHolding, touchSession, type SessionRow } from './store/sessions.ts';
import type { IdentityTables } from './tables.gen.ts';

/** A session as it stands now. `actor` is anonymous unless the state is active. */
export type ResolvedSession = { readonly state: SessionState; readonly row: SessionRow; readonly actor: Actor };

export type SessionReader = {
  /** Who sends this token; null for a token that opens nothing. */
  resolve(token: string | null): Promise<ResolvedSession | null>;
  /** Must be called after any change of grants, accounts or roles: what was known is asked anew. */
  forgetAll(): void;
  /** The same after a change of the sessions of some accounts. */
  forget(...accountUids: readonly string[]): void;
};

type Known = { readonly row: SessionRow; readonly grants: Officer['grants']; readonly holding: HeldPosition | null };
type Entry = { readonly readAt: number; readonly day: string; readonly known: Promise<Known | null>; row?: SessionRow };

export type SessionReaderDeps = {
  readonly db: Database<IdentityTables>;
  readonly clock: Clock;
  readonly organization: OrganizationReader;
  readonly policy: () => Promise<SecurityPolicy>;
  /** Tells of revocations in other processes as they happen. */
  readonly changes?: ChangeFeed;
};

/** Without a feed of changes another process learns of a revocation after this time; `forgetAll` makes it immediate here. */
const shortLifetimeMs = 3_000;
/** With it, this is only the patience with what nobody tells, such as a grant that runs out. */
const longLifetimeMs = 60_000;
const touchAfterMs = 30_000;
const mostKept = 20_000;

export function createSessionReader(deps: SessionReaderDeps): SessionReader {
  const memory = createMemory(deps);
  const touchedAt = new LRUCache<string, number>({ max: mostKept });
  deps.changes?.onChange((topic) => hear(memory, topic));

  async function touch(row: SessionRow, now: Date): Promise<void> {
    const last = Math.max(row.lastSeenAt.getTime(), touchedAt.get(row.uid) ?? 0);
    if (now.getTime() - last < touchAfterMs) return;
    touchedAt.set(row.uid, now.getTime());
    await touchSession(deps.db.q, row.uid, now);
  }

  async function judge(tokenHash: Buffer, now: Date, lifetimeMs: number): Promise<ResolvedSession | null> {
    const known = await memory.known(tokenHash, now, lifetimeMs);
    if (known === null) return null;
    const policy = await deps.policy();
    const { row } = known;
    const lastSeenAt = new Date(Math.max(row.lastSeenAt.getTime(), touchedAt.get(row.uid) ?? 0));
    const administrator = isAdministrator(row.grants);
    const state = sessionState({ ...row, accountKind: row.kind, administrator, lastSeenAt }, policy, now);
    return { state, row, actor: state === 'active' ? actorFrom(known, policy, now) : anonymous };
  }

  return {
    ...{ forgetAll: memory.forgetAll, forget: memory.forget },
    async resolve(token) {
      if (token === null) return null;
      const now = deps.clock.now();
      const tokenHash = hashToken(token);
      const live = deps.changes?.isLive() === true;
      const remembered = await judge(tokenHash, now, live ? longLifetimeMs : shortLifetimeMs);
      // Nobody tells of activity and of new sessions: before a person is turned away, the database is asked.
      const session = live && remembered?.state !== 'active' ? await judge(tokenHash, now, shortLifetimeMs) : remembered;
      if (session?.state === 'active') await touch(session.row, now);
      return session;
    },
  };
}

type Memory = Pick<SessionReader, 'forgetAll' | 'forget'> & {
  /** What is known of a token, read at most `lifetimeMs` ago and on the same day: grants hold by the day. */
  known(tokenHash: Buffer, now: Date, lifetimeMs: number): Promise<Known | null>;
};

function createMemory(deps: SessionReaderDeps): Memory {
  const cache = new LRUCache<string, Entry>({ max: mostKept });
  return {
    known(tokenHash, now, lifetimeMs) {
      const key = tokenHash.toString('base64url');
      const day = toLocalDate(now);
      const found = cache.get(key);
      const age = found === undefined ? Infinity : now.getTime() - found.readAt;
      if (found !== undefined && age >= 0 && age < lifetimeMs && found.day === day) return found.known;
      const entry: Entry = { readAt: now.getTime(), day, known: load(deps, tokenHash, now) };
      entry.known.then(
        (known) => void (known === null || (entry.row = known.row)),
        () => cache.delete(key),
      );
      cache.set(key, entry);
      return entry.known;
    },
    forgetAll: () => cache.clear(),
    forget(...accountUids) {
      for (const [key, { row }] of cache.entries()) {
        // One that is being read may have been read before the change.
        if (row === undefined || accountUids.includes(row.accountUid)) cache.delete(key);
      }
    },
  };
}

function hear(reader: Memory, topic: string): void {
  const [subject, accountUid] = topic.split(':');
  if (subject === 'identity' && accountUid !== undefined) reader.forget(accountUid);
  else if (subject === 'identity' || subject === 'organization' || topic === everything) reader.forgetAll();
}

async function load(deps: SessionReaderDeps, tokenHash: Buffer, now: Date): Promise<Known | null> {
  const today = toLocalDate(now);
  const row = await findSession(deps.db.q, tokenHash, today);
  if (row === null) return null;
  if (row.kind !== 'officer') return { row, grants: {}, holding: null };
  const holdings = row.personUid === null ? [] : await deps.organization.holdingsOf(row.personUid, today);
  const holding = holdings.find((candidate) => candidate.holdingUid === row.holdingId) ?? holdings[0] ?? null;
  if ((holding?.holdingUid ?? null) === row.holdingId) {
    return { row, holding, grants: await grantsOf(deps.organization, row.grants, today) };
  }
  // The position was taken away (or given) meanwhile: its grants must go with it before anything is permitted.
  await setHolding(deps.db.q, row.uid, holding && { holdingId: holding.holdingUid, positionUid: holding.positionUid });
  const moved = await findSession(deps.db.q, tokenHash, today);
  return moved && { row: moved, holding, grants: await grantsOf(deps.organization, moved.grants, today) };
}

async function grantsOf(
  organization: OrganizationReader,
  grants: readonly EffectiveGrant[],
  today: string,
): Promise<Officer['grants']> {
  const roots = new Set(grants.filter((grant) => grant.includeSubtree).map((grant) => grant.unitUid));
  const subtrees = new Map<string, readonly string[]>();
  for (const root of roots) {
    if (root !== null)
      subtrees.set(
        root,
        (await organization.subtreeOf(root, today)).map((unit) => unit.uid),
      );
  }
  return combineGrants(grants, subtrees);
}

function actorFrom(known: Known, policy: SecurityPolicy, now: Date): Actor {
  return known.row.kind === 'officer' ? officerFrom(known, policy, now) : citizenFrom(known.row);
}

function officerFrom({ row, grants, holding }: Known, policy: SecurityPolicy, now: Date): Officer {
  return {
    kind: 'officer',
    accountId: row.accountUid,
    // An administrator need not be a person of the tree; the account then stands for the person.
    personUid: row.personUid ?? row.accountUid,
    name: row.displayName,
    holdingId: holding?.holdingUid ?? '',
    positionName: holding?.title ?? '',
    unitUid: holding?.unitUid ?? '',
    unitName: holding?.unitName ?? '',
    grants,
    secondFactor: row.secondFactorAt !== null,
    stepUpUntil: stepUpUntil(row.stepUpAt, policy, now),
    sessionId: row.uid,
  };
}

function citizenFrom(row: SessionRow): Citizen {
  const represents = row.forOrganisation && row.taxCode !== null && row.organisationName !== null;
  return {
    kind: 'citizen',
    accountId: row.accountUid,
    // Below level 2 the number is a claim that nobody has verified.
    personalId: row.assurance >= 2 ? row.personalNumber : null,
    name: row.fullName ?? row.displayName,
    assurance: row.assurance,
    organisation: represents ? { taxCode: row.taxCode, name: row.organisationName } : null,
    sessionId: row.uid,
  };
}
