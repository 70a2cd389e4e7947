import '#platform/http/fastify-types.ts';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { contentDisposition } from '#platform/files/download/content-disposition.ts';
import type { Payments } from './service.ts';

const hidden = { hide: true };
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Papers: receipts for the payer and the counter, the book of a day for printing and as a workbook. */
export function createPaymentsFileRoutes(payments: Payments): FastifyPluginAsyncZod {
  const ofReceipt = z.object({ id: z.string().max(100) });
  const ofDay = z.object({ day: z.iso.date() });
  const querystring = z.object({ don_vi: z.string().min(1).max(64) });
  return async (app) => {
    app.get('/bien-lai/:id', { config: { permission: 'signed_in' }, schema: { ...hidden, params: ofReceipt } }, async (request, reply) => {
      const { pdf, name } = await payments.receiptPaper(request.actor, request.params.id);
      return sendMade(reply, { bytes: pdf, type: 'application/pdf', name });
    });
    const config = { permission: 'payments.read' };
    app.get('/can-bo/thu-phi/so-ngay/:day/in', { config, schema: { ...hidden, params: ofDay, querystring } }, async (request, reply) => {
      const { pdf, name } = await payments.dayPaper(request.actor, { unitUid: request.query.don_vi, day: request.params.day });
      return sendMade(reply, { bytes: pdf, type: 'application/pdf', name });
    });
    app.get('/can-bo/thu-phi/so-ngay/:day/xlsx', { config, schema: { ...hidden, params: ofDay, querystring } }, async (request, reply) => {
      const { bytes, name } = await payments.dayWorkbook(request.actor, { unitUid: request.query.don_vi, day: request.params.day });
      return sendMade(reply, { bytes, type: xlsx, name });
    });
  };
}

function sendMade(reply: FastifyReply, { bytes, type, name }: { bytes: Uint8Array; type: string; name: string }): FastifyReply {
  const disposition = contentDisposition(type === xlsx ? 'attachment' : 'inline', name);
  // Papers must not stay in the cache of a public computer.
  const headers = { 'content-type': type, 'content-disposition': disposition, 'cache-control': 'private, no-store' };
  return reply.headers(headers).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
