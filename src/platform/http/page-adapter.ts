import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router';
import type { PageRequest, pageRequestKey } from '#platform/web/page-context.ts';
import { compress } from './compress.ts';
import { isOutsidePart, withoutPart } from './narrow-build.ts';
import { createKeptPages, isForEverybody, sharedSeconds, type FinishedPage, type KeptPages, type PageAsk } from './kept-pages.ts';

/** The built pages; the entry hands out the context key of its own module graph. */
export type PagesBuild = ServerBuild & { entry: { module: { pageRequestKey: typeof pageRequestKey } } };

export type PagesOptions = {
  readonly build: PagesBuild;
  readonly mode: 'production' | 'development';
  readonly pageRequestOf: (request: FastifyRequest) => PageRequest;
  /** Another value whenever public data changed; pages kept for everybody are drawn anew then. */
  readonly edition: () => string;
  /**
   * For pages that ask to be checked before each use (`Cache-Control: no-cache, s-maxage=…`): the edition of what the page
   * at this address shows, newly read. Undefined for every other address.
   */
  readonly editionOf?: (address: string) => Promise<string | undefined> | undefined;
};

const officersPart = 'can-bo';

/** Mounts React Router's pages on every address that no other route has taken. */
export async function addPages(app: FastifyInstance, options: PagesOptions): Promise<void> {
  const handleAll = createRequestHandler(options.build, options.mode);
  const handleCitizens = createRequestHandler(withoutPart(options.build, officersPart), options.mode);
  const key = options.build.entry.module.pageRequestKey;
  const kept = createKeptPages();
  await app.register(async (scope) => {
    // React Router reads the body itself; Fastify must leave the stream alone.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const address = { method: ['GET', 'HEAD', 'POST'], url: '/*', config: { permission: 'public' }, schema: { hide: true }, exposeHeadRoute: false };
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const page = options.pageRequestOf(request);
      const ask = await askOf(request, page, options);
      const known = kept.find(ask);
      if (known !== undefined) return sendFinished(reply, known);
      const context = new RouterContextProvider(new Map([[key, page]]));
      const handle = isOutsidePart(ask.address, officersPart) ? handleCitizens : handleAll;
      return sendResponse(await handle(toWebRequest(request), context), { ask, kept, reply });
    };
    scope.route({ ...address, handler });
  });
}

async function askOf({ method, originalUrl: address, headers }: FastifyRequest, page: PageRequest, { edition, editionOf }: PagesOptions): Promise<PageAsk> {
  const checked = isForEverybody({ method, page }) ? await editionOf?.(address) : undefined;
  return { edition: checked ?? edition(), isChecked: checked !== undefined, method, address, acceptEncoding: headers['accept-encoding'], page };
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

async function sendResponse(response: Response, to: { ask: PageAsk; kept: KeptPages; reply: FastifyReply }): Promise<FastifyReply> {
  const { ask, kept, reply } = to;
  const cacheControl = response.headers.get('cache-control');
  if (sharedSeconds(cacheControl) > 0) response.headers.delete('cache-control');
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
  const cookies = [...response.headers.getSetCookie(), ...ask.page.cookies];
  reply.status(response.status);
  if (cookies.length > 0) reply.header('set-cookie', cookies);
  if (response.body === null) return sendFinished(reply, { body: Buffer.alloc(0), encoding: undefined, headers });
  const html = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type') ?? '';
  if (response.headers.has('content-encoding') || !/^(text\/|application\/json)/u.test(type)) return sendFinished(reply, { body: html, encoding: undefined, headers });
  const finished = { ...compress(html, ask.acceptEncoding), headers: [...headers, ['vary', 'accept-encoding'] as const] };
  if (cookies.length === 0) kept.keep(ask, { status: response.status, cacheControl, html, finished });
  return sendFinished(reply, finished);
}

function sendFinished(reply: FastifyReply, { body, encoding, headers }: FinishedPage): FastifyReply {
  for (const [name, value] of headers) reply.header(name, value);
  if (encoding !== undefined) reply.header('content-encoding', encoding);
  return body.length === 0 ? reply.send() : reply.send(body);
}
