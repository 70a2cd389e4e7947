import type { DigestName } from '../cms/algorithms.ts';
import { DerError } from '../der/reader.ts';
import { checkToken, type CheckedToken } from '../tsa/token.ts';
import { checkCertificate, checkEmbedded, type ValidationContext } from './check-certificate.ts';
import { concludeFrom, type Finding } from './report.ts';
import type { RevocationData } from './trust.ts';

/** `at` is set only when the timestamp can be relied on. */
export type TimestampResult = {
  readonly at: Date | null;
  readonly findings: readonly Finding[];
  readonly token: CheckedToken | undefined;
};

/** Checks a timestamp token over the given bytes, and whether its authority is trusted (EN 319 102-1 §5.4). */
export async function checkTimestamp(
  bytes: Buffer,
  stamped: (digest: DigestName) => Buffer,
  revocation: readonly RevocationData[],
  context: ValidationContext,
): Promise<TimestampResult> {
  const token = tryToken(bytes, stamped);
  if (!token) return { at: null, findings: [{ code: 'timestamp_invalid' }], token: undefined };
  const { certificate, others, info } = token;
  const future = info.at.getTime() > context.now.getTime() + context.policy.clockSkewMs;
  const weak = token.digest === 'sha1' && !(context.policy.sha1Until && info.at < context.policy.sha1Until);
  const question = {
    certificate,
    embedded: others,
    revocation,
    purpose: 'timestamp',
    provenAt: info.at,
    claimedAt: null,
  } as const;
  const problems = [
    ...(await checkCertificate(question, context)),
    ...checkEmbedded([certificate, ...others], context.trust),
  ];
  if (weak) problems.push({ code: 'weak_digest' });
  if (!future && concludeFrom(problems).verdict === 'TOTAL-PASSED') return { at: info.at, findings: [], token };
  return { at: null, findings: [{ code: 'timestamp_untrusted', details: reasonOf(problems) }], token };
}

const reasonOf = (problems: readonly Finding[]): Record<string, string> => ({ cause: problems[0]?.code ?? 'future' });

function tryToken(bytes: Buffer, stamped: (digest: DigestName) => Buffer): CheckedToken | undefined {
  try {
    return checkToken(bytes, stamped);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}
