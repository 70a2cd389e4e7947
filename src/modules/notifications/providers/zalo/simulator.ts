import { randomBytes } from 'node:crypto';
import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { keepMessage, type Trouble } from '../simulator-parts.ts';
import { signatureOf } from './signature.ts';
import type { ZaloSimulatorOptions } from './simulator-options.ts';
import { judgeChat, judgeTemplate } from './simulator-rules.ts';
import { isGoodToken, rotate, seedRefreshToken } from './simulator-tokens.ts';
import type { ZaloHosts } from './zalo.ts';

export type ZaloSimulator = {
  readonly hosts: ZaloHosts;
  trouble: (next: Trouble) => void;
  /** Somebody writes to the official account: signs the event and posts it to the webhook; resolves to the status of the answer. */
  userSends: (userId: string, text: string) => Promise<number>;
  stop: () => Promise<void>;
};

/**
 * Zalo on the loopback: tokens, template messages, chat of the official account and its webhook (OP§12). It refuses as
 * the real one does: wrong or used tokens, quota, unapproved templates, bad numbers, the night, chat outside 48 hours.
 * Demonstration and tests only.
 */
export async function startZaloSimulator(options: ZaloSimulatorOptions): Promise<ZaloSimulator> {
  await seedRefreshToken(options, options.app.firstRefreshToken);
  const app = Fastify({ logger: false, bodyLimit: 100_000 });
  await app.register(formbody);
  let next: Trouble = 'none';
  app.addHook('onRequest', async (_request, reply) => {
    if (next === 'busy') await reply.status(503).send('');
  });
  const send = (reply: FastifyReply, answer: unknown): unknown => (next === 'lost' ? reply.raw.destroy() : reply.send(answer));
  addTokens(app, options, send);
  addMessages(app, options, send);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    hosts: { oauth: url, business: url, openapi: url },
    trouble: (trouble) => void (next = trouble),
    userSends: (userId, text) => userSends(options, userId, text),
    stop: () => app.close(),
  };
}

type Send = (reply: FastifyReply, answer: unknown) => unknown;

function addTokens(app: FastifyInstance, options: ZaloSimulatorOptions, send: Send): void {
  app.post('/v4/oa/access_token', async (request, reply) => {
    const answer = await rotate(options, options.app, { secretKey: headerOf(request, 'secret_key'), form: request.body });
    return send(reply, answer);
  });
}

function addMessages(app: FastifyInstance, options: ZaloSimulatorOptions, send: Send): void {
  const known = (request: FastifyRequest): Promise<boolean> => isGoodToken(options, headerOf(request, 'access_token'));
  app.post('/message/template', async (request, reply) =>
    send(reply, (await known(request)) ? await judgeTemplate(options, request.body) : { error: -124, message: 'Access token invalid' }),
  );
  app.post('/v3.0/oa/message/cs', async (request, reply) =>
    send(reply, (await known(request)) ? await judgeChat(options, request.body) : { error: -216, message: 'Access token is invalid' }),
  );
  app.get('/template/info/v2', async (request, reply) => {
    if (!(await known(request))) return send(reply, { error: -124, message: 'Access token invalid' });
    const { template_id: id = '' } = request.query as { template_id?: string };
    const template = options.templates.get(id);
    return send(reply, template === undefined ? { error: -109, message: 'Template invalid' } : { error: 0, message: 'Success', data: { templateId: id, status: template.status } });
  });
}

function headerOf({ headers }: FastifyRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

async function userSends(options: ZaloSimulatorOptions, userId: string, text: string): Promise<number> {
  const msgId = randomBytes(12).toString('hex');
  await keepMessage(options, { channel: 'zalo_chat', outgoing: false, trackingId: msgId, address: userId, body: text });
  const timestamp = String(options.clock.now().getTime());
  const { appId, oaId, oaSecret } = options.app;
  const event = { app_id: appId, user_id_by_app: userId, event_name: 'user_send_text', timestamp, sender: { id: userId }, recipient: { id: oaId }, message: { msg_id: msgId, text } };
  const body = JSON.stringify(event);
  const signature = `mac=${signatureOf(body, timestamp, { appId, oaSecret })}`;
  const headers = { 'content-type': 'application/json', 'x-zevent-signature': signature };
  const answer = await fetch(options.webhookUrl, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
  return answer.status;
}
