import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { inboxQuery } from './model.ts';
import type { Desk } from './service.ts';

const item = z.object({
  kind: z.string(),
  id: z.string(),
  code: z.string(),
  title: z.string(),
  party: z.string(),
  stage: z.string(),
  mine: z.boolean(),
  dueAt: z.iso.datetime().nullable(),
  since: z.iso.datetime(),
});
const command = z.object({ id: z.string(), label: z.string(), group: z.string(), href: z.string(), note: z.string() });

/** `/api/v1/desk`: the officer's own inbox, and the search of the command palette. */
export function createDeskRoutes(desk: Desk): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/desk/work',
      {
        config: { permission: 'officer' },
        schema: { tags: ['desk'], summary: 'Việc đang chờ tôi, đến hạn trước', querystring: inboxQuery, response: { 200: z.object({ items: z.array(item), more: z.boolean() }) } },
      },
      async (request) => {
        const { items, more } = await desk.listWork(request.actor, request.query);
        return { items: [...items], more };
      },
    );
    app.get(
      '/api/v1/desk/commands',
      {
        config: { permission: 'officer' },
        schema: { tags: ['desk'], summary: 'Tìm việc cho bảng lệnh', querystring: z.object({ q: z.string().max(200).default('') }), response: { 200: z.array(command) } },
      },
      async (request) => {
        const { items } = await desk.listWork(request.actor, { drawer: 'all', text: request.query.q, page: 1 });
        return items.slice(0, 20).map((work) => ({ id: work.id, label: `${work.code} ${work.party}`, group: 'Hồ sơ', href: `/can-bo/ho-so/${work.id}`, note: work.title }));
      },
    );
  };
}
