import { createHash } from 'node:crypto';
import { readCertificate, type Certificate } from '../certificates/x509-read.ts';
import { digestOf } from '../cms/algorithms.ts';
import { readSignedData, singleValue, type SignedData } from '../cms/read.ts';
import { checkSignerInfo, type CmsProblem } from '../cms/verify.ts';
import { oids } from '../der/oids.ts';
import { childrenOf, DerError, sequenceOf, tagged } from '../der/reader.ts';
import { checkCertificate, checkEmbedded, type ValidationContext } from './check-certificate.ts';
import { checkTimestamp } from './check-timestamp.ts';
import type { Coverage } from './coverage.ts';
import type { Finding, FindingCode, SignatureReport, SignerSummary } from './report.ts';
import type { SecurityStore } from './security-store.ts';
import type { RevocationData } from './trust.ts';

export type SignatureQuestion = {
  readonly coverage: Coverage;
  readonly subFilter: string;
  readonly claimedAt: Date | null;
  readonly store: SecurityStore;
  /** Earliest trusted document timestamp over this signature. */
  readonly stampedAt: Date | null;
};

export type SignatureResult = Pick<SignatureReport, 'signer' | 'provenAt' | 'level'> & {
  readonly findings: readonly Finding[];
};

const problemCodes: Readonly<Record<CmsProblem, FindingCode>> = {
  no_certificate: 'no_certificate',
  weak_digest: 'weak_digest',
  hash_mismatch: 'hash_mismatch',
  signature_mismatch: 'signature_mismatch',
  attributes_invalid: 'attributes_invalid',
};

const nothing = { signer: null, provenAt: null, level: null } as const;

/** Everything about one signature except what changed after it. */
export async function checkSignature(
  question: SignatureQuestion,
  context: ValidationContext,
): Promise<SignatureResult> {
  const { coverage, subFilter } = question;
  const legacy = subFilter === 'adbe.pkcs7.detached';
  if (!legacy && subFilter !== 'ETSI.CAdES.detached') {
    return { ...nothing, findings: [{ code: 'subfilter_unknown', details: { subFilter: subFilter.slice(0, 40) } }] };
  }
  try {
    const signed = readSignedData(coverage.contents);
    if (signed.contentType !== oids.data || signed.content) throw new DerError('content inside a detached signature');
    return await checkCms(signed, question, context);
  } catch (error) {
    if (error instanceof DerError) return { ...nothing, findings: [{ code: 'signature_malformed' }] };
    throw error;
  }
}

async function checkCms(
  signed: SignedData,
  question: SignatureQuestion,
  context: ValidationContext,
): Promise<SignatureResult> {
  const embedded = signed.certificates.map(readCertificate);
  const check = checkSignerInfo(signed, embedded, question.coverage.digest);
  const signer = check.certificate ? summarise(check.certificate) : null;
  if (check.problem || !check.certificate) {
    return { ...nothing, signer, findings: [{ code: problemCodes[check.problem ?? 'no_certificate'] }] };
  }
  const { certificate } = check;
  const revocation = [...question.store.revocation, ...revocationIn(signed)];
  const stamp = await checkOwnTimestamp(signed, revocation, context);
  const provenAt = earliest(stamp.at, question.stampedAt);
  const others = [...embedded, ...readable(question.store.certificates)];
  const { claimedAt } = question;
  const certified = {
    certificate,
    embedded: others,
    revocation,
    purpose: 'signature',
    provenAt: provenAt ?? context.now,
    claimedAt,
  } as const;
  const trusted = await checkCertificate(certified, context);
  const findings = [
    ...checkForm(signed, question, check.bound),
    ...checkStrength(signed, provenAt, context),
    ...trusted,
    ...stamp.findings,
  ];
  // Without a path the verdict is open already, and certificates of a stranger cannot be checked anyway.
  if (!trusted.some(({ code }) => code === 'chain_not_found')) findings.push(...checkEmbedded(embedded, context.trust));
  if (!provenAt && stamp.findings.length === 0) findings.push({ code: 'timestamp_missing' });
  return { signer, provenAt, level: levelOf(question.subFilter, provenAt), findings };
}

