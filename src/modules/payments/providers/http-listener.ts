import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyPluginAsync } from 'fastify';

/** A simulator: a plain Node listener for everything below its path. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

const bodyLimit = 64_000;

/** The raw body as text. @throws Error beyond 64 KB */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new Error('body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Serves a simulator below the server's own address. Register in demonstration mode only. */
export function simulatorPlugin(mountPath: string, listener: Listener): FastifyPluginAsync {
  return async (app) => {
    // The simulator reads the raw body itself.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    app.route({
      method: ['GET', 'POST'],
      url: `${mountPath}/*`,
      config: { permission: 'public' },
      handler: (request, reply) => {
        reply.hijack();
        request.raw.url = request.raw.url?.slice(mountPath.length) ?? '/';
        listener(request.raw, reply.raw);
      },
    });
  };
}

/** A simulator on a port of its own, for tests. */
export async function listen(listener: Listener): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stop };
}

/** A page without scripts or styles; forms lead only where `formTargets` say. */
export function sendPage(response: ServerResponse, status: number, page: { title: string; body: string; formTargets?: readonly string[] }): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${(page.formTargets ?? []).join(' ')}`,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(page.title)}</title>`;
  response.end(`<!doctype html><html lang="vi"><head>${head}</head><body><h1>${escapeHtml(page.title)}</h1>${page.body}</body></html>`);
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (letter) => `&#${letter.charCodeAt(0)};`);
}
