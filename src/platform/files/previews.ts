import { isAppError, notFound } from '#platform/errors/app-error.ts';
import { pageImages } from '#platform/render/page-images.ts';
import { makeThumbnail } from '#platform/render/thumbnail.ts';
import type { ContentsDeps } from './contents.ts';
import { findReadable } from './download/send-file.ts';
import { createGate } from './gate.ts';
import { contentKey, type FileStore } from './storage/file-store.ts';

/** A picture of a file for the screen, without metadata of the original. */
export type Preview = { readonly bytes: Buffer; readonly mediaType: 'image/webp' | 'image/png' };

export type Previews = {
  /** A small upright WebP of a picture, or of the first page of a PDF. */
  thumbnail(sha256: string): Promise<Preview>;
  /** One page of a PDF as PNG, from 1; a picture is its own page 1. Pages after the twentieth are not drawn. */
  page(sha256: string, number: number): Promise<Preview>;
};

const thumbnailSide = 320;
const pageSide = 1600;
const mostPages = 20;

/** Draws previews once and keeps them beside the file. @throws AppError not_found `files.no_preview`. */
export function createPreviews(deps: ContentsDeps): Previews {
  // Drawing takes a whole core: one at a time leaves the other for people.
  const gate = createGate(1);
  const draw = async (sha256: string, name: string, work: () => Promise<Uint8Array>): Promise<Buffer> => {
    const key = `previews/${sha256.slice(0, 2)}/${sha256}/${name}`;
    return (await readIfThere(deps.store, key)) ?? gate(async () => keep(deps.store, key, await work()));
  };
  const drawPage = (sha256: string, number: number): Promise<Buffer> =>
    draw(sha256, `page-${number}.png`, async () => {
      const pages = await pageImages(await deps.store.read(contentKey(sha256)), { max: mostPages });
      for (const [index, page] of pages.entries()) await keep(deps.store, pageKey(sha256, index + 1), page);
      return pages[number - 1] ?? fail();
    });
  const readContent = (sha256: string): Promise<Buffer> => deps.store.read(contentKey(sha256));
  return {
    async thumbnail(sha256) {
      const { mediaType } = await findReadable(deps, sha256);
      if (!isDrawable(mediaType)) return fail();
      // Outside the drawing place: a first page waits for that place itself.
      const picture = mediaType === 'application/pdf' ? await drawPage(sha256, 1) : await readContent(sha256);
      const bytes = await draw(sha256, 'small.webp', () => makeThumbnail(picture, thumbnailSide));
      return { bytes, mediaType: 'image/webp' };
    },
    async page(sha256, number) {
      const { mediaType } = await findReadable(deps, sha256);
      const isPdf = mediaType === 'application/pdf';
      const last = isPdf ? mostPages : 1;
      if (!isDrawable(mediaType) || !Number.isInteger(number) || number < 1 || number > last) return fail();
      if (isPdf) return { bytes: await drawPage(sha256, number), mediaType: 'image/png' };
      const bytes = await draw(sha256, 'large.webp', async () => makeThumbnail(await readContent(sha256), pageSide));
      return { bytes, mediaType: 'image/webp' };
    },
  };
}

const drawable = new Set(['application/pdf', 'image/jpeg', 'image/png']);
const isDrawable = (mediaType: string): boolean => drawable.has(mediaType);
const pageKey = (sha256: string, number: number): string =>
  `previews/${sha256.slice(0, 2)}/${sha256}/page-${number}.png`;

function fail(): never {
  throw notFound('files.no_preview');
}

async function readIfThere(store: FileStore, key: string): Promise<Buffer | undefined> {
  try {
    return await store.read(key);
  } catch (error) {
    if (isAppError(error) && error.kind === 'not_found') return undefined;
    throw error;
  }
}

async function keep(store: FileStore, key: string, bytes: Uint8Array): Promise<Buffer> {
  await store.put(key, bytes);
  return Buffer.from(bytes);
}
