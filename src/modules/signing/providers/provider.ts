import type { SignatureAlgorithm } from '../cms/signer-template.ts';

/** A certificate that a provider can sign with. */
export type ProviderCertificate = {
  /** Names the key within the provider. */
  readonly keyRef: string;
  /** DER. */
  readonly certificate: Buffer;
  /** Issuers, nearest first, without the root when the provider does not know it. */
  readonly chain: readonly Buffer[];
};

export type SignRequest = {
  readonly keyRef: string;
  readonly algorithm: SignatureAlgorithm;
  /** DER of the signed attributes; local keys hash it themselves. */
  readonly data: Buffer;
  /** SHA-256 of `data`, for tokens and remote services that take only a digest. */
  readonly digest: Buffer;
};

/**
 * One door to every kind of key: a file, a token or HSM, later the remote services of D§6.4.
 * Errors: `signing.key_unavailable` (unavailable) when it may work later, `signing.key_refused` (forbidden) for a wrong PIN.
 */
export type SigningProvider = {
  readonly id: string;
  listCertificates(): Promise<readonly ProviderCertificate[]>;
  /** RSA: PKCS #1 v1.5 block; ECDSA: DER `Ecdsa-Sig-Value`. */
  signDigest(request: SignRequest): Promise<Buffer>;
};
