import type { FastifyInstance } from 'fastify';
import { isStorable } from '#platform/text/storable.ts';

/** Texts that cannot be stored end here with 400, wherever in the request they stand; the database would answer with a fault. */
export function refuseBrokenText(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    if (isStorable(request.params) && isStorable(request.query) && isStorable(request.body)) return;
    throw Object.assign(new Error('text that cannot be stored'), { statusCode: 400 });
  });
}
