import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { FileStore } from '../storage/file-store.ts';
import { createS3Store } from '../storage/s3-store.ts';

/** A real S3 server on a port of its own, with one bucket. */
export async function startS3(): Promise<{ store: FileStore; environment: Readonly<Record<string, string>>; stop: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'dinh-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: 'dinh', configs: [] }],
  });
  const { port } = await server.run();
  const store = createS3Store({
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'dinh',
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  });
  return {
    store,
    environment: { S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_BUCKET: 'dinh', S3_REGION: 'us-east-1', S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' },
    stop: async () => {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}
