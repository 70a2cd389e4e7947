import { PassThrough } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deviceToken, type Call } from './model.ts';
import type { Device } from './policy.ts';
import { requireDevice } from './require-device.ts';
import type { Hall } from './service.ts';

const call = z.object({ seq: z.number(), label: z.string(), counterNumber: z.number(), kind: z.string(), at: z.iso.datetime(), words: z.string() });
const view = z.object({ name: z.string(), seq: z.number(), calls: z.array(call), waiting: z.array(z.object({ code: z.string(), name: z.string(), waiting: z.number() })) });

/** What a screen shows, at once and as it changes. */
export function createScreenRoutes(hall: Hall): FastifyPluginAsyncZod {
  return async (app) => {
    const deviceOf = requireDevice(app, hall);
    const streams = new Set<PassThrough>();
    // A stream without an end would hold up the stop of the server.
    app.addHook('preClose', async () => {
      for (const stream of streams) stream.end();
    });
    app.get('/api/v1/hall/screen', { config: { permission: 'public' }, schema: { tags: ['hall'], summary: 'Nội dung màn hình gọi số', response: { 200: view } } }, async (request) => {
      const found = await hall.readScreen(deviceOf(request));
      return { ...found, calls: [...found.calls], waiting: [...found.waiting] };
    });
    app.get('/api/v1/hall/screen/events', { config: { permission: 'public', rateLimit: false }, schema: { tags: ['hall'], summary: 'Các lượt gọi, theo dòng sự kiện (text/event-stream, Last-Event-ID)', querystring: z.object({ after: z.coerce.number().int().min(0).max(1e15).optional() }) } }, async (request, reply) => {
      const device = deviceOf(request);
      const found = await hall.readScreen(device);
      const after = resumeFrom(request.headers['last-event-id'], request.query.after, found.seq);
      const stream = new PassThrough();
      streams.add(stream);
      stream.once('close', () => streams.delete(stream));
      stream.write(`retry: 3000\n${eventOf('state', found)}`);
      follow(hall, { device, stream, after, token: deviceToken(request.headers.cookie) });
      return reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no').type('text/event-stream').send(stream);
    });
  };
}

/** The call after which to go on: what the browser saw last, by its header or by the page's own word, if it can be true. */
function resumeFrom(header: string | string[] | undefined, asked: number | undefined, newest: number): number {
  const seen = typeof header === 'string' && /^\d{1,15}$/u.test(header) ? Number(header) : (asked ?? newest);
  // At most what a screen shows: nobody needs the calls of last week.
  return Math.max(newest - 20, Math.min(seen, newest));
}

type Following = { readonly device: Device; readonly stream: PassThrough; readonly after: number; readonly token: string };

function follow(hall: Hall, { device, stream, after, token }: Following): void {
  let shown = '';
  const beat = async (): Promise<void> => {
    if ((await hall.deviceOf(token)) === null) return void stream.end(eventOf('revoked', {}));
    const { waiting } = await hall.readScreen(device);
    const now = JSON.stringify(waiting);
    // A comment keeps proxies from closing a silent line.
    stream.write(now === shown ? ': \n\n' : eventOf('waiting', waiting));
    shown = now;
  };
  const stop = hall.live.watch({
    unitUid: device.unitUid,
    seq: after,
    onCalls: (calls) => void stream.write(calls.map(callEvent).join('')),
    onBeat: () => void beat().catch(() => undefined),
  });
  stream.once('close', stop);
}

const eventOf = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

const callEvent = (told: Call): string => `id: ${told.seq}\n${eventOf('call', told)}`;
