import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { cashInput, writeReceiptNumber, type Payment } from './model.ts';
import { signatureHeader } from './providers/hub/wire.ts';
import type { Payments } from './service.ts';
import { noticeStates } from './states.ts';

const tags = ['payments'];
const notice = z.object({
  id: z.uuid(),
  code: z.string(),
  reference: z.string(),
  amount: z.number().int(),
  owed: z.number().int(),
  state: z.enum(noticeStates as [string, ...string[]]),
});
const receipt = z.object({ paymentId: z.uuid(), number: z.string(), amount: z.number().int() });

/** `/api/v1/payments`: what is owed, cash at the counter, and the door of the payment hub. */
export function createPaymentsRoutes(payments: Payments): FastifyPluginAsyncZod {
  return async (app) => {
    const params = z.object({ id: z.string().max(100) });
    app.get(
      '/api/v1/payments/notices/:id',
      { config: { permission: 'signed_in' }, schema: { tags, summary: 'Một khoản phải nộp', params, response: { 200: notice } } },
      async (request) => {
        const { notice: found, balance } = await payments.viewNotice(request.actor, request.params.id);
        return { id: found.id, code: found.subject.code, reference: found.reference, amount: found.amount, owed: balance.owed, state: balance.state };
      },
    );
    app.post(
      '/api/v1/payments/receipts',
      { config: { permission: 'payments.collect' }, schema: { tags, summary: 'Thu tiền mặt, cấp biên lai', body: cashInput, response: { 201: receipt } } },
      async (request, reply) => reply.status(201).send(receiptOf(await payments.collectCash(request.actor, request.body))),
    );
    await app.register(hubRoutes(payments));
  };
}

function receiptOf({ id, amount, receipt: given }: Payment): z.infer<typeof receipt> {
  return { paymentId: id, amount, number: given === null ? '' : writeReceiptNumber(given) };
}

/** The signature is over the bytes that came, so nobody may parse them before. */
function hubRoutes(payments: Payments): FastifyPluginAsyncZod {
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 64_000 }, (_request, body, done) => done(null, body));
    app.post(
      '/api/v1/payments/hub/callback',
      {
        config: { permission: 'public', rateLimit: { max: 600, timeWindow: '1 minute' } },
        schema: { tags, summary: 'Thông báo có chữ ký của cổng thanh toán', response: { 204: z.null() } },
      },
      async (request, reply) => {
        const body = typeof request.body === 'string' ? request.body : '';
        await payments.receiveCallback(body, String(request.headers[signatureHeader] ?? ''));
        return reply.status(204).send(null);
      },
    );
  };
}
