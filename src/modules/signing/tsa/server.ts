import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TimestampAuthority } from './authority.ts';

export type RunningServer = { readonly url: string; stop(): Promise<void> };

const maxQueryBytes = 8 * 1024;

/** Serves an authority over HTTP (RFC 3161 §3.4) on the loopback interface; port 0 takes a free one. */
export function serveTimestamps(authority: TimestampAuthority, port = 0): Promise<RunningServer> {
  const server = createServer((request, response) => void reply(authority, request, response));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: chosen } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${chosen}/`,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function reply(authority: TimestampAuthority, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const fits = request.method === 'POST' && request.headers['content-type'] === 'application/timestamp-query';
  const body = fits ? await readBody(request) : undefined;
  if (!body) {
    response.writeHead(400, { connection: 'close' }).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(authority.answer(body));
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxQueryBytes) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}
