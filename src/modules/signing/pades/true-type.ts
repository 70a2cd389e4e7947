/** The tables of a TrueType font that a PDF needs (ISO/IEC 14496-22). The font is our own file, so nothing is guarded. */
export type TrueTypeFont = {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly box: readonly [number, number, number, number];
  glyphOf(codePoint: number): number;
  advanceOf(glyph: number): number;
  /** Outline bytes, empty for a blank. */
  outlineOf(glyph: number): Buffer;
  table(tag: string): Buffer | undefined;
};

export function readTrueType(font: Buffer): TrueTypeFont {
  const tables = new Map<string, Buffer>();
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + i * 16;
    const offset = font.readUInt32BE(at + 8);
    tables.set(font.toString('latin1', at, at + 4), font.subarray(offset, offset + font.readUInt32BE(at + 12)));
  }
  const table = (tag: string): Buffer => tables.get(tag) ?? Buffer.alloc(0);
  const head = table('head');
  const hhea = table('hhea');
  const hmtx = table('hmtx');
  const loca = table('loca');
  const metrics = hhea.readUInt16BE(34);
  const long = head.readInt16BE(50) === 1;
  const location = (glyph: number): number => (long ? loca.readUInt32BE(glyph * 4) : loca.readUInt16BE(glyph * 2) * 2);
  return {
    unitsPerEm: head.readUInt16BE(18),
    ascent: hhea.readInt16BE(4),
    descent: hhea.readInt16BE(6),
    box: [head.readInt16BE(36), head.readInt16BE(38), head.readInt16BE(40), head.readInt16BE(42)],
    glyphOf: characterMap(table('cmap')),
    advanceOf: (glyph) => hmtx.readUInt16BE(Math.min(glyph, metrics - 1) * 4),
    outlineOf: (glyph) => table('glyf').subarray(location(glyph), location(glyph + 1)),
    table: (tag) => tables.get(tag),
  };
}

/** The Windows Unicode subtable, format 4. */
function characterMap(cmap: Buffer): (codePoint: number) => number {
  let start = 0;
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = 4 + i * 8;
    const unicode = cmap.readUInt16BE(at) === 3 && cmap.readUInt16BE(at + 2) === 1;
    if (unicode) start = cmap.readUInt32BE(at + 4);
  }
  const twice = cmap.readUInt16BE(start + 6);
  const [ends, starts] = [start + 14, start + 16 + twice];
  const [deltas, ranges] = [starts + twice, starts + 2 * twice];
  return (codePoint) => {
    for (let i = 0; i < twice; i += 2) {
      if (codePoint > cmap.readUInt16BE(ends + i)) continue;
      const first = cmap.readUInt16BE(starts + i);
      if (codePoint < first) return 0;
      const range = cmap.readUInt16BE(ranges + i);
      const delta = cmap.readUInt16BE(deltas + i);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = cmap.readUInt16BE(ranges + i + range + (codePoint - first) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

/** A font file with only the given glyphs (and the parts of composite ones), numbered in the returned order. */
export function subsetTrueType(
  font: TrueTypeFont,
  wanted: readonly number[],
): { file: Buffer; glyphs: readonly number[] } {
  const glyphs = [...new Set([0, ...wanted])];
  // Vietnamese letters are mostly composed of a base and marks: following the parts is what keeps the accents.
  for (let i = 0; i < glyphs.length; i++) {
    for (const at of partsOf(font.outlineOf(glyphs[i] ?? 0))) if (!glyphs.includes(at.glyph)) glyphs.push(at.glyph);
  }
  const outlines = glyphs.map((glyph) => renumber(font.outlineOf(glyph), glyphs));
  const loca = Buffer.alloc((glyphs.length + 1) * 4);
  let end = 0;
  outlines.forEach((outline, i) => {
    end += outline.length;
    loca.writeUInt32BE(end, (i + 1) * 4);
  });
  const hmtx = Buffer.alloc(glyphs.length * 4);
  glyphs.forEach((glyph, i) => hmtx.writeUInt16BE(font.advanceOf(glyph), i * 4));
  const tables = new Map<string, Buffer>([
    ['glyf', Buffer.concat(outlines)],
    ['head', changed(font.table('head'), (head) => head.writeInt16BE(1, 50))],
    ['hhea', changed(font.table('hhea'), (hhea) => hhea.writeUInt16BE(glyphs.length, 34))],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', changed(font.table('maxp'), (maxp) => maxp.writeUInt16BE(glyphs.length, 4))],
  ]);
  for (const tag of ['cvt ', 'fpgm', 'prep']) {
    const table = font.table(tag);
    if (table) tables.set(tag, table);
  }
  return { file: assemble(tables), glyphs };
}

function changed(table: Buffer | undefined, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(table ?? Buffer.alloc(0));
  change(copy);
  return copy;
}

const compositeFlags = { words: 0x0001, scale: 0x0008, more: 0x0020, scaleBoth: 0x0040, matrix: 0x0080 } as const;

/** The glyphs that a composite outline is made of, and where their numbers stand in it. */
function partsOf(outline: Buffer): { glyph: number; at: number }[] {
  const parts: { glyph: number; at: number }[] = [];
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return parts;
  let at = 10;
  for (let flags: number = compositeFlags.more; flags & compositeFlags.more;) {
    flags = outline.readUInt16BE(at);
    parts.push({ glyph: outline.readUInt16BE(at + 2), at: at + 2 });
    at += 4 + (flags & compositeFlags.words ? 4 : 2);
    if (flags & compositeFlags.scale) at += 2;
    else if (flags & compositeFlags.scaleBoth) at += 4;
    else if (flags & compositeFlags.matrix) at += 8;
  }
  return parts;
}

function renumber(outline: Buffer, glyphs: readonly number[]): Buffer {
  const padded = Buffer.alloc((outline.length + 3) & ~3);
  outline.copy(padded);
  for (const { glyph, at } of partsOf(outline)) padded.writeUInt16BE(glyphs.indexOf(glyph), at);
  return padded;
}

function assemble(tables: ReadonlyMap<string, Buffer>): Buffer {
  const count = tables.size;
  const power = Math.floor(Math.log2(count));
  const head = Buffer.alloc(12 + count * 16);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(16 << power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(count * 16 - (16 << power), 10);
  const bodies: Buffer[] = [];
  let offset = head.length;
  [...tables]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .forEach(([tag, table], i) => {
      const at = 12 + i * 16;
      const padded = Buffer.alloc((table.length + 3) & ~3);
      table.copy(padded);
      head.write(tag, at, 'latin1');
      head.writeUInt32BE(checksum(padded), at + 4);
      head.writeUInt32BE(offset, at + 8);
      head.writeUInt32BE(table.length, at + 12);
      bodies.push(padded);
      offset += padded.length;
    });
  return Buffer.concat([head, ...bodies]);
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
