import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { buildCertificate, encodeName, type CertificateContent, type Issuer, type NameParts } from './x509-build.ts';
import { readCertificate } from './x509-read.ts';

export type KeyKind = 'rsa-2048' | 'ec-p256';

/** A key with the certificate for it and the issuers up to, but without, the root. */
export type Identity = { readonly certificate: Buffer; readonly key: KeyObject; readonly chain: readonly Buffer[] };

/** The demonstration authority: a root that is trusted, an authority below it that issues, and a timestamp unit. */
export type DemoAuthority = { readonly root: Identity; readonly issuing: Identity; readonly timestamp: Identity };

export type AuthoritySetting = {
  readonly locality: string;
  readonly notBefore: Date;
  /** Big-endian serial number, new each time. */
  readonly nextSerial: () => Buffer;
  /** Base of the addresses written into certificates. */
  readonly baseUrl: string;
};

/** A new key pair; RSA takes about 0.1 s of processor time. */
export function generateKey(kind: KeyKind): KeyObject {
  // Exported and imported: the pair form shares one handle, which the PKCS #12 writer could not encrypt.
  const { privateKey } =
    kind === 'ec-p256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

/** Where the state of certificates of an authority can be asked. */
export function addressesOf(
  baseUrl: string,
  authority: 'root' | 'issuing',
): NonNullable<CertificateContent['addresses']> {
  const base = `${baseUrl}/api/v1/signing/authority/${authority}`;
  return { crl: `${base}/list.crl`, ocsp: `${base}/ocsp`, issuer: `${base}/certificate.cer` };
}

/** Creates keys and certificates of the demonstration authority. Its names say that it is only a demonstration. */
export function createDemoAuthority(setting: AuthoritySetting): DemoAuthority {
  const { locality, baseUrl } = setting;
  const nameOf = (what: string): NameParts => ({
    country: 'VN',
    organization: locality,
    commonName: `${what} trình diễn – ${locality}`,
  });
  const rootName = nameOf('Chứng thực gốc');
  const rootKey = generateKey('ec-p256');
  const byRoot: Issuer = { name: encodeName(rootName), key: rootKey };
  const root = certify(setting, { profile: 'root', subject: rootName, key: rootKey, years: 20 }, byRoot);
  const issuing = certify(
    setting,
    { profile: 'issuing', subject: nameOf('Chứng thực chữ ký số'), addresses: addressesOf(baseUrl, 'root'), years: 15 },
    byRoot,
  );
  const timestamp = certify(
    setting,
    { profile: 'timestamp', subject: nameOf('Dấu thời gian'), addresses: addressesOf(baseUrl, 'issuing'), years: 12 },
    issuerOf(issuing),
  );
  return { root, issuing, timestamp: { ...timestamp, chain: [issuing.certificate] } };
}

type Wanted = Pick<CertificateContent, 'profile' | 'subject' | 'addresses'> & { years: number; key?: KeyObject };

function certify({ notBefore, nextSerial }: AuthoritySetting, wanted: Wanted, issuer: Issuer): Identity {
  const { years, key = generateKey('ec-p256'), ...content } = wanted;
  const notAfter = new Date(notBefore.getTime() + years * 365 * 86_400_000);
  const publicKey = createPublicKey(key);
  const certificate = buildCertificate({ ...content, publicKey, serial: nextSerial(), notBefore, notAfter }, issuer);
  return { certificate, key, chain: [] };
}

/** The identity in its role as issuer. */
export const issuerOf = ({ certificate, key }: Pick<Identity, 'certificate' | 'key'>): Issuer => ({
  name: readCertificate(certificate).subject,
  key,
});

export type SignerRequest = {
  readonly subject: NameParts;
  readonly publicKey: KeyObject;
  readonly serial: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly baseUrl: string;
};

/** A certificate for a person or a unit. */
export function issueSignerCertificate({ baseUrl, ...content }: SignerRequest, issuer: Issuer): Buffer {
  return buildCertificate({ profile: 'signer', addresses: addressesOf(baseUrl, 'issuing'), ...content }, issuer);
}
