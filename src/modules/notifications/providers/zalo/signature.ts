import { createHash, timingSafeEqual } from 'node:crypto';

export type WebhookSecrets = { readonly appId: string; readonly oaSecret: string };

/** hex(SHA-256(appId + raw body + timestamp + OA secret)): a plain hash, the OA secret and not the app secret (OP§12). */
export function signatureOf(rawBody: string, timestamp: string, { appId, oaSecret }: WebhookSecrets): string {
  return createHash('sha256').update(`${appId}${rawBody}${timestamp}${oaSecret}`).digest('hex');
}

/** Compares in constant time; `mac=` before the hex digits is allowed. */
export function isSignedBy(
  secrets: WebhookSecrets,
  sent: { readonly rawBody: string; readonly timestamp: string; readonly header: string },
): boolean {
  const given = /^(?:mac=)?(?<hex>[0-9a-f]{64})$/iu.exec(sent.header.trim())?.groups?.['hex'];
  if (given === undefined || secrets.oaSecret === '') return false;
  const expected = Buffer.from(signatureOf(sent.rawBody, sent.timestamp, secrets), 'hex');
  return timingSafeEqual(Buffer.from(given, 'hex'), expected);
}
