import { createHash } from 'node:crypto';

type KdfInput = {
  readonly digest: 'sha1' | 'sha256';
  readonly password: string;
  readonly salt: Buffer;
  readonly iterations: number;
  /** 1 key, 2 initialisation vector, 3 MAC key. */
  readonly purpose: 1 | 2 | 3;
  readonly size: number;
};

/** Key derivation of PKCS #12 (RFC 7292 appendix B.2); still how every file's MAC key is made. */
export function derivePkcs12({ digest, password, salt, iterations, purpose, size }: KdfInput): Buffer {
  const block = 64;
  const secret = Buffer.from(`${password}\0`, 'utf16le').swap16();
  const material = Buffer.concat([fill(salt, block), fill(secret, block)]);
  const diversifier = Buffer.alloc(block, purpose);
  const output: Buffer[] = [];
  for (let have = 0; have < size; have += output.at(-1)?.length ?? size) {
    let hash = createHash(digest).update(diversifier).update(material).digest();
    for (let i = 1; i < iterations; i++) hash = createHash(digest).update(hash).digest();
    output.push(hash);
    addToBlocks(material, fill(hash, block).subarray(0, block), block);
  }
  return Buffer.concat(output).subarray(0, size);
}

/** Repeats the bytes up to a whole number of blocks. */
function fill(bytes: Buffer, block: number): Buffer {
  const size = Math.ceil(bytes.length / block) * block;
  return size === 0 ? Buffer.alloc(0) : Buffer.alloc(size, bytes);
}

/** Each block becomes itself + addend + 1, as big-endian numbers. */
function addToBlocks(material: Buffer, addend: Buffer, block: number): void {
  for (let start = 0; start < material.length; start += block) {
    let carry = 1;
    for (let i = block - 1; i >= 0; i--) {
      const sum = (material[start + i] ?? 0) + (addend[i] ?? 0) + carry;
      material[start + i] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}
