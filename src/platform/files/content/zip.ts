import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

/** One file of an archive, as its directory declares it. */
export type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly localAt: number;
  readonly encrypted: boolean;
};

const mostEntries = 5000;

/**
 * The directory of an archive that fills the file exactly: it begins with its first entry and ends with its end record.
 * Null for anything else: prefixes, trailing bytes, ZIP64, split or empty archives, which no office program writes
 * at the sizes accepted here.
 */
export function readZipDirectory(bytes: Buffer): ZipEntry[] | null {
  const end = bytes.length - 22;
  if (end < 0 || bytes.readUInt32LE(end) !== 0x06054b50 || bytes.readUInt16LE(end + 20) !== 0) return null;
  const count = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  const start = bytes.readUInt32LE(end + 16);
  const plain = bytes.readUInt32LE(end + 4) === 0 && bytes.readUInt16LE(end + 8) === count && start + size === end;
  if (!plain || count === 0 || count > mostEntries || bytes.readUInt32LE(0) !== 0x04034b50) return null;
  const entries: ZipEntry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push(entryAt(bytes, at, nameLength));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return at === end ? entries : null;
}

function entryAt(bytes: Buffer, at: number, nameLength: number): ZipEntry {
  return {
    name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
    method: bytes.readUInt16LE(at + 10),
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    localAt: bytes.readUInt32LE(at + 42),
  };
}

/** True when entries have ordinary names, each once, and lie one after another: overlaps are how the worst bombs are built. */
export function isSound(entries: readonly ZipEntry[], bytes: Buffer): boolean {
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()));
  if (names.size !== entries.length || [...names].some((name) => /^\/|\\|(^|\/)\.\.(\/|$)|\0|^[a-z]:/u.test(name)))
    return false;
  let free = 0;
  for (const entry of entries.toSorted((a, b) => a.localAt - b.localAt)) {
    const range = dataRange(entry, bytes);
    if (range === null || entry.localAt < free) return false;
    free = range.to;
  }
  return true;
}

/** Where the packed bytes of an entry lie; null when its local header is not where the directory says. */
function dataRange(entry: ZipEntry, bytes: Buffer): { from: number; to: number } | null {
  const at = entry.localAt;
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== 0x04034b50) return null;
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const to = from + entry.packed;
  return to <= bytes.length ? { from, to } : null;
}

/** True when every entry unpacks to exactly the size it declares; a lying one is stopped at that size. */
export async function unpacksAsDeclared(entries: readonly ZipEntry[], bytes: Buffer): Promise<boolean> {
  for (const entry of entries) {
    const range = dataRange(entry, bytes);
    if (range === null || !(await lengthHolds(entry, bytes.subarray(range.from, range.to)))) return false;
  }
  return true;
}

async function lengthHolds(entry: ZipEntry, data: Buffer): Promise<boolean> {
  if (entry.method === 0) return data.length === entry.unpacked;
  if (entry.method !== 8) return false;
  try {
    return (await inflate(data, { maxOutputLength: Math.max(1, entry.unpacked) })).length === entry.unpacked;
  } catch {
    return false;
  }
}
