import QRCode from 'qrcode';
import type { ReactNode } from 'react';

export type QrImageProps = {
  /** What the code holds: an absolute address or a case code. */
  readonly text: string;
  /** What it is for, e.g. "Mã QR tra cứu hồ sơ H15.50.05-261121-0042". */
  readonly label: string;
  readonly caption?: ReactNode;
};

/** A QR code (ISO/IEC 18004, level M) drawn as one SVG path, so no image request and no inline style. */
export function QrImage({ text, label, caption }: QrImageProps) {
  const { size, path } = qrPath(text);
  return (
    <figure className="qr">
      <svg viewBox={`-2 -2 ${size + 4} ${size + 4}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path d={path} />
      </svg>
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}

function qrPath(text: string): { size: number; path: string } {
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
