import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clocks of the two sides may differ; an older message is a replay. Seconds. */
const tolerance = 600;

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 over `<seconds>.<text>`. The text is what goes over the wire, byte for byte. */
export function sign(secret: string, text: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${digest(secret, seconds, text).toString('hex')}`;
}

/** True for a signature of this very text, made lately with this secret. */
export function isSigned(secret: string, text: string, header: string, now: Date): boolean {
  const parts = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/u.exec(header);
  if (parts === null) return false;
  const seconds = Number(parts[1]);
  if (Math.abs(now.getTime() / 1000 - seconds) > tolerance) return false;
  return timingSafeEqual(digest(secret, seconds, text), Buffer.from(parts[2] ?? '', 'hex'));
}

function digest(secret: string, seconds: number, text: string): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.${text}`).digest();
}
