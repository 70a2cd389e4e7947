import type { Certificate } from '../certificates/x509-read.ts';
import type { CertificatePath } from './path.ts';
import type { Finding } from './report.ts';
import { onHold, readStatement, type RevocationStatement } from './revocation-read.ts';
import type { RevocationData, RevocationSource, ValidationPolicy } from './trust.ts';

export type RevocationContext = {
  /** Revocation data that the file itself carries. */
  readonly embedded: readonly RevocationData[];
  readonly source: RevocationSource;
  readonly policy: ValidationPolicy;
  readonly now: Date;
  /** Best proven time of the signature; `now` without a timestamp. */
  readonly provenAt: Date;
  /** The signer's own statement, held only against him. */
  readonly claimedAt: Date | null;
};

/** Findings about the revocation of every certificate of a path except the anchor. */
export async function checkRevocation(path: CertificatePath, context: RevocationContext): Promise<Finding[]> {
  const results: Finding[] = [];
  for (let i = 0; i + 1 < path.length; i++) {
    const [certificate, issuer] = path.slice(i, i + 2);
    if (!certificate || !issuer) break;
    const statement = await bestStatement(certificate, issuer, context);
    results.push(...judge(certificate, statement, i === 0, context));
  }
  return results;
}

async function bestStatement(
  certificate: Certificate,
  issuer: Certificate,
  context: RevocationContext,
): Promise<RevocationStatement | undefined> {
  const inFile = usable(context.embedded, { certificate, issuer }, context);
  const outside = usable(await context.source.find(certificate, issuer), { certificate, issuer }, context);
  const all = [...inFile, ...outside];
  // Newest first: a revocation that became known later must not be hidden by older data inside the file.
  return all.toSorted((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())[0];
}

function usable(
  data: readonly RevocationData[],
  pair: { certificate: Certificate; issuer: Certificate },
  context: RevocationContext,
): RevocationStatement[] {
  return data.flatMap(({ kind, der }) => {
    const statement = readStatement(kind, der, pair);
    return statement && isCurrent(statement, pair.certificate, context) ? [statement] : [];
  });
}

function isCurrent(statement: RevocationStatement, certificate: Certificate, context: RevocationContext): boolean {
  const { thisUpdate, nextUpdate, keepsExpiredSince, revoked } = statement;
  const { policy, now, provenAt } = context;
  if (thisUpdate.getTime() > now.getTime() + policy.clockSkewMs) return false;
  if (thisUpdate.getTime() < provenAt.getTime() - policy.revocationMaxAgeMs) return false;
  if (nextUpdate && nextUpdate < provenAt) return false;
  // An authority may drop expired certificates from its list: absence then proves nothing (RFC 5280 §3.3).
  const mayHaveDropped =
    thisUpdate > certificate.notAfter && !(keepsExpiredSince && keepsExpiredSince <= certificate.notAfter);
  return revoked !== undefined || !mayHaveDropped;
}

function judge(
  certificate: Certificate,
  statement: RevocationStatement | undefined,
  isSigner: boolean,
  { provenAt, claimedAt }: RevocationContext,
): Finding[] {
  const subject = certificate.subjectName.text;
  if (!statement) return [{ code: 'revocation_unknown', details: { subject } }];
  const { revoked } = statement;
  if (!revoked) return [];
  const details = { subject, at: revoked.at.toISOString() };
  if (revoked.at > provenAt) return [{ code: 'revoked_later', details }];
  if (!isSigner) return [{ code: 'authority_revoked', details }];
  if (revoked.reason === onHold) return [{ code: 'suspended', details }];
  // EN 319 102-1 needs proof that the signature came after the revocation: the signer's own claim is enough for that.
  return [{ code: claimedAt && claimedAt >= revoked.at ? 'revoked' : 'revoked_no_proof', details }];
}
