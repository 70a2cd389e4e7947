import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const nonceLength = 12;
const tagLength = 16;

/** What a module keeps secret at rest; each purpose has its own key. */
export type Vault = {
  /** AES-256-GCM; `context` must be the same when opening, so that a row cannot be moved to another owner. */
  seal(plain: string, context: string): Buffer;
  /** @throws Error when the bytes were altered, moved, or sealed with another key. */
  open(sealed: Buffer, context: string): string;
  /** HMAC-SHA-256, for codes that people type and that are therefore short. */
  fingerprint(code: string, context: string): Buffer;
};

/** Keys derived from the secret key of the installation for one owner, such as `dinh.identity`. */
export function createVaultFor(secretKey: Buffer, owner: string): Vault {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secretKey, '', `${owner}.${purpose}`, 32));
  const sealingKey = derive('seal');
  const fingerprintKey = derive('fingerprint');
  return {
    seal(plain, context) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, sealed.subarray(0, nonceLength), { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
      return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]).toString('utf8');
    },
    fingerprint: (code, context) => createHmac('sha256', fingerprintKey).update(`${context}\n${code}`).digest(),
  };
}
