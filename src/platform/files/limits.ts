/** How much may be sent. Bytes unless the name says otherwise. */
export type FileLimits = {
  /** Largest file by resumable upload. */
  readonly largestFile: number;
  /** Largest form with files, for pages without JavaScript. */
  readonly largestForm: number;
  readonly filesPerForm: number;
  /** Files and bytes that one account may send within 24 hours. */
  readonly filesPerDay: number;
  readonly bytesPerDay: number;
  /** Hours after which an unfinished upload is thrown away. */
  readonly uploadHours: number;
  /** What an office document may unpack to, and how many times its own size. */
  readonly largestUnpacked: number;
  readonly largestRatio: number;
  /** Pixels of a picture. */
  readonly largestPicture: number;
};

const MiB = 1024 * 1024;

export const defaultLimits: FileLimits = {
  largestFile: 50 * MiB,
  largestForm: 10 * MiB,
  filesPerForm: 10,
  filesPerDay: 200,
  bytesPerDay: 1024 * MiB,
  uploadHours: 24,
  largestUnpacked: 200 * MiB,
  largestRatio: 100,
  largestPicture: 60_000_000,
};
