import type { Actor } from '#platform/access/actor.ts';
import { forbidden } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { IdentityContext } from '../context.ts';
import { isLongEnoughAlone } from '../password-rules.ts';
import { insertOfficerAccount } from '../store/accounts.ts';
import { savePassword } from '../store/credentials.ts';
import { insertGrant } from '../store/grants.ts';
import { confirmTotp, saveTotpDraft } from '../store/second-factors.ts';

export type ProvisionedGrant = {
  readonly roleKey: string;
  readonly unitUid: string | null;
  readonly includeSubtree: boolean;
};

export type ProvisionedOfficer = {
  readonly username: string;
  readonly displayName: string;
  readonly personUid: string | null;
  readonly unitUid: string | null;
  readonly password: string;
  /** Base 32; takes an authenticator application into use without enrolment. */
  readonly totpSecret: string | null;
  readonly grants: readonly ProvisionedGrant[];
};

/**
 * Creates an officer who can sign in at once (demonstration locality, import of staff). Only the system itself may;
 * a sign-in name that exists is left alone. Answers the account, or null when it existed.
 */
export async function provisionOfficer(
  context: IdentityContext,
  actor: Actor,
  officer: ProvisionedOfficer,
): Promise<string | null> {
  if (actor.kind !== 'system') throw forbidden('identity.not_allowed', { action: 'identity.provision' });
  const policy = await context.policy();
  const hash = await context.hasher.hash(officer.password, policy);
  const at = context.clock.now();
  const uid = context.ids.uuid();
  return context.db.transaction(async (tx) => {
    if (!(await insertOfficerAccount(tx.q, { ...officer, uid, at }))) return null;
    const longEnoughAlone = isLongEnoughAlone(officer.password, policy);
    await savePassword(tx.q, { accountUid: uid, hash, at, longEnoughAlone, mustChange: false, usableUntil: null });
    if (officer.totpSecret !== null) {
      const sealed = context.vault.seal(officer.totpSecret, uid);
      await saveTotpDraft(tx.q, uid, sealed);
      await confirmTotp(tx.q, { accountUid: uid, draft: sealed, step: 0, at });
    }
    for (const grant of officer.grants) {
      const recipient = { accountUid: uid, positionUid: null, recipientName: officer.displayName };
      const validity = { validFrom: toLocalDate(at), validTo: null };
      await insertGrant(tx.q, { uid: context.ids.uuid(), ...grant, ...recipient, ...validity, at, by: actor.name });
    }
    tx.audit({
      actor,
      action: 'identity.account_created',
      subject: { kind: 'account', id: uid },
      detail: { unit: officer.unitUid },
    });
    return uid;
  });
}