function levelOf(subFilter: string, provenAt: Date | null): SignatureReport['level'] {
  if (subFilter === 'adbe.pkcs7.detached') return 'legacy';
  return provenAt ? 'B-T' : 'B-B';
}

const earliest = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));

// Attributes outside the signature that honest software writes. Another one may be a known one with a changed name.
const knownUnsigned = new Set<string>([
  oids.signatureTimestamp,
  oids.certificateValues,
  oids.revocationValues,
  oids.archiveTimestampV3,
]);

/** Rules of the profile: EN 319 142-1 §6.3 for PAdES, tolerance with a note for the older format. */
function checkForm({ signerInfo }: SignedData, { subFilter }: SignatureQuestion, bound: boolean): Finding[] {
  const list: Finding[] = [];
  const legacy = subFilter === 'adbe.pkcs7.detached';
  if (legacy) list.push({ code: 'legacy_format' });
  else if (!bound) list.push({ code: 'certificate_not_bound' });
  if (!legacy && signerInfo.signed.has(oids.signingTime)) list.push({ code: 'signing_time_attribute' });
  if ([...signerInfo.unsigned.keys()].some((id) => !knownUnsigned.has(id)))
    list.push({ code: 'unknown_unsigned_attribute' });
  return list;
}

function checkStrength({ signerInfo }: SignedData, provenAt: Date | null, { policy }: ValidationContext): Finding[] {
  if (digestOf(signerInfo.digestAlgorithm) !== 'sha1') return [];
  const early = provenAt && policy.sha1Until && provenAt < policy.sha1Until;
  return early ? [] : [{ code: 'weak_digest', details: { digest: 'SHA-1' } }];
}

type Stamp = { at: Date | null; findings: readonly Finding[] };

async function checkOwnTimestamp(
  signed: SignedData,
  revocation: readonly RevocationData[],
  context: ValidationContext,
): Promise<Stamp> {
  const token = singleValue(signed.signerInfo.unsigned, oids.signatureTimestamp);
  if (!token) return { at: null, findings: [] };
  const { signature } = signed.signerInfo;
  return checkTimestamp(token.raw, (digest) => createHash(digest).update(signature).digest(), revocation, context);
}

/** Adobe's signed attribute with revocation data (ISO 32000-1 §12.8.3.3.2). */
function revocationIn(signed: SignedData): RevocationData[] {
  const lists = signed.revocationLists.map((der) => ({ kind: 'crl' as const, der }));
  const archived = singleValue(signed.signerInfo.signed, oids.adobeRevocationInfo);
  if (!archived) return lists;
  const parts = sequenceOf(archived, 'revocation data');
  const inside = (n: number): Buffer[] => {
    const wrapped = tagged(parts, n);
    return wrapped
      ? sequenceOf(childrenOf(wrapped)[0], 'revocation data')
          .slice(0, 20)
          .map(({ raw }) => raw)
      : [];
  };
  const crls = inside(0).map((der) => ({ kind: 'crl' as const, der }));
  return [...lists, ...crls, ...inside(1).map((der) => ({ kind: 'ocsp' as const, der }))];
}

// The security store is not part of the signature: one that cannot be read is simply not used.
function readable(certificates: readonly Buffer[]): Certificate[] {
  return certificates.flatMap((raw) => {
    try {
      return [readCertificate(raw)];
    } catch {
      return [];
    }
  });
}

/** What people want to know about a certificate. */
export function summarise(certificate: Certificate): SignerSummary {
  const { subjectName, issuerName, serial, notBefore, notAfter, publicKey } = certificate;
  const size = publicKey.asymmetricKeyDetails?.modulusLength;
  return {
    name: subjectName.commonName,
    organization: subjectName.organization,
    subject: subjectName.text,
    issuer: issuerName.commonName || issuerName.text,
    serial,
    notBefore,
    notAfter,
    keyKind: size ? `RSA-${size}` : (publicKey.asymmetricKeyDetails?.namedCurve ?? publicKey.asymmetricKeyType ?? ''),
  };
}
