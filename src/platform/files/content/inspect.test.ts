import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../limits.ts';
import { aDocx, aJpeg, anXlsx, aPdf, aPng, aZip, type ZipPart } from '../testing/samples.ts';
import { inspectContent } from './inspect.ts';

const inspect = (bytes: Buffer | string, name: string, limits = defaultLimits): Promise<string> =>
  inspectContent(Buffer.from(bytes), name, limits);
const refusal = async (bytes: Buffer | string, name: string, limits = defaultLimits): Promise<unknown> => {
  const error: unknown = await inspect(bytes, name, limits).catch((thrown: unknown) => thrown);
  return (error as { code?: string }).code ?? error;
};

describe('what is taken in', () => {
  it('is known by its bytes', async () => {
    expect(await inspect(aPdf(), 'đơn.pdf')).toBe('application/pdf');
    expect(await inspect(await aPng(), 'ảnh.png')).toBe('image/png');
    expect(await inspect(await aJpeg(), 'ảnh.JPEG')).toBe('image/jpeg');
    expect(await inspect(aDocx(), 'tờ khai.docx')).toContain('wordprocessingml.document');
    expect(await inspect(anXlsx(), 'danh sách.xlsx')).toContain('spreadsheetml.sheet');
  });

  it('includes a PDF with signatures, zeros or line ends after its end mark, and documents with icons or long tables', async () => {
    expect(await inspect(Buffer.concat([aPdf(), aPdf('revision')]), 'đã ký.pdf')).toBe('application/pdf');
    expect(await inspect(Buffer.concat([aPdf(), Buffer.alloc(500)]), 'máy quét.pdf')).toBe('application/pdf');
    expect(await inspect(aDocx([{ name: 'word/media/image1.svg', content: '<svg/>' }]), 'a.docx')).toContain(
      'document',
    );
    expect(await inspect(anXlsx([{ name: 'xl/sheet1.xml', content: '<c/>'.repeat(500_000) }]), 'a.xlsx')).toContain(
      'sheet',
    );
  });
});

