/** Main status indication of ETSI EN 319 102-1 §5.1.3. */
export type Verdict = 'TOTAL-PASSED' | 'INDETERMINATE' | 'FAILED';

/** Sub-indications of EN 319 102-1 tables 5 and 6 that this validator gives. */
export type SubIndication =
  | 'FORMAT_FAILURE'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'REVOKED'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'TRY_LATER'
  | 'SIGNED_DATA_NOT_FOUND'
  | 'GENERIC';

type Rule = { readonly verdict: Verdict; readonly sub: SubIndication | null };

const failed = (sub: SubIndication): Rule => ({ verdict: 'FAILED', sub });
const open = (sub: SubIndication): Rule => ({ verdict: 'INDETERMINATE', sub });
const noted: Rule = { verdict: 'TOTAL-PASSED', sub: null };

/** Every finding the validator can make, and what it does to the verdict. Words are in the text catalogue. */
export const findings = {
  no_signature: open('SIGNED_DATA_NOT_FOUND'),
  file_malformed: failed('FORMAT_FAILURE'),
  file_encrypted: open('SIGNED_DATA_NOT_FOUND'),
  file_unsupported: open('GENERIC'),
  file_too_complex: open('GENERIC'),
  signature_malformed: failed('FORMAT_FAILURE'),
  subfilter_unknown: open('SIGNED_DATA_NOT_FOUND'),
  coverage_broken: failed('FORMAT_FAILURE'),
  revision_missing: failed('FORMAT_FAILURE'),
  changed_after_signing: failed('FORMAT_FAILURE'),
  certification_violated: failed('FORMAT_FAILURE'),
  hash_mismatch: failed('HASH_FAILURE'),
  signature_mismatch: failed('SIG_CRYPTO_FAILURE'),
  attributes_invalid: failed('SIG_CRYPTO_FAILURE'),
  unknown_unsigned_attribute: open('SIG_CONSTRAINTS_FAILURE'),
  certificate_not_bound: open('SIG_CONSTRAINTS_FAILURE'),
  no_certificate: open('NO_SIGNING_CERTIFICATE_FOUND'),
  certificate_unreadable: open('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
  embedded_certificate_broken: open('CERTIFICATE_CHAIN_GENERAL_FAILURE'),
  chain_not_found: open('NO_CERTIFICATE_CHAIN_FOUND'),
  chain_invalid: open('CHAIN_CONSTRAINTS_FAILURE'),
  key_usage: open('CHAIN_CONSTRAINTS_FAILURE'),
  weak_digest: open('CRYPTO_CONSTRAINTS_FAILURE'),
  weak_key: open('CRYPTO_CONSTRAINTS_FAILURE'),
  revoked: failed('REVOKED'),
  revoked_no_proof: open('REVOKED_NO_POE'),
  authority_revoked: open('REVOKED_CA_NO_POE'),
  suspended: open('TRY_LATER'),
  revocation_unknown: open('TRY_LATER'),
  expired: failed('EXPIRED'),
  expired_no_proof: open('OUT_OF_BOUNDS_NO_POE'),
  not_yet_valid: failed('NOT_YET_VALID'),
  timestamp_invalid: open('SIG_CONSTRAINTS_FAILURE'),
  timestamp_untrusted: open('SIG_CONSTRAINTS_FAILURE'),
  timestamp_missing: noted,
  legacy_format: noted,
  signing_time_attribute: noted,
  revoked_later: noted,
  expired_later: noted,
} as const satisfies Readonly<Record<string, Rule>>;

export type FindingCode = keyof typeof findings;

export type Finding = { readonly code: FindingCode; readonly details?: Readonly<Record<string, string | number>> };

/** Kinds of revision that were added after a signature. */
export type LaterChange = 'signature' | 'timestamp' | 'validation_data';

export type SignerSummary = {
  readonly name: string;
  readonly organization: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly keyKind: string;
};

export type SignatureReport = {
  readonly field: string;
  readonly kind: 'signature' | 'timestamp';
  readonly verdict: Verdict;
  readonly subIndication: SubIndication | null;
  readonly findings: readonly Finding[];
  readonly signer: SignerSummary | null;
  /** What the signer's computer said (`/M`); proves nothing. */
  readonly claimedAt: Date | null;
  /** Time of a trusted timestamp over the signature. */
  readonly provenAt: Date | null;
  readonly level: 'B-B' | 'B-T' | 'legacy' | 'timestamp' | null;
  readonly reason: string;
  /** Bytes of the file that the signature covers, from the start. */
  readonly coveredBytes: number;
  readonly coversWholeFile: boolean;
  readonly laterChanges: readonly LaterChange[];
};

export type ValidationReport = {
  readonly verdict: Verdict;
  readonly subIndication: SubIndication | null;
  /** Findings about the file as a whole; those of a signature stand with it. */
  readonly findings: readonly Finding[];
  readonly signatures: readonly SignatureReport[];
  readonly validatedAt: Date;
  readonly sha256: string;
  readonly bytes: number;
};

const order: Readonly<Record<Verdict, number>> = { 'TOTAL-PASSED': 0, INDETERMINATE: 1, FAILED: 2 };

export const worseOf = (a: Verdict, b: Verdict): Verdict => (order[a] >= order[b] ? a : b);

/** The worst finding decides; among equals the first. */
export function concludeFrom(list: readonly Finding[]): { verdict: Verdict; subIndication: SubIndication | null } {
  let worst: Rule = noted;
  for (const { code } of list) if (order[findings[code].verdict] > order[worst.verdict]) worst = findings[code];
  return { verdict: worst.verdict, subIndication: worst.sub };
}
