import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { countPages, pageImages } from './page-images.ts';

async function makePdf(pages: number, size: [number, number] = [595, 842]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) {
    const drawn = document.addPage(size);
    drawn.drawText(`Page ${page + 1}`, { x: 60, y: 700, size: 40 });
    if (page === 0)
      document.getForm().createTextField('field').addToPage(drawn, { x: 50, y: 100, width: 200, height: 40 });
  }
  return document.save();
}

describe('pageImages', () => {
  it('draws pages in order, at the resolution asked for', async () => {
    const images = await pageImages(await makePdf(12), { dpi: 72, max: 11 });
    expect(images).toHaveLength(11);
    expect(await sharp(images[0]).metadata()).toMatchObject({ format: 'png', height: 842, width: 595 });
    expect(Buffer.compare(images[1] ?? Buffer.alloc(0), images[9] ?? Buffer.alloc(0))).not.toBe(0);
  });

  it('bounds the picture of a giant page', async () => {
    const [image] = await pageImages(await makePdf(1, [14_000, 14_000]), { dpi: 72 });
    expect((await sharp(image).metadata()).width).toBe(842);
  });

  it('counts pages', async () => {
    expect(await countPages(await makePdf(3))).toBe(3);
  });

  it.each([
    ['no PDF', Buffer.from('không phải PDF')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s', async (_, bytes) => {
    await expect(pageImages(bytes)).rejects.toMatchObject({ code: 'render.pdf_unreadable' });
    await expect(countPages(bytes)).rejects.toMatchObject({ code: 'render.pdf_unreadable' });
  });
});
