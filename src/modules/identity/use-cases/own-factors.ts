import type { Actor } from '#platform/access/actor.ts';
import { conflict, forbidden, notFound } from '#platform/errors/app-error.ts';
import type { IdentityContext } from '../context.ts';
import { requireStepUp } from '../step-up.ts';
import { findOfficerCredentials } from '../store/credentials.ts';
import { clearTotp, deletePasskey, deleteRecoveryCodes, listPasskeys } from '../store/second-factors.ts';
import { isAdministratorAccount } from './pending-sign-in.ts';

/** The second factors of the officer who asks. */
export type OwnFactors = {
  readonly hasTotp: boolean;
  readonly passkeys: readonly {
    readonly id: string;
    readonly label: string;
    readonly createdAt: string;
    readonly lastUsedAt: string | null;
  }[];
  readonly recoveryCodesLeft: number;
};

export async function listOwnFactors(context: IdentityContext, actor: Actor): Promise<OwnFactors> {
  if (actor.kind !== 'officer') throw forbidden('identity.officer_required', { action: 'identity.factors' });
  const credentials = await findOfficerCredentials(context.db.q, { accountUid: actor.accountId });
  const passkeys = await listPasskeys(context.db.q, actor.accountId);
  return {
    hasTotp: credentials?.hasTotp ?? false,
    recoveryCodesLeft: credentials?.recoveryCodesLeft ?? 0,
    passkeys: passkeys.map((passkey) => ({
      id: passkey.credential_id,
      label: passkey.label,
      createdAt: passkey.created_at.toISOString(),
      lastUsedAt: passkey.last_used_at?.toISOString() ?? null,
    })),
  };
}

/** Takes the authenticator application (`totp`) or one passkey away. The last factor stays where one is required. */
export async function removeFactor(
  context: IdentityContext,
  actor: Actor,
  factor: 'totp' | { readonly passkeyId: string },
): Promise<void> {
  requireStepUp(actor, context.clock.now());
  const credentials = await findOfficerCredentials(context.db.q, { accountUid: actor.accountId });
  if (!credentials) throw notFound('identity.account_not_found');
  const left = (credentials.hasTotp ? 1 : 0) + credentials.passkeyCount - 1;
  const needed = !credentials.longEnoughAlone || (await isAdministratorAccount(context, credentials.account));
  if (left < 1 && needed) throw conflict('identity.last_second_factor');
  await context.db.transaction(async (tx) => {
    if (factor === 'totp') await clearTotp(tx.q, actor.accountId);
    else if (!(await deletePasskey(tx.q, actor.accountId, factor.passkeyId)))
      throw notFound('identity.passkey_not_found');
    // Codes that replace a factor are worth nothing without one, and dangerous on paper.
    if (left < 1) await deleteRecoveryCodes(tx.q, actor.accountId);
    const detail = { method: factor === 'totp' ? 'totp' : 'passkey', reason: 'own' };
    tx.audit({
      actor,
      action: 'identity.second_factor_removed',
      subject: { kind: 'account', id: actor.accountId },
      detail,
    });
  });
}
