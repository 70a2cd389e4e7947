import type { Certificate } from '../certificates/x509-read.ts';

export type TrustPurpose = 'signature' | 'timestamp';

/** A certificate that the locality trusts, for what, and during which time. */
export type TrustAnchor = {
  readonly certificate: Certificate;
  readonly purposes: readonly TrustPurpose[];
  readonly trustedFrom: Date;
  readonly trustedUntil: Date | null;
};

export type TrustStore = {
  readonly anchors: readonly TrustAnchor[];
  /** Known certificates of authorities that signatures sometimes leave out. */
  readonly intermediates: readonly Certificate[];
};

export type RevocationData = { readonly kind: 'crl' | 'ocsp'; readonly der: Buffer };

/** Finds the state of a certificate outside the file: own records, a cache, or an authority on the network. */
export type RevocationSource = {
  /** An empty list means "cannot be told now". */
  find(certificate: Certificate, issuer: Certificate): Promise<readonly RevocationData[]>;
};

/** What this locality demands beyond the standard; data with dates, kept by the administrator. */
export type ValidationPolicy = {
  /** SHA-1 counts only when a trusted timestamp is older than this. */
  readonly sha1Until: Date | null;
  /** Revocation data may be this much older than the signature. */
  readonly revocationMaxAgeMs: number;
  /** Difference between clocks that is tolerated. */
  readonly clockSkewMs: number;
};

export const defaultValidationPolicy: ValidationPolicy = {
  sha1Until: null,
  revocationMaxAgeMs: 7 * 86_400_000,
  clockSkewMs: 5 * 60_000,
};
