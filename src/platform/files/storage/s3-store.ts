import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { notFound, unavailable } from '#platform/errors/app-error.ts';
import type { FileStore } from './file-store.ts';

/** An S3-compatible store, addressed by path (`endpoint/bucket/key`). */
export type S3Options = {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

const timeout = 60_000;

type Send = (
  method: string,
  key: string,
  request?: { headers?: Record<string, string>; body?: Buffer },
) => Promise<Response>;

export function createS3Store(options: S3Options): FileStore {
  const send = createSender(options);
  return {
    put: (key, bytes) => putObject(send, key, bytes),
    size: (key) => sizeOf(send, key),
    read: async (key) => Buffer.from(await expectOk(await send('GET', key)).arrayBuffer()),
    async open(key, range) {
      const headers = range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` };
      const { body } = expectOk(await send('GET', key, { headers }));
      return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream<Uint8Array>);
    },
    async remove(key) {
      const response = await send('DELETE', key);
      await response.arrayBuffer();
      if (response.status !== 404) expectOk(response);
    },
  };
}

function createSender({ endpoint, bucket, ...access }: S3Options): Send {
  const client = new AwsClient({ ...access, service: 's3', retries: 3 });
  return async (method, key, request = {}) => {
    const url = `${endpoint.replace(/\/+$/u, '')}/${bucket}/${key}`;
    try {
      return await client.fetch(url, { method, ...request, signal: AbortSignal.timeout(timeout) } as RequestInit);
    } catch (cause) {
      throw unavailable('files.store_unavailable', { cause: String(cause) });
    }
  };
}

async function sizeOf(send: Send, key: string): Promise<number | null> {
  const response = await send('HEAD', key);
  return response.status === 404 ? null : Number(expectOk(response).headers.get('content-length'));
}

async function putObject(send: Send, key: string, bytes: Uint8Array): Promise<void> {
  if ((await sizeOf(send, key)) !== null) return;
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const response = await send('PUT', key, {
    // The server checks the hash; servers that know conditional writes refuse a second writer themselves.
    headers: {
      'content-type': 'application/octet-stream',
      'x-amz-content-sha256': hash('sha256', body, 'hex'),
      'if-none-match': '*',
    },
    body,
  });
  await response.arrayBuffer();
  if (response.status !== 412) expectOk(response);
}

function expectOk(response: Response): Response {
  if (response.ok) return response;
  void response.body?.cancel();
  if (response.status === 404) throw notFound('files.not_found');
  throw unavailable('files.store_unavailable', { status: response.status });
}
