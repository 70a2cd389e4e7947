const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A PNG whose chunks fill the file from signature to IEND: no room for hidden content after the picture. */
export function isWholePng(bytes: Buffer): boolean {
  if (!bytes.subarray(0, 8).equals(signature)) return false;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    at += 12 + bytes.readUInt32BE(at);
    if (type === 'IEND') return at === bytes.length;
  }
  return false;
}
