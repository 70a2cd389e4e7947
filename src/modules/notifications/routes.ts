import '#platform/http/fastify-types.ts';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deliveryQuery, deliveryStates, inboxQuery } from './model.ts';
import type { Notifications } from './service.ts';
import { webhookPath } from './use-cases/channel-settings.ts';

const message = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  link: z.string().nullable(),
  linkLabel: z.string().nullable(),
  createdAt: z.iso.datetime(),
  read: z.boolean(),
});
const delivery = z.object({
  id: z.string(),
  number: z.number().int(),
  channel: z.enum(['email', 'sms', 'zalo']),
  title: z.string(),
  address: z.string(),
  unitUid: z.string().nullable(),
  state: z.enum(deliveryStates),
  reason: z.string().nullable(),
  attempts: z.number().int(),
  queuedAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
  receivedAt: z.iso.datetime().nullable(),
  mayResend: z.boolean(),
});
const tags = ['notifications'];
const idParams = z.object({ id: z.uuid() });
const root = '/api/v1/notifications';

/** `/api/v1/notifications`: one's own inbox, and mail on its way for the officers who look after it. */
export function createNotificationsRoutes(notifications: Notifications): FastifyPluginAsyncZod {
  return async (app) => {
    await app.register(inboxRoutes(notifications));
    await app.register(deliveryRoutes(notifications));
    await app.register(webhookRoutes(notifications));
  };
}

function inboxRoutes(notifications: Notifications): FastifyPluginAsyncZod {
  const config = { permission: 'signed_in' };
  const inboxPage = z.object({ messages: z.array(message), unread: z.number().int(), more: z.boolean() });
  const list = {
    tags,
    summary: 'Thông báo của mình, mới nhất trước',
    querystring: inboxQuery,
    response: { 200: inboxPage },
  };
  const mark = {
    tags,
    summary: 'Đánh dấu đã đọc; gọi lại không đổi gì',
    params: idParams,
    response: { 204: z.null() },
  };
  return async (app) => {
    app.get(
      `${root}/inbox`,
      { config, schema: list },
      (request) => notifications.listInbox(request.actor, request.query) as Promise<z.infer<typeof inboxPage>>,
    );
    app.post(`${root}/inbox/:id/read`, { config, schema: mark }, async (request, reply) => {
      await notifications.markRead(request.actor, request.params.id);
      return reply.status(204).send(null);
    });
  };
}

function deliveryRoutes(notifications: Notifications): FastifyPluginAsyncZod {
  const deliveryPage = z.object({ deliveries: z.array(delivery), more: z.boolean() });
  const list = {
    tags,
    summary: 'Thư và tin nhắn gửi đi của các đơn vị mình phụ trách',
    querystring: deliveryQuery,
    response: { 200: deliveryPage },
  };
  const body = z.object({ requestId: z.uuid() });
  const again = {
    tags,
    summary: 'Gửi lại một thư hoặc tin nhắn',
    params: idParams,
    body,
    response: { 201: z.object({ id: z.string() }) },
  };
  return async (app) => {
    app.get(
      `${root}/deliveries`,
      { config: { permission: 'notifications.read_deliveries' }, schema: list },
      (request) => notifications.listDeliveries(request.actor, request.query),
    );
    app.post(
      `${root}/deliveries/:id/resend`,
      { config: { permission: 'notifications.resend' }, schema: again },
      async (request, reply) => {
        const id = await notifications.resend(request.actor, {
          deliveryId: request.params.id,
          requestId: request.body.requestId,
        });
        return reply.status(201).send({ id });
      },
    );
  };
}

/** The signature is over the bytes that arrived, so nothing may read and rewrite them before. */
function webhookRoutes(notifications: Notifications): FastifyPluginAsyncZod {
  const schema = { tags, summary: 'Sự kiện của tài khoản Zalo chính thức (chữ ký X-ZEvent-Signature)', response: { 200: z.object({}) } };
  const config = { permission: 'public', rateLimit: { max: 600, timeWindow: '1 minute' } };
  return async (app) => {
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: 65_536 }, (_request, body, done) => done(null, body));
    app.post(webhookPath, { config, schema }, async (request) => {
      const signature = request.headers['x-zevent-signature'];
      const rawBody = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
      await notifications.receiveZaloEvent({ rawBody, signature: typeof signature === 'string' ? signature : '' });
      return {};
    });
  };
}
