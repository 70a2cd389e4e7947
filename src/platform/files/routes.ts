import '#platform/http/fastify-types.ts';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { acceptAttribute } from './content/accepted-types.ts';
import type { FileLimits } from './limits.ts';
import { uploadsPath, type HandleTus } from './tus.ts';
import type { Uploads } from './uploads.ts';

const uploadState = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  received: z.number().int(),
  state: z.enum(['receiving', 'finished', 'refused']),
  problem: z.string().nullable(),
  file: z
    .object({ sha256: z.string(), mediaType: z.string(), state: z.enum(['quarantined', 'clean', 'infected']) })
    .nullable(),
});

export type FileRoutesDeps = { readonly uploads: Uploads; readonly tus: HandleTus; readonly limits: FileLimits };

const config = { permission: 'signed_in' } as const;
const idParams = z.object({ id: z.string().max(100) });

/** `/api/v1/files`: resumable upload by tus 1.0.0, the state of one's own uploads, and what is taken in. */
export function createFileRoutes({ uploads, tus, limits }: FileRoutesDeps): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(uploadStateRoutes(uploads));
    await app.register(limitRoutes(limits));
    await app.register(tusRoutes(tus));
  };
}

function uploadStateRoutes(uploads: Uploads): FastifyPluginAsyncZod {
  const summary = 'Trạng thái một lần tải tệp của mình';
  const schema = { tags: ['files'], summary, params: idParams, response: { 200: uploadState } };
  return async (app) => {
    app.get(`${uploadsPath}/:id`, { config, exposeHeadRoute: false, schema }, (request) =>
      describeUpload(uploads, request.actor, request.params.id),
    );
  };
}

function limitRoutes(limits: FileLimits): FastifyPluginAsyncZod {
  const { largestFile, largestForm, filesPerForm } = limits;
  const body = z.object({
    accept: z.string(),
    largestFile: z.number(),
    largestForm: z.number(),
    filesPerForm: z.number(),
  });
  const schema = { tags: ['files'], summary: 'Loại tệp và dung lượng được nhận', response: { 200: body } };
  return async (app) => {
    app.get('/api/v1/files/limits', { config: { permission: 'public' }, schema }, () => ({
      accept: acceptAttribute,
      largestFile,
      largestForm,
      filesPerForm,
    }));
  };
}

function tusRoutes(tus: HandleTus): FastifyPluginAsyncZod {
  const create = { tags: ['files'], summary: 'Bắt đầu tải một tệp (tus 1.0.0)' };
  const summary = 'Tải tiếp một tệp, hỏi đã nhận bao nhiêu, hoặc hủy (tus 1.0.0)';
  return async (app) => {
    // tus reads the body itself, piece by piece.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
      relay(reply, await tus(toWebRequest(request), request.actor));
    app.route({ method: ['POST', 'OPTIONS'], url: uploadsPath, config, schema: create, handler });
    const one = { tags: ['files'], summary, params: idParams };
    app.route({
      method: ['PATCH', 'HEAD', 'DELETE', 'OPTIONS'],
      url: `${uploadsPath}/:id`,
      config,
      schema: one,
      handler,
    });
  };
}

async function describeUpload(
  uploads: Uploads,
  actor: FastifyRequest['actor'],
  id: string,
): Promise<z.infer<typeof uploadState>> {
  const upload = await uploads.find(actor, id);
  // The last byte came, but the server stopped before it could look at the file.
  const complete = upload.state === 'receiving' && upload.received === upload.size;
  const file = complete || upload.state === 'finished' ? await uploads.finish(actor, id) : null;
  return {
    id,
    name: upload.name,
    size: upload.size,
    received: upload.received,
    state: file === null ? upload.state : 'finished',
    problem: upload.problem,
    file: file && { sha256: file.sha256, mediaType: file.mediaType, state: file.state },
  };
}

function toWebRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(':'))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const url = new URL(request.originalUrl, `${request.protocol}://${request.host}`);
  const hasBody = request.method === 'POST' || request.method === 'PATCH';
  if (!hasBody) return new Request(url, { method: request.method, headers });
  return new Request(url, {
    method: request.method,
    headers,
    body: Readable.toWeb(request.raw),
    duplex: 'half',
  } as unknown as RequestInit);
}

const relayed = [
  'location',
  'tus-resumable',
  'tus-version',
  'tus-extension',
  'tus-max-size',
  'upload-offset',
  'upload-length',
  'upload-metadata',
  'cache-control',
  'connection',
];

/** Only the protocol's own headers: the library would also open the address to other origins. */
async function relay(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  void reply.status(response.status);
  for (const name of relayed) {
    const value = response.headers.get(name);
    if (value !== null) void reply.header(name, value);
  }
  const text = await response.text();
  return text === '' ? reply.send() : reply.type('text/plain; charset=utf-8').send(text);
}
