import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { procedureContent } from './model.ts';
import { createEditingRoutes } from './editing-routes.ts';
import type { Procedures } from './service.ts';

const summary = z.object({ code: z.string(), name: z.string(), field: z.string(), route: z.string() });
const codeParams = z.object({ code: z.string().max(30) });

/** `/api/v1/procedures`: the published catalogue, open to everyone; drafts and versions for those who look after it. */
export function createProceduresRoutes(procedures: Procedures): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/procedures',
      {
        config: { permission: 'public' },
        schema: { tags: ['procedures'], summary: 'Tìm thủ tục đang có hiệu lực, khớp nhất trước', querystring: z.object({ q: z.string().max(200).default('') }), response: { 200: z.array(summary) } },
      },
      async (request) => {
        const found = await procedures.search(request.query.q);
        return found.map((item) => ({ code: item.code, name: item.name.vi, field: item.field.name.vi, route: item.route }));
      },
    );
    app.get(
      '/api/v1/procedures/:code',
      {
        config: { permission: 'public' },
        schema: { tags: ['procedures'], summary: 'Một thủ tục đang có hiệu lực', params: codeParams, response: { 200: procedureContent } },
      },
      async (request) => (await procedures.current(request.params.code)).content,
    );
    await app.register(createEditingRoutes(procedures));
  };
}
