import QRCode from 'qrcode';

/** A QR code (ISO/IEC 18004, level M) as one SVG path over `size` modules, for pages and for scripts without a framework. */
export function qrPath(text: string): { size: number; path: string } {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const runs: string[] = [];
  for (let y = 0; y < size; y++) runs.push(rowPath(data.subarray(y * size, (y + 1) * size), y));
  return { size, path: runs.join('') };
}

// Neighbouring dark modules become one run: a third of the bytes of one square each.
function rowPath(row: Uint8Array, y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x++;
    path += `M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`;
  }
  return path;
}
