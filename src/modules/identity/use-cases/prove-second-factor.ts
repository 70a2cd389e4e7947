import { invalid } from '#platform/errors/app-error.ts';
import type { IdentityContext, Visitor } from '../context.ts';
import { passkeySite, readAuthentication } from '../credentials/passkeys.ts';
import { checkTotp } from '../credentials/totp.ts';
import { readTypedCode } from '../credentials/typed-code.ts';
import { findTotp, listPasskeys, markPasskeyUsed, useRecoveryCode, useTotpStep } from '../store/second-factors.ts';
import { judgeGuess } from './attempts.ts';

/** What an officer shows as second factor. `challenge` is the one that was handed out to this browser, null when none was. */
export type FactorProof =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'recovery_code'; readonly code: string }
  | { readonly kind: 'passkey'; readonly answer: unknown; readonly challenge: string | null };

export type Prover = { readonly accountUid: string; readonly username: string; readonly visitor: Visitor };

const refusals = {
  totp: 'identity.wrong_code',
  recovery_code: 'identity.wrong_recovery_code',
  passkey: 'identity.wrong_passkey',
} as const;

/** Checks a second factor under the lockout rule and uses it up. @throws invalid when it is wrong, rate_limited when locked. */
export async function proveSecondFactor(context: IdentityContext, prover: Prover, proof: FactorProof): Promise<void> {
  const guess = { ...prover, step: proof.kind };
  if (!(await judgeGuess(context, guess, () => isRight(context, prover.accountUid, proof))))
    throw invalid(refusals[proof.kind]);
}

async function isRight(context: IdentityContext, accountUid: string, proof: FactorProof): Promise<boolean> {
  switch (proof.kind) {
    case 'totp':
      return isRightTotp(context, accountUid, proof.code);
    case 'recovery_code': {
      const hash = context.vault.fingerprint(readTypedCode(proof.code), accountUid);
      return context.db.transaction((tx) => useRecoveryCode(tx.q, accountUid, hash, context.clock.now()));
    }
    case 'passkey':
      return isRightPasskey(context, accountUid, proof);
  }
}

async function isRightTotp(context: IdentityContext, accountUid: string, code: string): Promise<boolean> {
  const totp = await findTotp(context.db.q, accountUid);
  if (!totp?.secret_sealed) return false;
  const secret = context.vault.open(totp.secret_sealed, accountUid);
  const step = await checkTotp(secret, code, totp.last_step, context.clock.now());
  return step !== null && context.db.transaction((tx) => useTotpStep(tx.q, accountUid, step));
}

async function isRightPasskey(
  context: IdentityContext,
  accountUid: string,
  proof: { answer: unknown; challenge: string | null },
): Promise<boolean> {
  if (proof.challenge === null) return false;
  const known = await listPasskeys(context.db.q, accountUid);
  const used = await readAuthentication(
    passkeySite(context.baseUrl, context.issuerName),
    proof.challenge,
    proof.answer,
    known,
  );
  if (!used) return false;
  await context.db.transaction((tx) => markPasskeyUsed(tx.q, used.credentialId, used.counter, context.clock.now()));
  return true;
}
