import type { Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import { conflict, forbidden, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { IdentityContext } from '../context.ts';
import { pageSize, type GrantEnd, type GrantQuery, type NewGrant } from '../model.ts';
import { decide, type IdentityAction } from '../policy.ts';
import { findAccount } from '../store/accounts.ts';
import { insertGrant, listGrants as listGrantRows, lockGrant, markGrantEnded, type GrantRow } from '../store/grants.ts';
import { findRole } from '../store/roles.ts';
import { firstTime } from './once.ts';

export async function listGrants(context: IdentityContext, actor: Actor, query: GrantQuery): Promise<GrantRow[]> {
  const units = unitsFor(actor, 'identity.read_grants');
  if (units.length === 0) throw forbidden('identity.not_allowed', { action: 'identity.read_grants' });
  return listGrantRows(context.db.q, {
    units,
    roleKey: query.roleKey,
    accountUid: query.accountUid,
    current: !query.all,
    today: toLocalDate(context.clock.now()),
    offset: (query.page - 1) * pageSize,
    limit: pageSize,
  });
}

/** Gives a role to an account or to a position, in a unit (or everywhere), for a time. Answers the grant. */
export async function addGrant(context: IdentityContext, actor: Actor, input: NewGrant): Promise<{ grantUid: string }> {
  const role = await findRole(context.db.q, input.roleKey);
  if (!role) throw notFound('identity.role_not_found');
  permitGrant(actor, 'identity.manage_grants', { ...input, uid: 'new', administrative: role.administrative });
  await requireUnit(context, input);
  const recipientName = await nameRecipient(context, actor, input);
  const uid = context.ids.uuid();
  await context.db.transaction(async (tx) => {
    if (!(await firstTime(context, tx, 'identity.add_grant', input.requestId))) return;
    const by = actor.kind === 'officer' ? actor.accountId : actor.kind;
    await insertGrant(tx.q, { ...input, uid, recipientName, at: context.clock.now(), by });
    const to = input.accountUid ?? input.positionUid;
    const { roleKey, unitUid, includeSubtree, validFrom, validTo } = input;
    const detail = { role: roleKey, to, unit: unitUid, includeSubtree, validFrom, validTo };
    const unit = unitUid === null ? {} : { unitUid };
    tx.audit({ actor, action: 'identity.role_granted', subject: { kind: 'grant', id: uid }, ...unit, detail });
  });
  context.sessions.forgetAll();
  return { grantUid: uid };
}

/** Takes a role back before its end; counts at once. */
export async function endGrant(context: IdentityContext, actor: Actor, input: GrantEnd): Promise<void> {
  await context.db.transaction(async (tx) => {
    const grant = await lockGrant(tx.q, input.grantUid);
    if (!grant) throw notFound('identity.grant_not_found');
    permitGrant(actor, 'identity.manage_grants', grant);
    if (!(await firstTime(context, tx, `identity.end_grant ${grant.uid}`, input.requestId))) return;
    if (grant.endedAt !== null) throw conflict('identity.grant_ended');
    const by = actor.kind === 'officer' ? actor.accountId : actor.kind;
    await markGrantEnded(tx.q, { uid: grant.uid, at: context.clock.now(), by, reason: input.reason });
    const unit = grant.unitUid === null ? {} : { unitUid: grant.unitUid };
    const detail = { role: grant.roleKey, reason: input.reason };
    tx.audit({ actor, action: 'identity.grant_ended', subject: { kind: 'grant', id: grant.uid }, ...unit, detail });
  });
  context.sessions.forgetAll();
}

type GrantFacts = Pick<GrantRow, 'uid' | 'unitUid' | 'administrative' | 'accountUid'>;

function permitGrant(actor: Actor, action: IdentityAction, grant: GrantFacts): void {
  const { unitUid, administrative, accountUid } = grant;
  const decision = decide(actor, action, { kind: 'grant', unitUid, administrative, accountUid });
  permit(decision, { actor, action, subject: { kind: 'grant', id: grant.uid } });
}

async function requireUnit(context: IdentityContext, input: NewGrant): Promise<void> {
  if (input.unitUid === null) return;
  const tree = await context.organization.unitTree(laterOf(input.validFrom, toLocalDate(context.clock.now())));
  if (!tree.byUid.has(input.unitUid)) throw notFound('identity.unit_not_found');
}

async function nameRecipient(context: IdentityContext, actor: Actor, input: NewGrant): Promise<string> {
  if (input.accountUid !== null) {
    const account = await findAccount(context.db.q, input.accountUid);
    if (account?.kind !== 'officer') throw notFound('identity.account_not_found');
    return account.displayName;
  }
  if (input.positionUnitUid === null) throw notFound('identity.position_not_found');
  const asOf = laterOf(input.validFrom, toLocalDate(context.clock.now()));
  const { unit, positions } = await context.organization.readUnit(actor, { uid: input.positionUnitUid, asOf });
  const position = positions.find((candidate) => candidate.positionUid === input.positionUid);
  if (!position) throw notFound('identity.position_not_found');
  return `${position.title} · ${unit.shortName ?? unit.fullName}`;
}

const laterOf = (a: string, b: string): string => (a > b ? a : b);
