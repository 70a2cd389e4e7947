import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { refText, streamBody, type Increment } from '../pdf/increment.ts';
import type { PdfRef } from '../pdf/model.ts';
import { readTrueType, subsetTrueType, type TrueTypeFont } from './true-type.ts';

/** A subset of Tinos (metric twin of Times New Roman, with all Vietnamese letters) ready to be written into a file. */
export type StampFont = {
  /** Width of a text in points at size 1. */
  widthOf(text: string): number;
  /** The text as a hexadecimal string of glyph numbers. */
  encode(text: string): string;
  /** Writes the font objects; returns the reference for the resources dictionary. */
  embed(increment: Increment): PdfRef;
};

// Digits and punctuation are always in, so that only the names decide which subset is needed and the cache hits.
const always = ' 0123456789.:+-/,()';
const subsets = new LRUCache<string, StampFont>({ max: 200 });
let tinos: TrueTypeFont | undefined;

function loadTinos(): TrueTypeFont {
  const path = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
  tinos ??= readTrueType(readFileSync(path));
  return tinos;
}

/** The font for these lines; letters that the font lacks become its "missing" box. */
export function stampFontFor(lines: readonly string[]): StampFont {
  const characters = [...new Set(Array.from(always + lines.join('')))].toSorted().join('');
  const known = subsets.get(characters);
  if (known) return known;
  const font = createStampFont(loadTinos(), characters);
  subsets.set(characters, font);
  return font;
}

function createStampFont(font: TrueTypeFont, characters: string): StampFont {
  const wanted = Array.from(characters).map((character) => font.glyphOf(character.codePointAt(0) ?? 0));
  const { file, glyphs } = subsetTrueType(font, wanted);
  const indexOf = new Map(Array.from(characters).map((character, i) => [character, glyphs.indexOf(wanted[i] ?? 0)]));
  const scale = (units: number): number => Math.round((units * 1000) / font.unitsPerEm);
  const widths = glyphs.map((glyph) => scale(font.advanceOf(glyph)));
  const bodies = fontBodies({ font, file, widths, characters, indexOf, scale });
  return {
    widthOf: (text) =>
      Array.from(text).reduce((sum, character) => sum + (widths[indexOf.get(character) ?? 0] ?? 0), 0) / 1000,
    encode: (text) =>
      `<${Array.from(text)
        .map((character) => hex4(indexOf.get(character) ?? 0))
        .join('')}>`,
    embed: (increment) => embedFont(increment, bodies),
  };
}

const hex4 = (value: number): string => value.toString(16).padStart(4, '0');

type Parts = {
  font: TrueTypeFont;
  file: Buffer;
  widths: readonly number[];
  characters: string;
  indexOf: ReadonlyMap<string, number>;
  scale: (units: number) => number;
};
type Bodies = { name: string; file: Buffer; toUnicode: Buffer; descriptor: string; widths: string };

function fontBodies({ font, file, widths, characters, indexOf, scale }: Parts): Bodies {
  const packed = deflateSync(file);
  // Six capitals mark a subset (ISO 32000-1 §9.6.4); taken from the file so that equal subsets get equal names.
  const tag = [...packed.subarray(-6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('');
  const name = `${tag}+Tinos-Regular`;
  const box = font.box.map(scale).join(' ');
  const metrics = `/Ascent ${scale(font.ascent)}/Descent ${scale(font.descent)}/CapHeight 662/StemV 80/ItalicAngle 0`;
  return {
    name,
    file: streamBody(`/Filter/FlateDecode/Length1 ${file.length}`, packed),
    toUnicode: streamBody('/Filter/FlateDecode', deflateSync(Buffer.from(unicodeMap(characters, indexOf), 'latin1'))),
    descriptor: `/Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${box}]${metrics}`,
    widths: `[0[${widths.join(' ')}]]`,
  };
}

/** ToUnicode: PDF/A and copy-and-paste need to know which letter a glyph is (ISO 32000-1 §9.10.3). */
function unicodeMap(characters: string, indexOf: ReadonlyMap<string, number>): string {
  const rows = Array.from(characters).map((character) => {
    const unicode = Buffer.from(character, 'utf16le').swap16().toString('hex');
    return `<${hex4(indexOf.get(character) ?? 0)}> <${unicode}>`;
  });
  const blocks: string[] = [];
  for (let i = 0; i < rows.length; i += 100) {
    const block = rows.slice(i, i + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`);
  }
  const info =
    '/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def /CMapName/Adobe-Identity-UCS def /CMapType 2 def';
  const space = '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange';
  return `/CIDInit/ProcSet findresource begin 12 dict begin begincmap ${info}\n${space}\n${blocks.join('')}endcmap end end`;
}

function embedFont(increment: Increment, bodies: Bodies): PdfRef {
  const [font, descendant, descriptor, file, toUnicode] = [
    increment.allocate(),
    increment.allocate(),
    increment.allocate(),
    increment.allocate(),
    increment.allocate(),
  ];
  increment.put(file, bodies.file);
  increment.put(toUnicode, bodies.toUnicode);
  increment.put(descriptor, `<<${bodies.descriptor}/FontFile2 ${refText(file)}>>`);
  const system = '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity';
  const base = `/BaseFont/${bodies.name}`;
  increment.put(
    descendant,
    `<</Type/Font/Subtype/CIDFontType2${base}${system}/FontDescriptor ${refText(descriptor)}/DW 0/W${bodies.widths}>>`,
  );
  increment.put(
    font,
    `<</Type/Font/Subtype/Type0${base}/Encoding/Identity-H/DescendantFonts[${refText(descendant)}]/ToUnicode ${refText(toUnicode)}>>`,
  );
  return font;
}
