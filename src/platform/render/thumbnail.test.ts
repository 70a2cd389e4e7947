import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeThumbnail } from './thumbnail.ts';

const photo = (): Sharp => sharp({ create: { width: 1200, height: 600, channels: 3, background: '#9b2d20' } });

describe('makeThumbnail', () => {
  it('shrinks, turns upright and drops metadata', async () => {
    const sideways = await photo()
      .withExif({ IFD0: { Copyright: 'bí mật' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const small = await sharp(await makeThumbnail(sideways, 200)).metadata();
    expect(small).toMatchObject({ format: 'webp', width: 100, height: 200 });
    expect(small.exif).toBeUndefined();
  });

  it('does not enlarge', async () => {
    const tiny = await sharp({ create: { width: 10, height: 10, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await sharp(await makeThumbnail(tiny)).metadata()).toMatchObject({ width: 10, height: 10 });
  });

  it.each([
    ['text', Buffer.from('không phải ảnh')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses %s', async (_, bytes) => {
    await expect(makeThumbnail(bytes)).rejects.toMatchObject({ code: 'render.picture_unreadable' });
  });

  it('refuses a cut file and a picture of too many pixels', async () => {
    const png = await photo().png({ compressionLevel: 0 }).toBuffer();
    await expect(makeThumbnail(png.subarray(0, png.length / 2))).rejects.toMatchObject({
      code: 'render.picture_unreadable',
    });
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await expect(makeThumbnail(bomb)).rejects.toMatchObject({ code: 'render.picture_unreadable' });
  });
});
