import { timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dayStart } from '../../channels/quiet.ts';
import { countSince, findTracked } from '../../store/caught-messages.ts';
import { keepMessage, type SimulatorDeps, type Trouble } from '../simulator-parts.ts';

export type SmsSimulatorOptions = SimulatorDeps & {
  readonly apiKey: string;
  readonly brandName: string;
  readonly dailyQuota?: number;
};

export type SmsSimulator = { readonly url: string; trouble: (next: Trouble) => void; stop: () => Promise<void> };

const sms = z.object({ from: z.string(), to: z.string(), text: z.string().min(1).max(612), requestId: z.string().min(1).max(100) });

type Answer = { readonly code: string; readonly messageId?: string };

/**
 * An aggregator of SMS under a brand name on the loopback, in the default `SmsWire`: JSON with `from, to, text, requestId`
 * and a bearer key; answers `{code, messageId}` where "0" is taken. A repeated requestId is answered as the first time.
 * Demonstration and tests only.
 */
export async function startSmsSimulator(options: SmsSimulatorOptions): Promise<SmsSimulator> {
  const app = Fastify({ logger: false, bodyLimit: 20_000 });
  let next: Trouble = 'none';
  app.post('/v1/messages', async (request, reply) => {
    if (next === 'busy') return reply.status(503).send({ code: 'busy' });
    if (!isRightKey(request, options.apiKey)) return reply.status(401).send({ code: 'unauthorized' });
    const answer = await judge(options, request.body);
    if (next === 'lost') return reply.raw.destroy();
    return reply.send(answer);
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url: `${url}/v1/messages`, trouble: (trouble) => void (next = trouble), stop: () => app.close() };
}

function isRightKey({ headers }: FastifyRequest, apiKey: string): boolean {
  const [given, wanted] = [Buffer.from(headers.authorization ?? ''), Buffer.from(`Bearer ${apiKey}`)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function judge(options: SmsSimulatorOptions, body: unknown): Promise<Answer> {
  const parsed = sms.safeParse(body);
  if (!parsed.success) return { code: 'bad_request' };
  const { from, to, text, requestId } = parsed.data;
  if (from !== options.brandName) return { code: 'brand_unknown' };
  if (!/^84[35789]\d{8}$/u.test(to)) return { code: 'bad_phone' };
  const before = await findTracked(options.db.q, 'sms', requestId);
  if (before !== undefined) return { code: '0', messageId: before.trackingId };
  const sent = await countSince(options.db.q, 'sms', dayStart(options.clock.now()));
  if (sent >= (options.dailyQuota ?? 1000)) return { code: 'quota' };
  await keepMessage(options, { channel: 'sms', outgoing: true, trackingId: requestId, address: `+${to}`, body: text });
  return { code: '0', messageId: requestId };
}