describe('what is refused', () => {
  it.each<[string, Buffer | string, string]>([
    ['a page', '<!doctype html><script>alert(1)</script>', 'x.html'],
    ['a page called PDF', '<html><body>xin chào</body></html>', 'x.pdf'],
    ['a drawing that can run scripts', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'x.svg'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]), 'x.pdf'],
    ['a plain archive', aZip([{ name: 'a.txt', content: 'a' }]), 'x.zip'],
    ['plain text', 'chỉ là chữ', 'x.pdf'],
    ['an old Word file', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'x.doc'],
  ])('%s', async (_what, bytes, name) => {
    expect(await refusal(bytes, name)).toBe('files.type_not_accepted');
  });

  it('a name that says another kind than the bytes', async () => {
    expect(await refusal(aPdf(), 'x.png')).toBe('files.name_disagrees');
    expect(await refusal(await aJpeg(), 'x.png')).toBe('files.name_disagrees');
    expect(await refusal(aDocx(), 'x.xlsx')).toBe('files.name_disagrees');
    expect(await refusal(aPdf(), 'x.pdf.exe')).toBe('files.name_disagrees');
  });

  it('files that are two things at once', async () => {
    const archive = aZip([{ name: 'a.html', content: '<script/>' }]);
    const html = Buffer.from('<html><script>alert(1)</script></html>');
    const insidePdf = aPdf('')
      .toString('latin1')
      .replace('% \n', () => `% ${html.toString('latin1')}\n`);
    expect(await refusal(Buffer.concat([aPdf(), archive, Buffer.from('\n%%EOF')]), 'x.pdf')).toBe('files.two_kinds');
    expect(await refusal(Buffer.from(insidePdf, 'latin1'), 'x.pdf')).toBe('files.two_kinds');
    expect(await refusal(Buffer.concat([await aJpeg(), archive]), 'x.jpg')).toBe('files.two_kinds');
    expect(await refusal(Buffer.concat([await aJpeg(), html]), 'x.jpg')).toBe('files.two_kinds');
    expect(await refusal(jpegWithComment(await aJpeg(), aPdf()), 'x.jpg')).toBe('files.two_kinds');
    expect(await refusal(jpegWithComment(await aJpeg(), html), 'x.jpg')).toBe('files.two_kinds');
    expect(await refusal(Buffer.concat([await aPng(), archive]), 'x.png')).toBe('files.two_kinds');
    expect(await refusal(Buffer.concat([aPdf(), archive]), 'x.pdf')).toBe('files.two_kinds');
    expect(await refusal(Buffer.concat([aPdf(), aDocx()]), 'x.docx')).toBe('files.name_disagrees');
    expect(await refusal(Buffer.concat([aDocx(), aPdf()]), 'x.docx')).toBe('files.damaged');
  });

  it('cut and padded files', async () => {
    expect(await refusal(aPdf().subarray(0, 120), 'x.pdf')).toBe('files.damaged');
    expect(await refusal(Buffer.concat([aPdf(), Buffer.from('hidden words')]), 'x.pdf')).toBe('files.damaged');
    expect(await refusal(Buffer.concat([Buffer.from('\n'), aPdf()]), 'x.pdf')).toMatch(/damaged|type_not_accepted/u);
    expect(await refusal((await aPng()).subarray(0, 60), 'x.png')).toBe('files.damaged');
    expect(await refusal(Buffer.concat([await aPng(), Buffer.from('x')]), 'x.png')).toBe('files.damaged');
    expect(await refusal(aDocx().subarray(0, 200), 'x.docx')).toBe('files.damaged');
    expect(await refusal('', 'x.pdf')).toBe('files.empty');
  });

  it('bombs, whether they declare their size or lie about it', async () => {
    const zeros = Buffer.alloc(60_000_000);
    expect(await refusal(aDocx([{ name: 'word/media/a.bin', content: zeros }]), 'x.docx')).toBe('files.bomb');
    expect(await refusal(aDocx([{ name: 'word/media/a.bin', content: zeros, claimed: 100 }]), 'x.docx')).toBe(
      'files.bomb',
    );
    const tight = { ...defaultLimits, largestUnpacked: 1000 };
    expect(await refusal(aDocx([{ name: 'a.xml', content: 'x'.repeat(5000) }]), 'x.docx', tight)).toBe('files.bomb');
    expect(await refusal(overlapping(), 'x.docx')).toBe('files.damaged');
    expect(await refusal(await aPng(9000, 9000), 'x.png')).toBe('files.picture_too_large');
  });

  it.each<[string, ZipPart, string]>([
    ['macros', { name: 'word/vbaProject.bin', content: 'x' }, 'files.active_content'],
    ['programs', { name: 'word/embeddings/setup.exe', content: 'x' }, 'files.active_content'],
    ['a password', { name: 'word/a.xml', content: 'x', encrypted: true }, 'files.locked'],
    ['paths out of the archive', { name: '../../etc/passwd', content: 'x' }, 'files.damaged'],
    ['absolute paths', { name: '/etc/passwd', content: 'x' }, 'files.damaged'],
    ['the same name twice', { name: 'WORD/document.xml', content: 'x' }, 'files.damaged'],
  ])('office files with %s', async (_what, part, code) => {
    expect(await refusal(aDocx([part]), 'x.docx')).toBe(code);
  });

  it('any bytes at all without failing in another way', async () => {
    const starts = [aPdf(), aDocx(), await aPng(), await aJpeg(), Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(0)];
    const mutated = fc.tuple(
      fc.constantFrom(...starts),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
      fc.nat(),
    );
    await fc.assert(
      fc.asyncProperty(mutated, async ([start, changes, cut]) => {
        const bytes = Buffer.from(start.subarray(0, start.length === 0 ? 0 : start.length - (cut % start.length)));
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
        const outcome = await inspectContent(bytes, 'x.pdf', defaultLimits).catch((error: unknown) => error);
        expect(typeof outcome === 'string' || (outcome as { kind: string }).kind === 'invalid').toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

/** A comment segment right after the start of the picture. */
function jpegWithComment(jpeg: Buffer, comment: Buffer): Buffer {
  const head = Buffer.of(0xff, 0xfe, (comment.length + 2) >> 8, (comment.length + 2) & 0xff);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}

/** Two directory entries that share one stretch of packed bytes. */
function overlapping(): Buffer {
  const bytes = aDocx([{ name: 'b.xml', content: 'x'.repeat(100) }]);
  const directory = bytes.readUInt32LE(bytes.length - 6);
  const secondEntry = bytes.indexOf('PK\x01\x02', directory + 4, 'latin1');
  bytes.writeUInt32LE(0, secondEntry + 42);
  return bytes;
}
