import { join } from 'node:path';
import { createClamdScanner } from '#platform/files/clamd.ts';
import { createFiles, type Files, type FilesDeps } from '#platform/files/files.ts';
import { createDiskStore } from '#platform/files/storage/disk-store.ts';
import type { FileStore } from '#platform/files/storage/file-store.ts';
import { createS3Store } from '#platform/files/storage/s3-store.ts';
import type { Config } from './config.ts';

/** Files on disk below DATA_DIR, or in the configured S3 bucket; scanned when a clamd is configured. */
export function openFiles(config: Config, parts: Pick<FilesDeps, 'db' | 'clock' | 'ids'>): Files {
  const scanner = config.CLAMD_HOST === undefined ? {} : { scanner: createClamdScanner({ host: config.CLAMD_HOST, port: config.CLAMD_PORT }) };
  return createFiles({ ...parts, ...scanner, store: storeOf(config) });
}

function storeOf(config: Config): FileStore {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION } = config;
  if (S3_ENDPOINT === undefined) return createDiskStore(join(config.dataDir, 'files'));
  if (S3_BUCKET === undefined || S3_ACCESS_KEY_ID === undefined || S3_SECRET_ACCESS_KEY === undefined) {
    throw new Error('S3_ENDPOINT cần đi cùng S3_BUCKET, S3_ACCESS_KEY_ID và S3_SECRET_ACCESS_KEY.');
  }
  return createS3Store({
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  });
}
