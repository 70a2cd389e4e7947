import sharp from 'sharp';
import { invalid } from '#platform/errors/app-error.ts';

// SVG and PDF are left out: their renderers read more than pixels.
const readable = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif', 'avif']);
// A 100 KB file can claim 65,000 × 65,000 pixels.
const maxPixels = 60_000_000;

/**
 * A small WebP of an image, upright, at most `side` pixels, without metadata (a phone photo carries the place where it
 * was taken). Throws `render.picture_unreadable` for anything that is not a sane raster image.
 */
export async function makeThumbnail(image: Uint8Array, side = 320): Promise<Uint8Array> {
  try {
    const source = sharp(image, { limitInputPixels: maxPixels, failOn: 'error', pages: 1 });
    const { format } = await source.metadata();
    if (!readable.has(format)) throw invalid('render.picture_unreadable');
    const small = source.rotate().resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
    return await small.timeout({ seconds: 15 }).webp({ quality: 75 }).toBuffer();
  } catch (cause) {
    throw invalid('render.picture_unreadable', { reason: cause instanceof Error ? cause.name : 'unknown' });
  }
}
