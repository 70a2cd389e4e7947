import { refText, streamBody, type Increment } from '../pdf/increment.ts';
import type { PdfRef } from '../pdf/model.ts';
import type { Box, PdfPage } from '../pdf/pages.ts';
import { stampFontFor, type StampFont } from './stamp-font.ts';
import { loadStampImage } from './stamp-image.ts';

/** What a reader sees of a signature. Lengths in millimetres from the top left corner of the page as it is shown. */
export type Appearance = {
  /** 1 is the first page. */
  readonly page: number | 'last';
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** PNG with transparency: handwritten signature in blue, or seal in red, at its real size. */
  readonly image?: Buffer;
  /** Lines of text in Times size 10, black (NĐ 30/2020 Phụ lục I). */
  readonly lines?: readonly string[];
};

export type Stamp = { readonly rect: Box; readonly appearance: PdfRef };

const pointsPerMillimetre = 72 / 25.4;
const textSize = 10;
const leading = 1.2;

/** Writes the appearance stream and what it uses. Await `loadStampImage` happens first so that a bad picture writes nothing. */
export async function writeStamp(increment: Increment, page: PdfPage, appearance: Appearance): Promise<Stamp> {
  const size = { width: appearance.width * pointsPerMillimetre, height: appearance.height * pointsPerMillimetre };
  const image = appearance.image ? await loadStampImage(appearance.image) : undefined;
  const lines = (appearance.lines ?? []).map((line) => line.normalize('NFC'));
  const resources: string[] = [];
  let content = '';
  let textLeft = 0;
  if (image) {
    const scale = Math.min(size.width / image.width, size.height / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    const x = lines.length > 0 ? 0 : (size.width - width) / 2;
    content += `q ${f(width)} 0 0 ${f(height)} ${f(x)} ${f((size.height - height) / 2)} cm /Im Do Q\n`;
    resources.push(`/XObject<</Im ${refText(image.embed(increment))}>>`);
    textLeft = width + 4;
  }
  if (lines.length > 0) {
    const font = stampFontFor(lines);
    content += drawText(font, lines, { left: textLeft, width: size.width - textLeft, height: size.height });
    resources.push(`/Font<</F ${refText(font.embed(increment))}>>`);
  }
  const appearanceRef = increment.allocate();
  const form = `/Type/XObject/Subtype/Form/BBox[0 0 ${f(size.width)} ${f(size.height)}]`;
  const matrix = page.rotation === 0 ? '' : `/Matrix[${uprightMatrix(page.rotation).join(' ')} 0 0]`;
  increment.put(
    appearanceRef,
    streamBody(`${form}${matrix}/Resources<<${resources.join('')}>>`, Buffer.from(content, 'latin1')),
  );
  return { rect: rectOn(page, appearance), appearance: appearanceRef };
}

const f = (value: number): string => String(Math.round(value * 100) / 100);

type Area = { left: number; width: number; height: number };

/** Lines broken at spaces; the size goes down only when the text would not fit its box at the legal size 10. */
function drawText(font: StampFont, lines: readonly string[], area: Area): string {
  let size = textSize;
  let rows = breakLines(font, lines, area.width / size);
  while (size > 5 && rows.length * size * leading > area.height + 0.5) {
    size -= 0.5;
    rows = breakLines(font, lines, area.width / size);
  }
  const start = area.height - size;
  const shown = rows.map((row) => `${font.encode(row)} Tj T*`).join('\n');
  return `BT /F ${f(size)} Tf ${f(size * leading)} TL 0 g ${f(area.left)} ${f(start)} Td\n${shown}\nET\n`;
}

function breakLines(font: StampFont, lines: readonly string[], width: number): string[] {
  return lines.flatMap((line) => {
    const rows: string[] = [];
    for (const word of line.split(' ')) {
      const extended = rows.length > 0 ? `${rows.at(-1)} ${word}` : word;
      if (rows.length > 0 && font.widthOf(extended) <= width) rows[rows.length - 1] = extended;
      else rows.push(word);
    }
    return rows;
  });
}

/** The box in user space. A reader turns the page clockwise, so left and top mean other sides of the unturned page. */
function rectOn(page: PdfPage, { left, top, width, height }: Appearance): Box {
  const [x0, y0, x1, y1] = page.box;
  const [l, t, r, b] = [left, top, left + width, top + height].map((value) => value * pointsPerMillimetre) as [
    number,
    number,
    number,
    number,
  ];
  const boxes: Record<number, Box> = {
    0: [x0 + l, y1 - b, x0 + r, y1 - t],
    90: [x0 + t, y0 + l, x0 + b, y0 + r],
    180: [x1 - r, y0 + t, x1 - l, y0 + b],
    270: [x1 - b, y1 - r, x1 - t, y1 - l],
  };
  const [a, bottom, c, d] = boxes[page.rotation] ?? [0, 0, 0, 0];
  return [round(a), round(bottom), round(c), round(d)];
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Turns the stamp against the page's own turn, so that it is upright on the screen. */
function uprightMatrix(rotation: number): readonly [number, number, number, number] {
  if (rotation === 90) return [0, 1, -1, 0];
  return rotation === 180 ? [-1, 0, 0, -1] : [0, -1, 1, 0];
}
