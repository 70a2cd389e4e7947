import '#platform/http/fastify-types.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isAppError } from '#platform/errors/app-error.ts';
import type { Files } from '#platform/files/files.ts';
import { contentDisposition } from '#platform/files/download/content-disposition.ts';
import { pageImages } from '#platform/render/page-images.ts';
import type { Cases } from './service.ts';

export type CaseFileRoutesDeps = { readonly cases: Cases; readonly files: Pick<Files, 'sendFile' | 'sendPreview' | 'previews'> };

const ofCase = z.object({ id: z.string().max(100) });
const ofPaper = ofCase.extend({ position: z.coerce.number().int().min(0).max(1000) });
const hidden = { hide: true };

/** Papers of a case as files: the signed result, Form 01, what was attached, the draft of the result. */
export function createCaseFileRoutes(deps: CaseFileRoutesDeps): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(everyonesRoutes(deps));
    await app.register(officersRoutes(deps));
    await app.register(registerRoutes(deps));
  };
}

function everyonesRoutes({ cases, files }: CaseFileRoutesDeps): FastifyPluginAsyncZod {
  const config = { permission: 'signed_in' };
  return async (app) => {
    showErrorsOnPages(
      app,
      (request) => `/ho-so/${encodeURIComponent(idOf(request))}${missing(request.routeOptions.url)}`,
    );
    app.get('/ho-so/:id/ket-qua', { config, schema: { ...hidden, params: ofCase } }, async (request, reply) => {
      const file = await cases.resultFile(request.actor, request.params.id);
      return files.sendFile(reply, { ...file, disposition: 'attachment' }, request);
    });
    app.get(
      '/ho-so/:id/giay-to/:position',
      { config, schema: { ...hidden, params: ofPaper } },
      async (request, reply) => {
        const { id, position } = request.params;
        const file = await cases.paperFile(request.actor, { caseId: id, position });
        return files.sendFile(reply, { ...file, disposition: 'inline' }, request);
      },
    );
    await app.register(lettersRoutes(cases));
  };
}

/** Forms 01–06 of a case, made anew each time. */
function lettersRoutes(cases: Cases): FastifyPluginAsyncZod {
  const config = { permission: 'signed_in' };
  return async (app) => {
    const query = z.object({ kho: z.enum(['a4', 'a5']).catch('a5') });
    app.get(
      '/ho-so/:id/giay-hen',
      { config, schema: { ...hidden, params: ofCase, querystring: query } },
      async (request, reply) => {
        const { pdf, name } = await cases.receipt(request.actor, {
          caseId: request.params.id,
          format: request.query.kho,
        });
        return sendMade(reply, { bytes: pdf, type: 'application/pdf', name });
      },
    );
    const wanted = z.object({ kho: z.enum(['a4', 'a5']).catch('a4'), lan: z.coerce.number().int().min(1).max(100).catch(1) });
    app.get(
      '/ho-so/:id/phieu/:form',
      { config, schema: { ...hidden, params: ofCase.extend({ form: z.string().max(10) }), querystring: wanted } },
      async (request, reply) => {
        const { id, form } = request.params;
        const { kho, lan } = request.query;
        const { pdf, name } = await cases.letter(request.actor, { caseId: id, form, number: lan, format: kho });
        return sendMade(reply, { bytes: pdf, type: 'application/pdf', name });
      },
    );
  };
}

