import type { ReactNode } from 'react';
import { qrPath } from '../qr-path.ts';

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
