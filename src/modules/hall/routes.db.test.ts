import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '#platform/access/actor.ts';
import { addGate } from '#platform/http/gate.ts';
import { createHallRoutes } from './index.ts';
import type { Device } from './policy.ts';
import { openTestHall, type TestHall } from './test/hall.ts';

let at: TestHall;
let app: FastifyInstance;
let url: string;
let kiosk: Device & { readonly token: string };
let screen: Device & { readonly token: string };

beforeAll(async () => {
  at = await openTestHall();
  [kiosk, screen] = [await at.device('kiosk'), await at.device('screen')];
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addGate(app, async () => anonymous);
  await app.register(createHallRoutes(at.hall));
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  await at.hall.sit(at.staff[0], { requestId: at.id(), counterId: at.counters[0] });
});
afterAll(() => app.close());

const call = async (): Promise<void> => {
  await at.take(kiosk, 'a');
  await at.hall.callNext(at.staff[0], { requestId: at.id() });
};

/** Listens until an event of the name has come `times` times; then hangs up. */
async function listen(query: string, headers: Record<string, string>, wanted: { name: string; times: number }): Promise<{ id: string; label: string }[]> {
  const stop = new AbortController();
  const answer = await fetch(`${url}/api/v1/hall/screen/events${query}`, { headers: { cookie: `dinh-hall=${screen.token}`, ...headers }, signal: stop.signal });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  let text = '';
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.split(`event: ${wanted.name}\n`).length > wanted.times && text.endsWith('\n\n')) break;
  }
  stop.abort();
  return [...text.matchAll(/id: (?<id>\d+)\nevent: call\ndata: (?<data>.*)\n/gu)].map(({ groups }) => ({ id: groups!['id']!, label: (JSON.parse(groups!['data']!) as { label: string }).label }));
}

describe('the line to a call screen', () => {
  it('tells calls as they come, each with its number', async () => {
    const heard = listen('', {}, { name: 'call', times: 2 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await call();
    await call();
    expect(await heard).toEqual([
      { id: '1', label: 'A-001' },
      { id: '2', label: 'A-002' },
    ]);
  });

  it('goes on after the last one seen, by Last-Event-ID or by the word of the page, and believes no future', async () => {
    await call();
    expect((await listen('', { 'last-event-id': '1' }, { name: 'call', times: 2 })).map(({ label }) => label)).toEqual(['A-002', 'A-003']);
    expect((await listen('?after=2', {}, { name: 'call', times: 1 })).map(({ label }) => label)).toEqual(['A-003']);
    for (const wrong of ['999999', 'x', "1'; drop"]) expect(await listen('', { 'last-event-id': wrong }, { name: 'state', times: 1 })).toEqual([]);
  });
});

describe('a device', () => {
  const knock = (method: 'GET' | 'POST', path: string, token: string) => app.inject({ method, url: `/api/v1/hall/${path}`, headers: { cookie: `dinh-hall=${token}` }, ...(method === 'POST' ? { payload: {} } : {}) });

  it('finds only its own doors open, and nobody without a token any', async () => {
    for (const [method, path] of [['GET', 'kiosk'], ['GET', 'screen'], ['GET', 'screen/events'], ['POST', 'kiosk/tickets'], ['POST', 'kiosk/leases'], ['POST', 'kiosk/local-tickets'], ['POST', 'screen/local-calls'], ['POST', 'kiosk/check-ins']] as const) {
      for (const token of ['', 'x'.repeat(43), kiosk.id]) expect([path, (await knock(method, path, token)).json<{ message: string }>().message]).toEqual([path, 'forbidden: hall.device_unknown']);
    }
    expect((await knock('GET', 'kiosk', kiosk.token)).statusCode).toBe(200);
    expect((await knock('GET', 'screen', screen.token)).statusCode).toBe(200);
    expect((await knock('GET', 'kiosk', screen.token)).json<{ message: string }>().message).toBe('forbidden: hall.device_unknown');
    expect((await knock('POST', 'kiosk/leases', screen.token)).json<{ message: string }>().message).toBe('forbidden: hall.device_unknown');
    expect((await knock('POST', 'kiosk/tickets', kiosk.token)).statusCode).toBe(400);
  });
});
