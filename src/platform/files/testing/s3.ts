import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { FileStore } from '../storage/file-store.ts';
import { createS3Store } from '../storage/s3-store.ts';

/** A real S3 server on a port of its own, with one bucket. */
export async function startS3(): Promise<{ store: FileStore; stop: () => Promise<void> }> {
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
    stop: async () => {
      await server.close();
      await rm(directory, { recursive: true });
    },
  };
}
