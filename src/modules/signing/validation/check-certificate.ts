import type { Certificate } from '../certificates/x509-read.ts';
import { checkPath, findPath, type CertificatePath } from './path.ts';
import type { Finding } from './report.ts';
import { checkRevocation } from './revocation.ts';
import type { RevocationData, RevocationSource, TrustPurpose, TrustStore, ValidationPolicy } from './trust.ts';

export type ValidationContext = {
  readonly trust: TrustStore;
  readonly revocation: RevocationSource;
  readonly policy: ValidationPolicy;
  readonly now: Date;
};

export type CertificateQuestion = {
  readonly certificate: Certificate;
  readonly embedded: readonly Certificate[];
  readonly revocation: readonly RevocationData[];
  readonly purpose: TrustPurpose;
  readonly provenAt: Date;
  readonly claimedAt: Date | null;
};

/** Everything EN 319 102-1 §5.2.6 asks about the certificate of a signature: path, constraints, time, revocation. */
export async function checkCertificate(question: CertificateQuestion, context: ValidationContext): Promise<Finding[]> {
  const { certificate, embedded, purpose, provenAt, claimedAt } = question;
  const path = findPath(certificate, embedded, { trust: context.trust, purpose, at: provenAt });
  if (!path) return [{ code: 'chain_not_found', details: { issuer: certificate.issuerName.text } }];
  const revocation = await checkRevocation(path, {
    embedded: question.revocation,
    source: context.revocation,
    policy: context.policy,
    now: context.now,
    provenAt,
    claimedAt,
  });
  return [...checkPath(path, purpose), ...checkValidity(path, question, context.now), ...revocation];
}

function checkValidity(path: CertificatePath, { provenAt, claimedAt }: CertificateQuestion, now: Date): Finding[] {
  // The anchor is trusted by the administrator's dates, not by its own.
  return path.slice(0, -1).flatMap((certificate, i): Finding[] => {
    const { notBefore, notAfter } = certificate;
    const subject = certificate.subjectName.text;
    if (provenAt < notBefore) return [{ code: 'not_yet_valid', details: { subject, at: notBefore.toISOString() } }];
    const details = { subject, at: notAfter.toISOString() };
    if (provenAt <= notAfter) return now > notAfter ? [{ code: 'expired_later', details }] : [];
    const admitted = i === 0 && claimedAt !== null && claimedAt > notAfter;
    return [{ code: admitted ? 'expired' : 'expired_no_proof', details }];
  });
}

/**
 * Certificates that came along must be genuine even when the path does not need them: they are outside the signature,
 * and a changed byte in one of them is a changed file.
 */
export function checkEmbedded(embedded: readonly Certificate[], trust: TrustStore): Finding[] {
  const known = [...embedded, ...trust.intermediates, ...trust.anchors.map((anchor) => anchor.certificate)];
  const genuine = (certificate: Certificate): boolean =>
    known.some((other) => other.raw.equals(certificate.raw) && other !== certificate) ||
    known.some((issuer) => issuer.subject.equals(certificate.issuer) && certificate.signedBy(issuer));
  return embedded
    .slice(0, 40)
    .filter((certificate) => !genuine(certificate))
    .map((certificate) => ({
      code: 'embedded_certificate_broken',
      details: { subject: certificate.subjectName.text },
    }));
}
