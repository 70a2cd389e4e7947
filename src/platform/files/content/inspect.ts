import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { invalid } from '#platform/errors/app-error.ts';
import type { FileLimits } from '../limits.ts';
import { acceptedInWords, acceptedTypes, type AcceptedType } from './accepted-types.ts';
import { extensionOf } from './file-name.ts';
import { findForeignContent } from './foreign-content.ts';
import { isWholePdf } from './pdf.ts';
import { isWholePng } from './png.ts';
import { isSound, readZipDirectory, unpacksAsDeclared } from './zip.ts';

const harmless = 10_000_000;

/**
 * Finds out from the bytes what a file is, and refuses what is not accepted, not what its name says, damaged, a bomb,
 * or two things at once. Returns the media type.
 * @throws AppError invalid with a `files.…` code that has words for the sender.
 */
export async function inspectContent(bytes: Buffer, name: string, limits: FileLimits): Promise<string> {
  if (bytes.length === 0) throw invalid('files.empty', { name });
  const isArchive = bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50;
  // Before the type is sniffed: the sniffer opens archives.
  if (isArchive) await refuseBadArchive(bytes, name, limits);
  const type = await typeOf(bytes, name);
  const extension = extensionOf(name);
  if (extension !== '' && !type.extensions.includes(extension)) {
    throw invalid('files.name_disagrees', { name, found: type.vi });
  }
  if (!isArchive && findForeignContent(bytes, type.mediaType) !== undefined) throw invalid('files.two_kinds', { name });
  await refuseDamaged(bytes, type, { name, limits });
  return type.mediaType;
}

async function typeOf(bytes: Buffer, name: string): Promise<AcceptedType> {
  const sniffed = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const mediaType = sniffed?.mime === 'image/heif' ? 'image/heic' : sniffed?.mime;
  const type = acceptedTypes.find((accepted) => accepted.mediaType === mediaType);
  if (type === undefined) throw invalid('files.type_not_accepted', { name, accepted: acceptedInWords });
  return type;
}

async function refuseBadArchive(bytes: Buffer, name: string, limits: FileLimits): Promise<void> {
  const entries = readZipDirectory(bytes);
  if (entries === null || !isSound(entries, bytes)) throw invalid('files.damaged', { name });
  if (entries.some((entry) => entry.encrypted)) throw invalid('files.locked', { name });
  if (entries.some((entry) => /vbaproject|\.(exe|dll|scr|com|bat|cmd|ps1|js|vbs|hta)$/iu.test(entry.name))) {
    throw invalid('files.active_content', { name });
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  // A long table compresses well: the ratio counts only where it could hurt.
  const allowed = Math.min(limits.largestUnpacked, Math.max(harmless, bytes.length * limits.largestRatio));
  const bomb = unpacked > allowed;
  if (bomb || !(await unpacksAsDeclared(entries, bytes))) throw invalid('files.bomb', { name });
}

async function refuseDamaged(
  bytes: Buffer,
  type: AcceptedType,
  about: { name: string; limits: FileLimits },
): Promise<void> {
  const { name, limits } = about;
  if (type.mediaType === 'application/pdf' && !isWholePdf(bytes)) throw invalid('files.damaged', { name });
  if (type.mediaType === 'image/png' && !isWholePng(bytes)) throw invalid('files.damaged', { name });
  if (!type.mediaType.startsWith('image/')) return;
  const size = await pictureSize(bytes);
  // No free decoder of HEIC is built in; its size stays unknown and no preview is drawn.
  if (size === null && type.mediaType === 'image/heic') return;
  if (size === null) throw invalid('files.damaged', { name });
  if (size.width * size.height > limits.largestPicture) throw invalid('files.picture_too_large', { name });
}

async function pictureSize(bytes: Buffer): Promise<{ width: number; height: number } | null> {
  try {
    return await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata();
  } catch {
    return null;
  }
}
