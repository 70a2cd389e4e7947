import QRCode from 'qrcode';
import { invalid } from '#platform/errors/app-error.ts';

// The quiet zone that ISO/IEC 18004 asks for; scanners of old phones fail without it.
const quietZone = 4;
const maxBytes = 1_000;

type Matrix = { readonly size: number; isDark(row: number, column: number): boolean };

function encode(text: string): Matrix {
  if (text === '' || Buffer.byteLength(text) > maxBytes) throw invalid('render.code_too_long');
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
}

function runsOfRow(matrix: Matrix, row: number): string {
  let path = '';
  for (let column = 0; column < matrix.size; column += 1) {
    let width = 0;
    while (column + width < matrix.size && matrix.isDark(row, column + width)) width += 1;
    if (width > 0) path += `M${column + quietZone} ${row + quietZone}h${width}v1h-${width}z`;
    column += width;
  }
  return path;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/**
 * A QR code (level M, quiet zone included) as one SVG path, for HTML and for PDF. `label` is what a screen reader
 * says. Throws `render.code_too_long` for an empty text or more than 1,000 bytes.
 */
export function drawQrSvg(text: string, label = 'Mã QR'): string {
  const matrix = encode(text);
  const side = matrix.size + quietZone * 2;
  const path = Array.from({ length: matrix.size }, (_, row) => runsOfRow(matrix, row)).join('');
  const title = escapeXml(label);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${title}" ` +
    `shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`
  );
}

/** The same code as PNG, `scale` pixels a module, for e-mail and chat. */
export async function drawQrPng(text: string, scale = 8): Promise<Uint8Array> {
  encode(text);
  return QRCode.toBuffer(text, { errorCorrectionLevel: 'M', margin: quietZone, scale, type: 'png' });
}
