import type { Actor } from '#platform/access/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import { hashToken } from '../credentials/secrets.ts';
import type { SecurityPolicy } from '../security-policy.ts';
import { describeDevice, sessionEnd } from '../session-rules.ts';
import type { AccountKind } from '../store/accounts.ts';
import { endSession, insertSession, type NewSession } from '../store/sessions.ts';
import type { IdentityTables } from '../tables.gen.ts';

export type Opening = Pick<
  NewSession,
  'accountUid' | 'method' | 'assurance' | 'forOrganisation' | 'holding' | 'secondFactorAt'
> & {
  readonly kind: AccountKind;
  readonly visitor: Visitor;
  /** Session of the same browser that this one replaces. */
  readonly replaces: { readonly uid: string; readonly accountUid: string } | null;
};

/** Opens a session with a fresh token (never one that the browser brought: session fixation) and answers the token. */
export async function openSession(
  context: IdentityContext,
  tx: Tx<IdentityTables>,
  opening: Opening,
  policy: SecurityPolicy,
): Promise<string> {
  const at = context.clock.now();
  const token = context.ids.token(32);
  const uid = context.ids.uuid();
  if (opening.replaces) await endSession(tx.q, { ...opening.replaces, reason: 'replaced', at });
  await insertSession(tx.q, {
    uid,
    tokenHash: hashToken(token),
    accountUid: opening.accountUid,
    method: opening.method,
    assurance: opening.assurance,
    forOrganisation: opening.forOrganisation,
    holding: opening.holding,
    secondFactorAt: opening.secondFactorAt,
    address: opening.visitor.address,
    device: describeDevice(opening.visitor.userAgent),
    at,
    expiresAt: sessionEnd(opening.kind, policy, at),
  });
  const { method, assurance, accountUid } = opening;
  const subject = { kind: 'account', id: accountUid };
  tx.audit({
    actor: openingActor(opening, uid),
    action: 'identity.signed_in',
    subject,
    detail: { method, assurance, address: opening.visitor.address },
  });
  return token;
}

/** As the audit trail knows the one who signs in; the rights of the session are read when it is used. */
function openingActor(opening: Opening, sessionId: string): Actor {
  const { accountUid, assurance } = opening;
  if (opening.kind !== 'officer') {
    return {
      kind: 'citizen',
      accountId: accountUid,
      personalId: null,
      name: '',
      assurance,
      organisation: null,
      sessionId,
    };
  }
  const position = { holdingId: opening.holding?.holdingId ?? '', positionName: '', unitUid: '', unitName: '' };
  const rights = { grants: {}, secondFactor: opening.secondFactorAt !== null, stepUpUntil: null };
  return { kind: 'officer', accountId: accountUid, personUid: accountUid, name: '', ...position, ...rights, sessionId };
}
