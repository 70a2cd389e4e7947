import type { Actor, Citizen, Officer } from '#platform/access/actor.ts';
import { conflict, forbidden, invalid, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { HeldPosition } from '#modules/organization/index.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import { hashToken } from '../credentials/secrets.ts';
import type { CitizenProfile, OwnSession } from '../model.ts';
import { findAccount } from '../store/accounts.ts';
import { findOfficerCredentials } from '../store/credentials.ts';
import { findProfile } from '../store/e-ids.ts';
import {
  endSession,
  endSessionsOf,
  listOpenSessions,
  rotateSession,
  setForOrganisation,
  setHolding,
} from '../store/sessions.ts';
import { judgeGuess } from './attempts.ts';

function requireAccount(actor: Actor, action: string): asserts actor is Citizen | Officer {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') throw forbidden('platform.sign_in_required', { action });
}

export async function listOwnSessions(context: IdentityContext, actor: Actor): Promise<OwnSession[]> {
  requireAccount(actor, 'identity.sessions');
  const rows = await listOpenSessions(context.db.q, actor.accountId, context.clock.now());
  return rows.map((row) => ({
    uid: row.uid,
    current: row.uid === actor.sessionId,
    method: row.method,
    address: row.address,
    device: row.device,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
  }));
}

/** Ends one of the own sessions; ending one that is over already is no error. */
export async function revokeOwnSession(context: IdentityContext, actor: Actor, sessionUid: string): Promise<void> {
  requireAccount(actor, 'identity.sessions');
  await context.db.transaction(async (tx) => {
    const end = { uid: sessionUid, accountUid: actor.accountId, reason: 'revoked', at: context.clock.now() } as const;
    if (!(await endSession(tx.q, end))) return;
    const subject = { kind: 'account', id: actor.accountId };
    tx.audit({ actor, action: 'identity.session_revoked', subject, detail: { sessions: [sessionUid] } });
  });
  context.sessions.forgetAll();
}

export async function revokeOtherSessions(context: IdentityContext, actor: Actor): Promise<void> {
  requireAccount(actor, 'identity.sessions');
  await context.db.transaction(async (tx) => {
    const at = context.clock.now();
    const end = { accountUids: [actor.accountId], except: actor.sessionId, reason: 'revoked', at } as const;
    const sessions = await endSessionsOf(tx.q, end);
    if (sessions.length === 0) return;
    const subject = { kind: 'account', id: actor.accountId };
    tx.audit({ actor, action: 'identity.session_revoked', subject, detail: { sessions } });
  });
  context.sessions.forgetAll();
}

/** Signs out, also out of a locked session. Without one nothing happens. */
export async function signOut(context: IdentityContext, token: string | null): Promise<void> {
  const session = await context.sessions.resolve(token);
  if (session === null || session.state === 'over') return;
  const { uid, accountUid } = session.row;
  await context.db.transaction(async (tx) => {
    await endSession(tx.q, { uid, accountUid, reason: 'signed_out', at: context.clock.now() });
    tx.audit({ actor: session.actor, action: 'identity.signed_out', subject: { kind: 'account', id: accountUid } });
  });
  context.sessions.forget(accountUid);
}

/** Opens a locked session again with the password; the cookie changes. Answers the new token. */
export async function unlockSession(
  context: IdentityContext,
  input: { readonly token: string | null; readonly password: string; readonly visitor: Visitor },
): Promise<string> {
  const session = await context.sessions.resolve(input.token);
  if (session?.state !== 'locked') throw invalid('identity.session_not_locked');
  const { uid, accountUid } = session.row;
  const policy = await context.policy();
  const credentials = await findOfficerCredentials(context.db.q, { accountUid });
  const username = credentials?.account.username ?? '';
  const guess = { username, accountUid, visitor: input.visitor, step: 'unlock' } as const;
  const isRight = (): Promise<boolean> =>
    context.hasher.verify(credentials?.passwordHash ?? null, input.password, policy);
  if (!(await judgeGuess(context, guess, isRight))) throw invalid('identity.wrong_current_password');
  const token = context.ids.token(32);
  await context.db.transaction(async (tx) => {
    await rotateSession(tx.q, uid, hashToken(token), context.clock.now());
    const detail = { address: input.visitor.address };
    tx.audit({
      actor: session.actor,
      action: 'identity.session_unlocked',
      subject: { kind: 'account', id: accountUid },
      detail,
    });
  });
  context.sessions.forgetAll();
  return token;
}

/** The positions between which the officer may switch today. */
export async function listOwnHoldings(context: IdentityContext, actor: Actor): Promise<readonly HeldPosition[]> {
  if (actor.kind !== 'officer') throw forbidden('identity.officer_required', { action: 'identity.holdings' });
  return context.organization.holdingsOf(actor.personUid, toLocalDate(context.clock.now()));
}

/** The own positions of today, for the menu on every page; empty for whoever is no officer. */
export async function positionsOf(context: IdentityContext, actor: Actor): Promise<PositionChoice[]> {
  if (actor.kind !== 'officer') return [];
  const holdings = await listOwnHoldings(context, actor);
  return holdings.map((holding) => ({
    holdingId: holding.holdingUid,
    label: `${holding.title} · ${holding.unitName}`,
    current: holding.holdingUid === actor.holdingId,
  }));
}

/** A position between which an officer may switch. */
export type PositionChoice = { readonly holdingId: string; readonly label: string; readonly current: boolean };

/** From now on the officer acts in another of the own positions, in this session. */
export async function switchHolding(context: IdentityContext, actor: Actor, holdingId: string): Promise<void> {
  const holdings = await listOwnHoldings(context, actor);
  const wanted = holdings.find((holding) => holding.holdingUid === holdingId);
  if (!wanted || actor.kind !== 'officer') throw conflict('identity.holding_not_yours');
  await context.db.transaction(async (tx) => {
    await setHolding(tx.q, actor.sessionId, { holdingId: wanted.holdingUid, positionUid: wanted.positionUid });
    const subject = { kind: 'session', id: actor.sessionId };
    tx.audit({
      actor,
      action: 'identity.holding_switched',
      subject,
      unitUid: wanted.unitUid,
      detail: { holding: wanted.holdingUid },
    });
  });
  context.sessions.forgetAll();
}

/** From now on the person acts for the organisation of the e-ID, or for themselves. An organisation's own e-ID always acts for it. */
export async function actFor(context: IdentityContext, actor: Actor, forOrganisation: boolean): Promise<void> {
  if (actor.kind !== 'citizen') throw forbidden('identity.citizen_required', { action: 'identity.represent' });
  const profile = await findProfile(context.db.q, actor.accountId);
  if (!profile || profile.tax_code === null) throw conflict('identity.no_organisation');
  const account = await findAccount(context.db.q, actor.accountId);
  if (account?.kind === 'organisation' && !forOrganisation) throw conflict('identity.organisation_account');
  const taxCode = forOrganisation ? profile.tax_code : null;
  await context.db.transaction(async (tx) => {
    await setForOrganisation(tx.q, actor.sessionId, forOrganisation);
    tx.audit({
      actor,
      action: 'identity.represented',
      subject: { kind: 'account', id: actor.accountId },
      detail: { taxCode },
    });
  });
  context.sessions.forgetAll();
}

/** What the e-ID told about the person who asks; facts verified at a higher level stay hidden from a weaker sign-in. */
export async function ownProfile(context: IdentityContext, actor: Actor): Promise<CitizenProfile> {
  if (actor.kind !== 'citizen') throw forbidden('identity.citizen_required', { action: 'identity.profile' });
  const row = await findProfile(context.db.q, actor.accountId);
  if (!row) throw notFound('identity.account_not_found');
  const open = actor.assurance >= row.assurance;
  const shown = <V>(value: V): V | null => (open ? value : null);
  const organisation = shown(row.tax_code) && {
    taxCode: row.tax_code ?? '',
    name: row.organisation_name ?? '',
    kind: (row.organisation_kind ?? 'other') as 'company' | 'household_business' | 'other',
  };
  return {
    fullName: row.full_name,
    documentKind: shown(row.document_kind as CitizenProfile['documentKind']),
    documentCountry: shown(row.document_country),
    documentNumber: shown(row.document_number),
    birthDate: shown(row.birth_date),
    gender: shown(row.gender as CitizenProfile['gender']),
    nationality: shown(row.nationality),
    phone: shown(row.phone),
    email: shown(row.email),
    address: shown(row.address),
    organisation: organisation || null,
    assurance: actor.assurance,
    refreshedAt: row.refreshed_at.toISOString(),
  };
}
