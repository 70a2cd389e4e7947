import type { Actor } from '#platform/access/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict, forbidden, invalid } from '#platform/errors/app-error.ts';
import type { IdentityContext } from '../context.ts';
import { passkeySite, readRegistration, registrationOptions } from '../credentials/passkeys.ts';
import { hashToken } from '../credentials/secrets.ts';
import { checkTotp, makeTotpSecret, totpUri } from '../credentials/totp.ts';
import { makeTypedCode, readTypedCode } from '../credentials/typed-code.ts';
import { requireStepUp } from '../step-up.ts';
import { findOfficerCredentials, type OfficerCredentials } from '../store/credentials.ts';
import { markPendingSecondFactor, setPendingChallenge } from '../store/flows.ts';
import {
  confirmTotp as confirmTotpRow,
  deleteRecoveryCodes,
  findTotp,
  insertPasskey,
  insertRecoveryCodes,
  listPasskeys,
  saveTotpDraft,
} from '../store/second-factors.ts';
import { findSessionChallenge, markStepUp, setSessionChallenge } from '../store/sessions.ts';
import type { IdentityTables } from '../tables.gen.ts';
import { loadPending } from './pending-sign-in.ts';

/** Who adds a second factor: an officer in the middle of signing in, or one who is signed in. */
export type Enroller = { readonly pendingToken: string | null } | { readonly actor: Actor };

type Enrolling = {
  readonly credentials: OfficerCredentials;
  readonly actor: Actor;
  readonly challenge: string | null;
  saveChallenge(tx: Tx<IdentityTables>, challenge: string): Promise<void>;
  /** The new factor was just used: that counts as having shown it. */
  markShown(tx: Tx<IdentityTables>, method: string): Promise<void>;
};

export type TotpEnrolment = { readonly secret: string; readonly uri: string };

/** Codes to keep, shown once; null when the officer still has some. */
export type Enrolled = { readonly recoveryCodes: readonly string[] | null };

/** The secret to put into an authenticator application; the same one until it is confirmed, so that reloading changes nothing. */
export async function startTotp(context: IdentityContext, who: Enroller): Promise<TotpEnrolment> {
  const { credentials } = await enrolling(context, who);
  const { uid, username } = credentials.account;
  const totp = await findTotp(context.db.q, uid);
  const secret = totp?.draft_sealed ? context.vault.open(totp.draft_sealed, uid) : makeTotpSecret(context.ids);
  if (!totp?.draft_sealed)
    await context.db.transaction((tx) => saveTotpDraft(tx.q, uid, context.vault.seal(secret, uid)));
  return { secret, uri: totpUri(secret, context.issuerName, username) };
}

/** Takes the new application into use once it has shown a right code. */
export async function confirmTotp(context: IdentityContext, who: Enroller, code: string): Promise<Enrolled> {
  const under = await enrolling(context, who);
  const { uid } = under.credentials.account;
  const draft = (await findTotp(context.db.q, uid))?.draft_sealed;
  if (!draft) throw invalid('identity.enrolment_expired');
  const now = context.clock.now();
  const step = await checkTotp(context.vault.open(draft, uid), code, 0, now);
  if (step === null) throw invalid('identity.wrong_code');
  const enrolled = await context.db.transaction(async (tx) => {
    if (!(await confirmTotpRow(tx.q, { accountUid: uid, draft, step, at: now })))
      throw invalid('identity.enrolment_expired');
    return finishEnrolment(context, tx, under, 'totp');
  });
  context.sessions.forgetAll();
  return enrolled;
}

/** Options for the browser's passkey dialogue (WebAuthn §5.4). */
export async function startPasskey(context: IdentityContext, who: Enroller): Promise<object> {
  const under = await enrolling(context, who);
  const { uid: accountUid, username, displayName } = under.credentials.account;
  const known = await listPasskeys(context.db.q, accountUid);
  const site = passkeySite(context.baseUrl, context.issuerName);
  const options = await registrationOptions(site, { accountUid, username, displayName }, known);
  await context.db.transaction((tx) => under.saveChallenge(tx, options.challenge));
  return options;
}

