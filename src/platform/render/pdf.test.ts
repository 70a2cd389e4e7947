import fc from 'fast-check';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { cleanParagraphs } from '#platform/text/clean.ts';
import { renderPaper, renderPdf } from './pdf.ts';
import { findUnprintable } from './print-data.ts';

const at = new Date('2026-11-21T02:00:00Z');
const plain = new URL('./testing/plain.typ', import.meta.url);
const probe = new URL('./testing/probe.typ', import.meta.url);

async function readBack(pdf: Uint8Array): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text } = await extractText(document, { mergePages: true });
  return text;
}

// Line breaking and text extraction move white space; every other character must come back.
function withoutSpace(text: string): string {
  return text.normalize('NFC').replace(/[\s\u200b]/g, '');
}

const markup = [
  '- gạch đầu dòng',
  '+ mục',
  '/ Từ: nghĩa',
  '= Tiêu đề',
  '#import "x.typ"',
  '#eval("1")',
  '#{1}',
  '$x^2$',
  '*đậm*',
  '_nghiêng_',
  '`mã`',
  '```x```',
  '<nhãn>',
  '@tham-chieu',
  '\\ \\n \\u{41}',
  '// chú thích',
  '/* chú thích */',
  '--- -- ...',
  '\'nháy\' "kép"',
  'https://example.vn/#a',
  '~',
  '[nội dung]',
  '](x)',
  '#sys.inputs',
  '#read("/package.json")',
] as const;

describe('renderPdf', () => {
  it.each(markup)('prints %j literally, at the start of a line and inside one', async (text) => {
    const pdf = await renderPdf({ template: plain, data: { text: `${text}\nvà ${text}` }, at });
    expect(withoutSpace(await readBack(pdf))).toBe(withoutSpace(`${text}và${text}`));
  });

  it('prints any mixture of signs and letters literally', async () => {
    const unit = fc.constantFrom(
      ...Array.from('#$*_`<>@=-+/\\~[]{}()"\'.,:;!%&^|0aZđẾự \n'),
      '#let',
      '#show: x',
      '```',
      '//',
    );
    const text = fc.string({ unit, minLength: 1, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const pdf = await renderPdf({ template: plain, data: { text: value }, at });
        expect(withoutSpace(await readBack(pdf))).toBe(withoutSpace(cleanParagraphs(value)));
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  it('renders whatever Unicode throws at every block of a paper', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const pdf = await renderPdf({ template: probe, data: { text: value }, at });
        expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  it('shows a box for what the font cannot draw', async () => {
    const pdf = await renderPdf({ template: plain, data: { text: 'Chào 😀 漢' }, at });
    expect(withoutSpace(await readBack(pdf))).toBe('Chào□□');
    expect(findUnprintable('Chào 😀 漢 😀')).toEqual(['😀', '漢']);
    expect(findUnprintable("Nguyễn Kpă H'Čư̆ “…” – ½ €")).toEqual([]);
  });

  it('breaks endless words instead of running out of the page', async () => {
    const word = 'ạ'.repeat(400);
    const { pages, pdf } = await renderPaper({ template: plain, data: { text: word }, at });
    expect(pages).toBe(1);
    expect(withoutSpace(await readBack(pdf))).toBe(word);
  });

  it('gives equal bytes for equal inputs, and carries the given date', async () => {
    const input = { template: probe, data: { text: 'Nguyễn Văn An' }, at };
    const [first, second] = [await renderPdf(input), await renderPdf(input)];
    expect(Buffer.compare(first, second)).toBe(0);
    const later = await renderPdf({ ...input, at: new Date('2027-01-01T00:00:00Z') });
    expect(Buffer.compare(first, later)).not.toBe(0);
    const { info } = await (await getDocumentProxy(new Uint8Array(first))).getMetadata();
    expect(info).toMatchObject({ Title: 'Nguyễn Văn An', CreationDate: 'D:20261121020000Z' });
  });

  it('reports pages and signature spots in millimetres', async () => {
    const { pages, spots } = await renderPaper({ template: probe, data: { text: 'An' }, at });
    expect(pages).toBe(1);
    expect(spots).toEqual([
      { name: 'signer', page: 1, left: 30, top: expect.any(Number) as number, width: 160, height: 20 },
    ]);
  });

  it('also exports as PDF/UA-1', async () => {
    const pdf = await renderPdf({ template: probe, data: { text: 'Nguyễn Văn An' }, at, conformance: 'ua-1' });
    expect(Buffer.from(pdf).includes('pdfuaid')).toBe(true);
  });

  it('names file and line when a template asks for data it was not given', async () => {
    await expect(renderPdf({ template: plain, data: {}, at })).rejects.toThrow(/testing\/plain\.typ:\d+ .*text/);
  });

  it('refuses templates outside src and data without bounds', async () => {
    const outside = new URL('../../../package.json', import.meta.url);
    await expect(renderPdf({ template: outside, data: {}, at })).rejects.toThrow('a template is a .typ file under src');
    await expect(renderPdf({ template: plain, data: { text: 'a'.repeat(500_001) }, at })).rejects.toThrow(
      'render.data_too_large',
    );
  });

  it('does not keep what it rendered', async () => {
    const render = async (count: number): Promise<void> => {
      for (let index = 0; index < count; index += 1) {
        await renderPdf({ template: plain, data: { text: `${count} ${index} `.repeat(200) }, at });
      }
    };
    // Without eviction and turns of the event loop 400 papers leave some 200 MB behind; the heap's own ups and downs are 150 MB.
    await render(300);
    const before = process.memoryUsage().rss;
    await render(900);
    expect(process.memoryUsage().rss - before).toBeLessThan(250_000_000);
  }, 60_000);
});
