import { randomFillSync } from 'node:crypto';

/** Random bytes are drawn in bulk: a call of the generator costs more than all else that an identifier needs. */
const drawn = Buffer.alloc(8_192);
let used = drawn.length;

/** Up to 64 unguessable bytes, handed out once; to be read before the next call. */
export function randomPiece(size: number): Buffer {
  if (used + size > drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += size;
  return drawn.subarray(used - size, used);
}
