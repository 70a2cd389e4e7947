import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { seriesQuery, voidNumberInput } from './model.ts';
import type { Numbering } from './service.ts';

const issued = z.object({
  unitUid: z.string(),
  kind: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  subjectKind: z.string(),
  subjectId: z.string(),
  allocatedAt: z.iso.datetime(),
  voided: z.object({ at: z.iso.datetime(), reason: z.string() }).nullable(),
});

/** `/api/v1/numbering`: registers of numbers, for clerks and inspectors. */
export function createNumberingRoutes(numbering: Numbering): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/numbering/numbers',
      {
        config: { permission: 'numbering.read' },
        schema: { tags: ['numbering'], summary: 'Các số đã cấp của một sổ, mới nhất trước', querystring: seriesQuery, response: { 200: z.array(issued) } },
      },
      (request) => numbering.listNumbers(request.actor, request.query),
    );
    app.post(
      '/api/v1/numbering/voids',
      {
        config: { permission: 'numbering.void' },
        schema: { tags: ['numbering'], summary: 'Hủy một số, có lý do', body: voidNumberInput, response: { 204: z.null() } },
      },
      async (request, reply) => {
        await numbering.voidNumber(request.actor, request.body);
        return reply.status(204).send(null);
      },
    );
  };
}
