import { generateURI, verify } from 'otplib';
import type { Ids } from '#platform/time/ids.ts';

/** Seconds either way: telephones run a little off. */
const tolerance = 30;

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A secret of 160 bits in base 32 (RFC 4226 §4 R6). */
export function makeTotpSecret(ids: Ids): string {
  const bytes = Buffer.from(ids.token(20), 'base64url');
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => base32[Number.parseInt(five, 2)] ?? '').join('');
}

/** The `otpauth:` address that the QR code carries. */
export function totpUri(secret: string, issuer: string, label: string): string {
  return generateURI({ issuer, label, secret });
}

/** The time step of a right code; null for a wrong one or one whose step is used up. */
export async function checkTotp(secret: string, typed: string, lastStep: number, now: Date): Promise<number | null> {
  const token = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const result = await verify({ secret, token, epoch: Math.floor(now.getTime() / 1000), epochTolerance: tolerance });
  if (!result.valid || !('timeStep' in result)) return null;
  return result.timeStep > lastStep ? result.timeStep : null;
}
