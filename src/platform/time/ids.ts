import { createHash, randomBytes } from 'node:crypto';
import { randomPiece } from './random.ts';

/** Source of identifiers; injected so that tests are repeatable. */
export type Ids = {
  /** UUIDv7 (RFC 9562): sorts by time, so indexes stay compact. */
  uuid(): string;
  /** Unguessable base64url text of `bytes` random bytes (default 32). */
  token(bytes?: number): string;
};

export const systemIds: Ids = {
  uuid: () => uuidFrom(Date.now(), randomPiece(10)),
  token: (bytes = 32) => randomBytes(bytes).toString('base64url'),
};

/** The same identifiers in the same order for the same seed. */
export function sequentialIds(seed = 'test'): Ids {
  let count = 0;
  const next = (): Buffer => createHash('sha512').update(`${seed}:${++count}`).digest();
  return {
    uuid: () => uuidFrom(1_795_000_000_000 + count, next()),
    token: (bytes = 32) => next().subarray(0, bytes).toString('base64url'),
  };
}

function uuidFrom(milliseconds: number, random: Buffer): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  random.copy(bytes, 6, 0, 10);
  bytes[6] = 0x70 | (bytes.readUInt8(6) & 0x0f);
  bytes[8] = 0x80 | (bytes.readUInt8(8) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
