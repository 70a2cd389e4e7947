import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import sharp from 'sharp';
import { invalid } from '#platform/errors/app-error.ts';
import { refText, streamBody, type Increment } from '../pdf/increment.ts';
import type { PdfRef } from '../pdf/model.ts';

/** A signature or seal picture, decoded once and kept: the same leader signs hundreds of times a day. */
export type StampImage = { readonly width: number; readonly height: number; embed(increment: Increment): PdfRef };

const maxPixels = 4_000_000;
const images = new LRUCache<string, StampImage>({ max: 100 });

/** Reads a PNG with transparency (NĐ 30/2020 Phụ lục I). Throws `signing.image_unreadable`. */
export async function loadStampImage(png: Buffer): Promise<StampImage> {
  const key = createHash('sha256').update(png).digest('hex');
  const known = images.get(key);
  if (known) return known;
  const image = await decode(png);
  images.set(key, image);
  return image;
}

async function decode(png: Buffer): Promise<StampImage> {
  try {
    const reader = sharp(png, { limitInputPixels: maxPixels, failOn: 'error' });
    if ((await reader.metadata()).format !== 'png') throw invalid('signing.image_unreadable');
    const { data, info } = await reader.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return toXObjects(data, info.width, info.height);
  } catch (cause) {
    throw invalid('signing.image_unreadable', { cause: cause instanceof Error ? cause.message : '' });
  }
}

function toXObjects(pixels: Buffer, width: number, height: number): StampImage {
  const colors = Buffer.alloc(width * height * 3);
  const alpha = Buffer.alloc(width * height);
  for (let i = 0; i < alpha.length; i++) {
    pixels.copy(colors, i * 3, i * 4, i * 4 + 3);
    alpha[i] = pixels[i * 4 + 3] ?? 0;
  }
  const common = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/Filter/FlateDecode`;
  const mask = streamBody(`${common}/ColorSpace/DeviceGray`, deflateSync(alpha));
  const packed = deflateSync(colors);
  return {
    width,
    height,
    embed: (increment) => {
      const [image, soft] = [increment.allocate(), increment.allocate()];
      increment.put(soft, mask);
      increment.put(image, streamBody(`${common}/ColorSpace/DeviceRGB/SMask ${refText(soft)}`, packed));
      return image;
    },
  };
}
