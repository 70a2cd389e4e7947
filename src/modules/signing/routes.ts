import '#platform/http/fastify-types.ts';
import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { certificateQuery } from './model.ts';
import { createAuthorityRoutes } from './routes-authority.ts';
import { bytesOf } from './routes-bytes.ts';
import { certificateSchema, reportSchema, toCertificateJson, toReportJson } from './routes-schemas.ts';
import type { Signing } from './service.ts';

const prefix = '/api/v1/signing';

/** Largest file that is validated. */
const maxFileBytes = 32 * 1024 * 1024;
const maxQuestionBytes = 8 * 1024;

/** `/api/v1/signing`: validation for everyone, what the authority publishes, and the register for officers. */
export function createSigningRoutes(signing: Signing): FastifyPluginAsyncZod {
  return async (app) => {
    acceptBytes(app, 'application/pdf', maxFileBytes);
    acceptBytes(app, 'application/timestamp-query', maxQuestionBytes);
    acceptBytes(app, 'application/ocsp-request', maxQuestionBytes);
    await app.register(validationRoute(signing));
    await app.register(registerRoutes(signing));
    await app.register(certificateFileRoute(signing));
    await app.register(createAuthorityRoutes(signing.authority, prefix));
  };
}

function acceptBytes(app: FastifyInstance, type: string, bodyLimit: number): void {
  app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body));
}

function validationRoute(signing: Signing): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = {
      tags: ['signing'],
      summary: 'Kiểm tra chữ ký số trong một tệp PDF (ETSI EN 319 102-1)',
      consumes: ['application/pdf'],
      response: { 200: reportSchema },
    };
    app.post(
      `${prefix}/validations`,
      {
        config: { permission: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
        bodyLimit: maxFileBytes,
        schema,
      },
      async ({ body }) => toReportJson(await signing.validatePdf(bytesOf(body))),
    );
  };
}

function registerRoutes(signing: Signing): FastifyPluginAsyncZod {
  return async (app) => {
    const config = { permission: 'signing.read' };
    const listSchema = {
      tags: ['signing'],
      summary: 'Sổ chứng thư số, sắp hết hạn trước',
      querystring: certificateQuery,
      response: { 200: z.array(certificateSchema) },
    };
    app.get(`${prefix}/certificates`, { config, schema: listSchema }, async ({ actor, query }) =>
      (await signing.listCertificates(actor, query)).map(toCertificateJson),
    );
    const oneSchema = {
      tags: ['signing'],
      summary: 'Một chứng thư số',
      params: z.object({ id: z.uuid() }),
      response: { 200: certificateSchema },
    };
    app.get(`${prefix}/certificates/:id`, { config, schema: oneSchema }, async ({ actor, params }) =>
      toCertificateJson(await signing.readCertificate(actor, params.id)),
    );
  };
}

function certificateFileRoute(signing: Signing): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = {
      tags: ['signing'],
      summary: 'Tệp chứng thư số (PEM)',
      params: z.object({ id: z.uuid() }),
      response: { 200: z.string() },
    };
    app.get(
      `${prefix}/certificates/:id/file`,
      { config: { permission: 'signing.read' }, schema },
      async ({ actor, params }, reply) => {
        const pem = await signing.exportCertificate(actor, params.id);
        reply.header('content-disposition', 'attachment; filename="chung-thu.pem"');
        return reply.type('application/x-pem-file').send(pem);
      },
    );
  };
}
