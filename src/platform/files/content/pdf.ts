const header = /^%PDF-[12]\.\d/u;
const trailerWindow = 2048;

/** A PDF that starts at its first byte and ends with its end mark: nothing of another kind fits around it. */
export function isWholePdf(bytes: Buffer): boolean {
  if (!header.test(bytes.toString('latin1', 0, 8))) return false;
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - trailerWindow));
  const end = tail.lastIndexOf('%%EOF');
  // Some scanners pad with zeros or line ends.
  return end !== -1 && /^[\s\0]*$/u.test(tail.slice(end + 5));
}
