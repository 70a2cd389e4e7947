const eocd = Buffer.from('PK\x05\x06', 'latin1');
const centralEntry = Buffer.from('PK\x01\x02', 'latin1');
/** A comment of at most 65,535 bytes may follow the 22 bytes of the record. */
const eocdWindow = 65_557;

const markup = /<(?:!doctype|html|head|body|script|iframe|object|embed|svg|\?php)\b/iu;
const sniffWindow = 1024;

/** What else a PDF or a picture could be taken for by another program, or undefined (files that are two things at once). */
export function findForeignContent(bytes: Buffer, mediaType: string): 'zip' | 'pdf' | 'markup' | undefined {
  if (holdsZipDirectory(bytes)) return 'zip';
  const head = bytes.toString('latin1', 0, sniffWindow);
  // Readers look for this mark anywhere in the first kilobyte.
  if (mediaType !== 'application/pdf' && head.includes('%PDF-')) return 'pdf';
  if (markup.test(head) || markup.test(afterTheEnd(bytes, mediaType))) return 'markup';
  return undefined;
}

/** ZIP programs read from the end: a directory there opens the file as an archive whatever stands before it. */
function holdsZipDirectory(bytes: Buffer): boolean {
  const floor = Math.max(0, bytes.length - eocdWindow);
  for (let at = bytes.lastIndexOf(eocd); at >= floor; at = at === 0 ? -1 : bytes.lastIndexOf(eocd, at - 1)) {
    if (at + 22 > bytes.length) continue;
    const size = bytes.readUInt32LE(at + 12);
    const directory = at - size;
    // An empty archive has no entry to point at.
    if (size === 0 || (directory >= 0 && bytes.subarray(directory, directory + 4).equals(centralEntry))) return true;
  }
  return false;
}

const endMarks: Readonly<Record<string, Buffer>> = {
  'application/pdf': Buffer.from('%%EOF'),
  'image/jpeg': Buffer.of(0xff, 0xd9),
  'image/png': Buffer.from('IEND'),
};

function afterTheEnd(bytes: Buffer, mediaType: string): string {
  const mark = endMarks[mediaType];
  const end = mark === undefined ? -1 : bytes.lastIndexOf(mark);
  return end === -1 || mark === undefined
    ? ''
    : bytes.toString('latin1', end + mark.length, end + mark.length + eocdWindow);
}
