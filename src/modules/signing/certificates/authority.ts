import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { buildCertificate, encodeName, type CertificateContent, type Issuer, type NameParts } from './x509-build.ts';

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

const year = 365 * 86_400_000;
const after = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);

/** A new key pair; RSA takes about 0.1 s of processor time. */
export function generateKey(kind: KeyKind): KeyObject {
  // Exported and imported: the pair form shares one handle, which the PKCS #12 writer could not encrypt.
  const { privateKey } = kind === 'ec-p256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

/** Where the state of certificates of an authority can be asked. */
export function addressesOf(baseUrl: string, authority: 'root' | 'issuing'): NonNullable<CertificateContent['addresses']> {
  const base = `${baseUrl}/api/v1/signing/authority/${authority}`;
  return { crl: `${base}/list.crl`, ocsp: `${base}/ocsp`, issuer: `${base}/certificate.cer` };
}

/** Creates keys and certificates of the demonstration authority. Its names say that it is only a demonstration. */
export function createDemoAuthority({ locality, notBefore, nextSerial, baseUrl }: AuthoritySetting): DemoAuthority {
  const common: NameParts = { country: 'VN', organization: locality };
  const rootName: NameParts = { ...common, commonName: `Chứng thực gốc trình diễn – ${locality}` };
  const issuingName: NameParts = { ...common, commonName: `Chứng thực chữ ký số trình diễn – ${locality}` };
  const keys = { root: generateKey('ec-p256'), issuing: generateKey('ec-p256'), timestamp: generateKey('ec-p256') };
  const byRoot: Issuer = { name: encodeName(rootName), key: keys.root };
  const byIssuing: Issuer = { name: encodeName(issuingName), key: keys.issuing };
  const make = (content: Pick<CertificateContent, 'profile' | 'subject' | 'addresses'>, key: KeyObject, issuer: Issuer, years: number): Buffer =>
    buildCertificate({ ...content, publicKey: createPublicKey(key), serial: nextSerial(), notBefore, notAfter: after(notBefore, years * year) }, issuer);
  const root = make({ profile: 'root', subject: rootName }, keys.root, byRoot, 20);
  const issuing = make({ profile: 'issuing', subject: issuingName, addresses: addressesOf(baseUrl, 'root') }, keys.issuing, byRoot, 15);
  const stampName = { ...common, commonName: `Dấu thời gian trình diễn – ${locality}` };
  const timestamp = make({ profile: 'timestamp', subject: stampName, addresses: addressesOf(baseUrl, 'issuing') }, keys.timestamp, byIssuing, 12);
  return {
    root: { certificate: root, key: keys.root, chain: [] },
    issuing: { certificate: issuing, key: keys.issuing, chain: [] },
    timestamp: { certificate: timestamp, key: keys.timestamp, chain: [issuing] },
  };
}

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