function officersRoutes({ cases, files }: CaseFileRoutesDeps): FastifyPluginAsyncZod {
  const config = { permission: 'officer' };
  return async (app) => {
    showErrorsOnPages(app, (request) => `/can-bo/ho-so/${encodeURIComponent(idOf(request))}`);
    app.get('/can-bo/ho-so/:id/du-thao', { config, schema: { ...hidden, params: ofCase } }, async (request, reply) => {
      const bytes = await cases.draftPreview(request.actor, request.params.id);
      return sendMade(reply, { bytes, type: 'application/pdf', name: 'du-thao.pdf' });
    });
    app.get(
      '/can-bo/ho-so/:id/giay-to/:position/trang/:page',
      { config, schema: { ...hidden, params: ofPaper.extend({ page: z.coerce.number().int().min(1).max(1000) }) } },
      async (request, reply) => {
        const { id, position, page } = request.params;
        const { sha256 } = await cases.paperFile(request.actor, { caseId: id, position });
        return files.sendPreview(reply, await files.previews.page(sha256, page));
      },
    );
    app.get(
      '/can-bo/ho-so/:id/du-thao.png',
      { config, schema: { ...hidden, params: ofCase } },
      async (request, reply) => {
        const [bytes] = await pageImages(await cases.draftPreview(request.actor, request.params.id), {
          dpi: 90,
          max: 1,
        });
        return sendMade(reply, { bytes: bytes ?? new Uint8Array(), type: 'image/png', name: 'du-thao.png' });
      },
    );
  };
}

/** Form 07 for print, and as a workbook. */
function registerRoutes({ cases }: CaseFileRoutesDeps): FastifyPluginAsyncZod {
  const config = { permission: 'officer' };
  const querystring = z.object({ donVi: z.string().max(64), tu: z.string().max(10), den: z.string().max(10) });
  const queryOf = ({ donVi, tu, den }: z.infer<typeof querystring>) => ({ unitUid: donVi, from: tu, to: den });
  return async (app) => {
    app.get('/can-bo/so-theo-doi/so.pdf', { config, schema: { ...hidden, querystring } }, async (request, reply) => {
      const bytes = await cases.printRegister(request.actor, queryOf(request.query));
      return sendMade(reply, { bytes, type: 'application/pdf', name: `so-theo-doi-${request.query.tu}.pdf` });
    });
    app.get('/can-bo/so-theo-doi/so.xlsx', { config, schema: { ...hidden, querystring } }, async (request, reply) => {
      const stream = await cases.exportRegister(request.actor, queryOf(request.query));
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      const headers = { 'content-type': type, 'content-disposition': contentDisposition('attachment', `so-theo-doi-${request.query.tu}.xlsx`), 'cache-control': 'private, no-store' };
      return reply.headers(headers).send(stream);
    });
  };
}

function sendMade(reply: FastifyReply, file: { bytes: Uint8Array; type: string; name: string }): FastifyReply {
  const { bytes, type, name } = file;
  // Papers must not stay in the cache of a public computer.
  const headers = {
    'content-type': type,
    'content-disposition': contentDisposition('inline', name),
    'cache-control': 'private, no-store',
  };
  return reply.headers(headers).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

type Scope = Parameters<FastifyPluginAsyncZod>[0];

/** A person who follows a link is led to the page of the case, which says why there is no file; programs get the problem. */
function showErrorsOnPages(app: Scope, pageOf: (request: FastifyRequest) => string): void {
  app.setErrorHandler((error, request, reply) => {
    const byPerson = request.headers.accept?.includes('text/html') === true && isAppError(error);
    const signedIn = request.actor.kind !== 'anonymous';
    // Rethrown, an error goes to the handler of the house, which also records denials.
    if (!byPerson || (error.kind === 'forbidden' && signedIn)) throw error;
    return reply.redirect(signedIn ? pageOf(request) : signInFor(request), 303);
  });
}

function signInFor({ url }: FastifyRequest): string {
  return `${url.startsWith('/can-bo/') ? '/can-bo/dang-nhap' : '/dang-nhap'}?tiep=${encodeURIComponent(url)}`;
}

function idOf(request: FastifyRequest): string {
  return (request.params as { id?: string }).id ?? '';
}

/** What the page should say is not there yet. */
function missing(url: string | undefined): string {
  const name = url?.split('/').at(-1);
  return name === 'ket-qua' || name === 'giay-hen' ? `?chua-co=${name}` : '';
}
