import '#platform/http/fastify-types.ts';
import type { FastifyInstance } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { invalid } from '#platform/errors/app-error.ts';
import { certificateQuery } from './model.ts';
import { certificateSchema, reportSchema, toCertificateJson, toReportJson } from './routes-schemas.ts';
import type { Signing } from './service.ts';

const authorityName = z.object({ name: z.enum(['root', 'issuing']) });
const prefix = '/api/v1/signing';
// Bytes travel as they are; a schema that could check them cannot be shown in OpenAPI.
const binary = z.unknown();

/** Largest file that is validated. */
export const maxValidatedBytes = 32 * 1024 * 1024;
const maxQuestionBytes = 8 * 1024;

/** `/api/v1/signing`: validation for everyone, what the authority publishes, and the register for officers. */
export function createSigningRoutes(signing: Signing): FastifyPluginAsyncZod {
  return async (app) => {
    acceptBytes(app, 'application/pdf', maxValidatedBytes);
    acceptBytes(app, 'application/timestamp-query', maxQuestionBytes);
    acceptBytes(app, 'application/ocsp-request', maxQuestionBytes);
    await app.register(registerRoutes(signing));
    await app.register(authorityRoutes(signing));
  };
}

function acceptBytes(app: FastifyInstance, type: string, bodyLimit: number): void {
  app.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body));
}

function registerRoutes(signing: Signing): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      `${prefix}/validations`,
      {
        config: { permission: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } },
        bodyLimit: maxValidatedBytes,
        schema: {
          tags: ['signing'],
          summary: 'Kiểm tra chữ ký số trong một tệp PDF (ETSI EN 319 102-1)',
          consumes: ['application/pdf'],
          body: binary,
          response: { 200: reportSchema },
        },
      },
      async (request) => toReportJson(await signing.validatePdf(bytesOf(request.body))),
    );
    app.get(
      `${prefix}/certificates`,
      {
        config: { permission: 'signing.read' },
        schema: { tags: ['signing'], summary: 'Sổ chứng thư số, sắp hết hạn trước', querystring: certificateQuery, response: { 200: z.array(certificateSchema) } },
      },
      async (request) => (await signing.listCertificates(request.actor, request.query)).map(toCertificateJson),
    );
    app.get(
      `${prefix}/certificates/:id`,
      {
        config: { permission: 'signing.read' },
        schema: { tags: ['signing'], summary: 'Một chứng thư số', params: z.object({ id: z.uuid() }), response: { 200: certificateSchema } },
      },
      async (request) => toCertificateJson(await signing.readCertificate(request.actor, request.params.id)),
    );
    app.get(
      `${prefix}/certificates/:id/file`,
      {
        config: { permission: 'signing.read' },
        schema: { tags: ['signing'], summary: 'Tệp chứng thư số (PEM)', params: z.object({ id: z.uuid() }), response: { 200: z.string() } },
      },
      async (request, reply) => {
        const pem = await signing.exportCertificate(request.actor, request.params.id);
        return reply.type('application/x-pem-file').header('content-disposition', 'attachment; filename="chung-thu.pem"').send(pem);
      },
    );
  };
}

/** Addresses that stand in the certificates of the demonstration authority, and its timestamp service. */
function authorityRoutes({ authority }: Signing): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      `${prefix}/authority/:name/certificate.cer`,
      { config: { permission: 'public' }, schema: { tags: ['signing'], summary: 'Chứng thư của nơi cấp trình diễn', params: authorityName, response: { 200: binary } } },
      async ({ params }, reply) => reply.type('application/pkix-cert').send(await authority.certificateOf(params.name)),
    );
    app.get(
      `${prefix}/authority/:name/list.crl`,
      { config: { permission: 'public' }, schema: { tags: ['signing'], summary: 'Danh sách chứng thư đã thu hồi (RFC 5280)', params: authorityName, response: { 200: binary } } },
      async ({ params }, reply) => reply.type('application/pkix-crl').send(await authority.listOf(params.name)),
    );
    app.post(
      `${prefix}/authority/:name/ocsp`,
      {
        config: { permission: 'public' },
        schema: { tags: ['signing'], summary: 'Hỏi trạng thái chứng thư (RFC 6960)', consumes: ['application/ocsp-request'], params: authorityName, body: binary, response: { 200: binary } },
      },
      async ({ params, body }, reply) => reply.type('application/ocsp-response').send(await authority.answerOcsp(params.name, bytesOf(body))),
    );
    app.post(
      `${prefix}/timestamp`,
      {
        config: { permission: 'public' },
        schema: { tags: ['signing'], summary: 'Dấu thời gian trình diễn (RFC 3161)', consumes: ['application/timestamp-query'], body: binary, response: { 200: binary } },
      },
      async ({ body }, reply) => reply.type('application/timestamp-reply').send(await authority.answerTimestamp(bytesOf(body))),
    );
  };
}

function bytesOf(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) throw invalid('platform.request_unreadable');
  return body;
}