export async function addPasskey(
  context: IdentityContext,
  who: Enroller,
  input: { readonly answer: unknown; readonly label: string },
): Promise<Enrolled> {
  const under = await enrolling(context, who);
  const site = passkeySite(context.baseUrl, context.issuerName);
  const passkey = under.challenge === null ? null : await readRegistration(site, under.challenge, input.answer);
  if (!passkey) throw invalid('identity.wrong_passkey');
  const at = context.clock.now();
  const enrolled = await context.db.transaction(async (tx) => {
    const accountUid = under.credentials.account.uid;
    if (!(await insertPasskey(tx.q, { ...passkey, accountUid, label: input.label, at })))
      throw conflict('identity.passkey_exists');
    return finishEnrolment(context, tx, under, 'passkey');
  });
  context.sessions.forgetAll();
  return enrolled;
}

/** Fresh recovery codes in place of all earlier ones. */
export async function renewRecoveryCodes(context: IdentityContext, actor: Actor): Promise<readonly string[]> {
  requireStepUp(actor, context.clock.now());
  return context.db.transaction((tx) => issueRecoveryCodes(context, tx, actor, actor.accountId));
}

async function finishEnrolment(
  context: IdentityContext,
  tx: Tx<IdentityTables>,
  under: Enrolling,
  method: string,
): Promise<Enrolled> {
  const { account, recoveryCodesLeft } = under.credentials;
  await under.markShown(tx, method);
  const subject = { kind: 'account', id: account.uid };
  tx.audit({ actor: under.actor, action: 'identity.second_factor_added', subject, detail: { method } });
  if (recoveryCodesLeft > 0) return { recoveryCodes: null };
  return { recoveryCodes: await issueRecoveryCodes(context, tx, under.actor, account.uid) };
}

const recoveryCodeCount = 10;

async function issueRecoveryCodes(
  context: IdentityContext,
  tx: Tx<IdentityTables>,
  actor: Actor,
  accountUid: string,
): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, () => makeTypedCode(context.ids, 3));
  await deleteRecoveryCodes(tx.q, accountUid);
  const hashes = codes.map((code) => context.vault.fingerprint(readTypedCode(code), accountUid));
  await insertRecoveryCodes(tx.q, accountUid, hashes);
  const subject = { kind: 'account', id: accountUid };
  tx.audit({ actor, action: 'identity.recovery_codes_issued', subject, detail: { count: codes.length } });
  return codes;
}

async function enrolling(context: IdentityContext, who: Enroller): Promise<Enrolling> {
  return 'actor' in who ? enrollingInSession(context, who.actor) : enrollingAtSignIn(context, who.pendingToken);
}

async function enrollingAtSignIn(context: IdentityContext, pendingToken: string | null): Promise<Enrolling> {
  const { pending, credentials } = await loadPending(context, pendingToken);
  const hasFactor = credentials.hasTotp || credentials.passkeyCount > 0;
  // Whoever knows only the password must not add a factor of their own beside the owner's.
  if (hasFactor && pending.secondFactorAt === null)
    throw forbidden('identity.step_up_required', { action: 'identity.enrol' });
  const tokenHash = hashToken(pendingToken ?? '');
  const account = {
    accountId: credentials.account.uid,
    personUid: credentials.account.personUid ?? credentials.account.uid,
  };
  return {
    credentials,
    actor: { ...unsettledOfficer, ...account },
    challenge: pending.webauthnChallenge,
    saveChallenge: (tx, challenge) => setPendingChallenge(tx.q, tokenHash, challenge),
    markShown: (tx, method) => markPendingSecondFactor(tx.q, tokenHash, `password+${method}`, context.clock.now()),
  };
}

/** An officer who has no session yet, as the audit trail names one. */
const unsettledOfficer = {
  kind: 'officer',
  name: '',
  holdingId: '',
  positionName: '',
  unitUid: '',
  unitName: '',
  grants: {},
  secondFactor: false,
  stepUpUntil: null,
  sessionId: '',
} as const;

async function enrollingInSession(context: IdentityContext, actor: Actor): Promise<Enrolling> {
  if (actor.kind !== 'officer') throw forbidden('identity.officer_required', { action: 'identity.enrol' });
  const credentials = await findOfficerCredentials(context.db.q, { accountUid: actor.accountId });
  if (!credentials) throw forbidden('identity.officer_required', { action: 'identity.enrol' });
  if (credentials.hasTotp || credentials.passkeyCount > 0) requireStepUp(actor, context.clock.now());
  return {
    credentials,
    actor,
    challenge: await findSessionChallenge(context.db.q, actor.sessionId),
    saveChallenge: (tx, challenge) => setSessionChallenge(tx.q, actor.sessionId, challenge),
    markShown: (tx) => markStepUp(tx.q, actor.sessionId, context.clock.now()),
  };
}
