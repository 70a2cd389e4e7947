import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router';
import type { PageRequest, pageRequestKey } from '#platform/web/page-context.ts';
import { compress } from './compress.ts';

/** The built pages; the entry hands out the context key of its own module graph. */
export type PagesBuild = ServerBuild & { entry: { module: { pageRequestKey: typeof pageRequestKey } } };

export type PagesOptions = {
  readonly build: PagesBuild;
  readonly mode: 'production' | 'development';
  readonly pageRequestOf: (request: FastifyRequest) => PageRequest;
};

/** Mounts React Router's pages on every address that no other route has taken. */
export async function addPages(app: FastifyInstance, options: PagesOptions): Promise<void> {
  const handle = createRequestHandler(options.build, options.mode);
  const key = options.build.entry.module.pageRequestKey;
  await app.register(async (scope) => {
    // React Router reads the body itself; Fastify must leave the stream alone.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all('/*', { config: { permission: 'public' }, schema: { hide: true }, exposeHeadRoute: false }, async (request, reply) => {
      const page = options.pageRequestOf(request);
      const context = new RouterContextProvider(new Map([[key, page]]));
      return sendResponse(await handle(toWebRequest(request), context), { request, reply, cookies: page.cookies });
    });
  });
}

function toWebRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // HTTP/2 pseudo headers are not header names for Fetch.
    if (value !== undefined && !name.startsWith(':')) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const url = addressOf(request);
  if (request.method === 'GET' || request.method === 'HEAD') return new Request(url, { method: request.method, headers });
  const body = Readable.toWeb(request.raw) as ReadableStream<Uint8Array>;
  return new Request(url, { method: request.method, headers, body, duplex: 'half' } as RequestInit);
}

/**
 * The address as the browser sees it. Glued, not resolved: a path that begins with two slashes would name another host.
 * @throws 400 for a Host header that is none
 */
function addressOf(request: FastifyRequest): URL {
  const origin = `${request.protocol}://${request.host}`;
  const plain = request.originalUrl.startsWith('/') && /^[^\s@/\\?#]+$/u.test(request.host) && URL.canParse(origin);
  if (!plain) throw Object.assign(new Error('unreadable address'), { statusCode: 400 });
  return new URL(`${origin}${request.originalUrl}`);
}

async function sendResponse(response: Response, to: { request: FastifyRequest; reply: FastifyReply; cookies: readonly string[] }): Promise<FastifyReply> {
  const { request, reply } = to;
  reply.status(response.status);
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
  const cookies = [...response.headers.getSetCookie(), ...to.cookies];
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  if (response.body === null) return reply.send();
  const type = response.headers.get('content-type') ?? '';
  const raw = Buffer.from(await response.arrayBuffer());
  if (response.headers.has('content-encoding') || !/^(text\/|application\/json)/u.test(type)) return reply.send(raw);
  const { body, encoding } = compress(raw, request.headers['accept-encoding']);
  if (encoding !== undefined) reply.header('content-encoding', encoding);
  return reply.header('vary', 'accept-encoding').send(body);
}
