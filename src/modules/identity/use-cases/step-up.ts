import type { Actor } from '#platform/access/actor.ts';
import { conflict, forbidden, invalid } from '#platform/errors/app-error.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import { authenticationOptions, passkeySite } from '../credentials/passkeys.ts';
import { hashToken } from '../credentials/secrets.ts';
import { safeReturnPath } from '../return-path.ts';
import { minutesAfter } from '../security-policy.ts';
import { findOfficerCredentials } from '../store/credentials.ts';
import { findHeldForm, insertHeldForm, setPendingChallenge } from '../store/flows.ts';
import { listPasskeys } from '../store/second-factors.ts';
import { findSessionChallenge, markStepUp, setSessionChallenge } from '../store/sessions.ts';
import { loadPending, withChallenge, type ProofInput } from './pending-sign-in.ts';
import { proveSecondFactor } from './prove-second-factor.ts';

/** Shows the second factor again; signing is open for the minutes of the policy afterwards. */
export async function stepUp(
  context: IdentityContext,
  actor: Actor,
  input: { proof: ProofInput; visitor: Visitor },
): Promise<void> {
  if (actor.kind !== 'officer') throw forbidden('identity.officer_required', { action: 'identity.step_up' });
  const credentials = await findOfficerCredentials(context.db.q, { accountUid: actor.accountId });
  if (!credentials || (!credentials.hasTotp && credentials.passkeyCount === 0))
    throw conflict('identity.no_second_factor');
  const prover = { accountUid: actor.accountId, username: credentials.account.username, visitor: input.visitor };
  await proveSecondFactor(
    context,
    prover,
    withChallenge(input.proof, await findSessionChallenge(context.db.q, actor.sessionId)),
  );
  await context.db.transaction(async (tx) => {
    await markStepUp(tx.q, actor.sessionId, context.clock.now());
    const subject = { kind: 'session', id: actor.sessionId };
    tx.audit({ actor, action: 'identity.stepped_up', subject, detail: { method: input.proof.kind } });
  });
  context.sessions.forgetAll();
}

/** Challenge for a passkey, at sign-in or for a step-up. */
export async function passkeyChallenge(
  context: IdentityContext,
  who: { pendingToken: string | null } | { actor: Actor },
): Promise<object> {
  const site = passkeySite(context.baseUrl, context.issuerName);
  if (!('actor' in who)) {
    const { credentials } = await loadPending(context, who.pendingToken);
    const options = await authenticationOptions(site, await listPasskeys(context.db.q, credentials.account.uid));
    await context.db.transaction((tx) =>
      setPendingChallenge(tx.q, hashToken(who.pendingToken ?? ''), options.challenge),
    );
    return options;
  }
  const { actor } = who;
  if (actor.kind !== 'officer') throw forbidden('identity.officer_required', { action: 'identity.step_up' });
  const options = await authenticationOptions(site, await listPasskeys(context.db.q, actor.accountId));
  await context.db.transaction((tx) => setSessionChallenge(tx.q, actor.sessionId, options.challenge));
  return options;
}

/** A form that waits for a step-up: where it was posted, and every field in order. */
export type HeldForm = { readonly path: string; readonly fields: readonly (readonly [name: string, value: string])[] };

const longestHeldForm = 200_000;

/**
 * Keeps a posted form, encrypted, for this session only, and answers the address of the step-up page that will hand it back.
 * The officer then sends it again with one press and without typing anything twice.
 */
export async function holdForm(context: IdentityContext, actor: Actor, form: HeldForm): Promise<string> {
  if (actor.kind !== 'officer') throw forbidden('identity.officer_required', { action: 'identity.step_up' });
  const path = safeReturnPath(form.path, '/can-bo');
  const plain = JSON.stringify({ path, fields: form.fields });
  if (plain.length > longestHeldForm) return stepUpAddress({ returnTo: path });
  const policy = await context.policy();
  const uid = context.ids.uuid();
  const sealed = context.vault.seal(plain, `${actor.sessionId} ${uid}`);
  const expiresAt = minutesAfter(context.clock.now(), policy.signInMinutes);
  await context.db.transaction((tx) => insertHeldForm(tx.q, { uid, sessionUid: actor.sessionId, sealed, expiresAt }));
  return stepUpAddress({ held: uid });
}

export const stepUpPath = '/can-bo/xac-nhan-lai';

function stepUpAddress(query: { held: string } | { returnTo: string }): string {
  const parameters = 'held' in query ? { giu: query.held } : { tiep: query.returnTo };
  return `${stepUpPath}?${new URLSearchParams(parameters).toString()}`;
}

/** The form that waits; stays until it expires, so that going back and forth loses nothing. */
export async function heldForm(context: IdentityContext, actor: Actor, uid: string): Promise<HeldForm> {
  if (actor.kind !== 'officer') throw forbidden('identity.officer_required', { action: 'identity.step_up' });
  const sealed = /^[0-9a-f-]{36}$/.test(uid)
    ? await findHeldForm(context.db.q, uid, actor.sessionId, context.clock.now())
    : null;
  if (!sealed) throw invalid('identity.held_form_gone');
  return JSON.parse(context.vault.open(sealed, `${actor.sessionId} ${uid}`)) as HeldForm;
}
