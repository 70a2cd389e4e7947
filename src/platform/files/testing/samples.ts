import { crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';

/** A small PDF of one page; `text` makes its bytes differ, `padding` makes it long. */
export function aPdf(text = 'Xin chao', padding = 0): Buffer {
  const body = [
    '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n',
    '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n',
    '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n',
    '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>\nendobj\n',
    `% ${text}\n`,
    `% ${'x'.repeat(padding)}\n`,
  ].join('');
  return Buffer.from(`${body}trailer\n<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF\n`, 'latin1');
}

export async function aPng(width = 8, height = 8): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#a33' } })
    .png()
    .toBuffer();
}

/** A JPEG that carries the place where it was taken. */
export async function aJpeg(width = 64, height = 48): Promise<Buffer> {
  const picture = sharp({ create: { width, height, channels: 3, background: '#3a3' } }).jpeg();
  return picture.withExif({ IFD0: { Artist: 'Nguyen Van An' }, IFD3: { GPSLatitude: '21/1 1/1 1/1' } }).toBuffer();
}

export type ZipPart = {
  readonly name: string;
  readonly content: Buffer | string;
  /** What the headers claim instead of the true size. */
  readonly claimed?: number;
  readonly encrypted?: boolean;
};

/** A ZIP archive as office programs write it. */
export function aZip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const packed = deflateRawSync(content, { level: 9 });
    const name = Buffer.from(part.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.encrypted === true ? 1 : 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(part.claimed ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, place, name]));
    locals.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}

const contentTypes = (main: string): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x.xml" ContentType="application/vnd.openxmlformats-officedocument.${main}.main+xml"/></Types>`;

export function aDocx(extra: readonly ZipPart[] = []): Buffer {
  const types = { name: '[Content_Types].xml', content: contentTypes('wordprocessingml.document') };
  return aZip([types, { name: 'word/document.xml', content: '<w:document/>' }, ...extra]);
}

export function anXlsx(extra: readonly ZipPart[] = []): Buffer {
  const types = { name: '[Content_Types].xml', content: contentTypes('spreadsheetml.sheet') };
  return aZip([types, { name: 'xl/workbook.xml', content: '<workbook/>' }, ...extra]);
}
