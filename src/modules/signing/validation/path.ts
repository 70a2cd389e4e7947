import { keyIsStrong, schemeDigest } from '../cms/algorithms.ts';
import { keyUsageBit, type Certificate } from '../certificates/x509-read.ts';
import { oids } from '../der/oids.ts';
import type { Finding } from './report.ts';
import type { TrustPurpose, TrustStore } from './trust.ts';

/** From the signer to the trust anchor, both included. */
export type CertificatePath = readonly Certificate[];

const maxLength = 6;
const maxSteps = 200;

type Search = {
  readonly trust: TrustStore;
  readonly purpose: TrustPurpose;
  readonly at: Date;
  readonly pool: readonly Certificate[];
  steps: number;
};

/** Finds a path to an anchor that was trusted for the purpose at the given time (RFC 5280 §6 without policies). */
export function findPath(
  start: Certificate,
  embedded: readonly Certificate[],
  wanted: Omit<Search, 'pool' | 'steps'>,
): CertificatePath | undefined {
  const pool = [...embedded, ...wanted.trust.intermediates].slice(0, 200);
  return extend([start], { ...wanted, pool, steps: 0 });
}

function extend(path: readonly Certificate[], search: Search): CertificatePath | undefined {
  const last = path.at(-1);
  if (!last) return undefined;
  const anchors = anchorsFor(search);
  if (anchors.some((anchor) => anchor.raw.equals(last.raw))) return path;
  const anchor = anchors.find((candidate) => isIssuer(candidate, last, search));
  if (anchor) return [...path, anchor];
  if (path.length >= maxLength) return undefined;
  for (const candidate of search.pool) {
    if (path.some((used) => used.raw.equals(candidate.raw)) || !isIssuer(candidate, last, search)) continue;
    const found = extend([...path, candidate], search);
    if (found) return found;
  }
  return undefined;
}

function anchorsFor({ trust, purpose, at }: Search): Certificate[] {
  const usable = trust.anchors.filter(
    (anchor) =>
      anchor.purposes.includes(purpose) &&
      anchor.trustedFrom <= at &&
      (!anchor.trustedUntil || at < anchor.trustedUntil),
  );
  return usable.map((anchor) => anchor.certificate);
}

// Each step is a public key operation; a file with many look-alike certificates must not buy minutes of work.
function isIssuer(candidate: Certificate, subject: Certificate, search: Search): boolean {
  if (!candidate.subject.equals(subject.issuer) || ++search.steps > maxSteps) return false;
  return subject.signedBy(candidate);
}

// Extensions that we evaluate or that cannot change our answer. Any other critical one ends the path (RFC 5280 §4.2).
const understood = new Set<string>([
  oids.basicConstraints,
  oids.keyUsage,
  oids.extendedKeyUsage,
  oids.certificatePolicies,
  oids.subjectAltName,
  oids.crlDistributionPoints,
  oids.authorityInfoAccess,
]);

/** What speaks against a path apart from time and revocation. */
export function checkPath(path: CertificatePath, purpose: TrustPurpose): Finding[] {
  const [signer] = path;
  const authorities = path.slice(1);
  const problems = [...checkSigner(signer, purpose)];
  authorities.forEach((authority, below) => {
    const isAnchor = below === authorities.length - 1;
    problems.push(...checkAuthority(authority, below, isAnchor));
  });
  for (const certificate of path) problems.push(...checkCertificate(certificate, certificate === path.at(-1)));
  return problems;
}

function checkCertificate(certificate: Certificate, isAnchor: boolean): Finding[] {
  const problems: Finding[] = [];
  const subject = certificate.subjectName.text;
  const unknown = [...certificate.extensions].some(([id, { critical }]) => critical && !understood.has(id));
  if (unknown) problems.push({ code: 'chain_invalid', details: { subject } });
  if (!keyIsStrong(certificate.publicKey)) problems.push({ code: 'weak_key', details: { subject } });
  // The signature of an anchor on itself proves nothing and is not relied on.
  const digest = schemeDigest(certificate.signatureAlgorithm);
  const weak = digest === 'sha1' || (digest === undefined && certificate.signatureAlgorithm !== oids.rsaPss);
  if (!isAnchor && weak) problems.push({ code: 'weak_digest', details: { subject } });
  return problems;
}

function checkAuthority(authority: Certificate, below: number, isAnchor: boolean): Finding[] {
  const mayCertify = authority.keyUsage === undefined || authority.keyUsage.has(keyUsageBit.keyCertSign);
  const longEnough = authority.pathLength === undefined || below <= authority.pathLength;
  // Old roots are version 1 certificates without constraints: the administrator vouches for an anchor, nobody for others.
  const isAuthority = authority.isAuthority || (isAnchor && authority.extensions.size === 0);
  if (isAuthority && mayCertify && longEnough) return [];
  return [{ code: 'chain_invalid', details: { subject: authority.subjectName.text } }];
}

const signingPurposes = new Set<string>([
  oids.anyExtendedKeyUsage,
  oids.documentSigning,
  oids.msDocumentSigning,
  oids.adobePdfSigning,
  oids.emailProtection,
  oids.clientAuth,
]);

function checkSigner(signer: Certificate | undefined, purpose: TrustPurpose): Finding[] {
  if (!signer) return [];
  const { keyUsage, extendedKeyUsage } = signer;
  const maySign = !keyUsage || keyUsage.has(keyUsageBit.digitalSignature) || keyUsage.has(keyUsageBit.nonRepudiation);
  const fits =
    purpose === 'timestamp'
      ? isTimestampPurpose(signer)
      : !extendedKeyUsage || extendedKeyUsage.some((id) => signingPurposes.has(id));
  return maySign && fits ? [] : [{ code: 'key_usage', details: { subject: signer.subjectName.text } }];
}

/** RFC 3161 §2.3: timeStamping alone, in a critical extension. */
function isTimestampPurpose({ extendedKeyUsage, extensions }: Certificate): boolean {
  const only = extendedKeyUsage?.length === 1 && extendedKeyUsage[0] === oids.timeStamping;
  return only && extensions.get(oids.extendedKeyUsage)?.critical === true;
}
