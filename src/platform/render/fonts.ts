import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Tinos has the metrics of Times New Roman, which NĐ 30/2020 prescribes, and every Vietnamese letter.
const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'] as const;
const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));

/** The four faces of the serif that official papers are set in, as font file bytes. */
export function loadPaperFonts(): Buffer[] {
  return faces.map((face) => readFileSync(join(folder, face, `Tinos_${face}.ttf`)));
}

function findTable(font: DataView, tag: string): number {
  const tables = font.getUint16(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + index * 16;
    const name = [0, 1, 2, 3].map((offset) => String.fromCharCode(font.getUint8(record + offset))).join('');
    if (name === tag) return font.getUint32(record + 8);
  }
  throw new Error(`font without a ${tag} table`);
}

function findUnicodeMap(font: DataView): number {
  const cmap = findTable(font, 'cmap');
  const subtables = font.getUint16(cmap + 2);
  for (let index = 0; index < subtables; index += 1) {
    const record = cmap + 4 + index * 8;
    const isWindowsUnicode = font.getUint16(record) === 3 && font.getUint16(record + 2) === 1;
    const at = cmap + font.getUint32(record + 4);
    if (isWindowsUnicode && font.getUint16(at) === 4) return at;
  }
  throw new Error('font without a Unicode character map');
}

/** The code points of the basic plane that a TrueType font can draw (OpenType `cmap`, format 4). */
export function readCoverage(file: Uint8Array): Set<number> {
  const font = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const map = findUnicodeMap(font);
  const segments = font.getUint16(map + 6) / 2;
  const covered = new Set<number>();
  for (let index = 0; index < segments; index += 1) {
    const end = font.getUint16(map + 14 + index * 2);
    const start = font.getUint16(map + 16 + segments * 2 + index * 2);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      if (glyphOf(font, { map, segments, index, start }, code) !== 0) covered.add(code);
    }
  }
  return covered;
}

type Segment = { readonly map: number; readonly segments: number; readonly index: number; readonly start: number };

function glyphOf(font: DataView, { map, segments, index, start }: Segment, code: number): number {
  const delta = font.getUint16(map + 16 + segments * 4 + index * 2);
  const rangeAt = map + 16 + segments * 6 + index * 2;
  const range = font.getUint16(rangeAt);
  if (range === 0) return (code + delta) & 0xffff;
  const glyph = font.getUint16(rangeAt + range + (code - start) * 2);
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
}
