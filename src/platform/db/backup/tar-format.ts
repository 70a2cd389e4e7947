/** Size of a tar block; every header and every padded content is a multiple of it (POSIX.1-1988 ustar). */
export const blockSize = 512;

/** Bytes of zero that follow a content of `size` bytes. */
export const paddingOf = (size: number): number => (blockSize - (size % blockSize)) % blockSize;

/** Header of a regular file. Null when the name does not fit the 100 + 155 bytes of the format. */
export function encodeHeader(name: string, size: number, modifiedAt: Date): Buffer | null {
  const split = splitName(name);
  if (split === null) return null;
  const block = Buffer.alloc(blockSize);
  block.write(split.name, 0);
  writeOctal(block, 100, 8, 0o600);
  writeOctal(block, 108, 8, 0);
  writeOctal(block, 116, 8, 0);
  writeSize(block, size);
  writeOctal(block, 136, 12, Math.floor(modifiedAt.getTime() / 1000));
  block.write('0', 156);
  block.write('ustar\0' + '00', 257);
  block.write(split.prefix, 345);
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** What a header says; `end` for the zero block after the last entry, `null` for anything that is no header. */
export function decodeHeader(block: Buffer): { name: string; size: number } | 'end' | null {
  if (block.every((byte) => byte === 0)) return 'end';
  if (Number.parseInt(textAt(block, 148, 8), 8) !== checksum(block)) return null;
  const prefix = textAt(block, 345, 155);
  const name = textAt(block, 0, 100);
  const size = block[124] === 0x80 ? Number(block.readBigUInt64BE(128)) : Number.parseInt(textAt(block, 124, 12), 8);
  if (!Number.isSafeInteger(size) || size < 0 || block[156] !== 0x30) return null;
  return { name: prefix === '' ? name : `${prefix}/${name}`, size };
}

function splitName(name: string): { prefix: string; name: string } | null {
  if (Buffer.byteLength(name) <= 100) return { prefix: '', name };
  for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(rest) <= 100) return { prefix, name: rest };
  }
  return null;
}

/** Octal up to 8 GiB, the binary form of GNU tar beyond. */
function writeSize(block: Buffer, size: number): void {
  if (size < 8 ** 11) {
    writeOctal(block, 124, 12, size);
  } else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(size), 128);
  }
}

function writeOctal(block: Buffer, at: number, width: number, value: number): void {
  block.write(`${value.toString(8).padStart(width - 1, '0')}\0`, at);
}

/** Sum of all bytes, the checksum's own eight counted as spaces. */
function checksum(block: Buffer): number {
  let sum = 8 * 0x20;
  for (let at = 0; at < blockSize; at += 1) if (at < 148 || at >= 156) sum += block[at] ?? 0;
  return sum;
}

function textAt(block: Buffer, at: number, width: number): string {
  const field = block.subarray(at, at + width);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? width : end).trim();
}
