import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { binary, bytesOf } from './routes-bytes.ts';
import type { AuthorityDesk } from './use-cases/authority.ts';

const params = z.object({ name: z.enum(['root', 'issuing']) });
const config = { permission: 'public' };

/** Addresses that stand in the certificates of the demonstration authority, and its timestamp service. */
export function createAuthorityRoutes(authority: AuthorityDesk, prefix: string): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(publications(authority, prefix));
    await app.register(questions(authority, prefix));
  };
}

function publications(authority: AuthorityDesk, prefix: string): FastifyPluginAsyncZod {
  return async (app) => {
    const schema = (summary: string) => ({ tags: ['signing'], summary, params, response: { 200: binary } });
    app.get(
      `${prefix}/authority/:name/certificate.cer`,
      { config, schema: schema('Chứng thư của nơi cấp trình diễn') },
      async (request, reply) =>
        reply.type('application/pkix-cert').send(await authority.certificateOf(request.params.name)),
    );
    app.get(
      `${prefix}/authority/:name/list.crl`,
      { config, schema: schema('Danh sách chứng thư đã thu hồi (RFC 5280)') },
      async (request, reply) => reply.type('application/pkix-crl').send(await authority.listOf(request.params.name)),
    );
  };
}

function questions(authority: AuthorityDesk, prefix: string): FastifyPluginAsyncZod {
  return async (app) => {
    const ocsp = {
      tags: ['signing'],
      summary: 'Hỏi trạng thái chứng thư (RFC 6960)',
      consumes: ['application/ocsp-request'],
      params,
      response: { 200: binary },
    };
    app.post(`${prefix}/authority/:name/ocsp`, { config, schema: ocsp }, async (request, reply) => {
      const answer = await authority.answerOcsp(request.params.name, bytesOf(request.body));
      return reply.type('application/ocsp-response').send(answer);
    });
    const timestamp = {
      tags: ['signing'],
      summary: 'Dấu thời gian trình diễn (RFC 3161)',
      consumes: ['application/timestamp-query'],
      response: { 200: binary },
    };
    app.post(`${prefix}/timestamp`, { config, schema: timestamp }, async (request, reply) => {
      const answer = await authority.answerTimestamp(bytesOf(request.body));
      return reply.type('application/timestamp-reply').send(answer);
    });
  };
}
