import { Writable } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { apiPage } from './api-page.ts';
import './fastify-types.ts';
import { addSecurityHeaders } from './headers.ts';
import { addHealth } from './health.ts';
import { createLogger } from './logger.ts';

let app: FastifyInstance;

afterEach(() => app.close());

async function serve(https = false): Promise<FastifyInstance> {
  app = Fastify({ genReqId: () => 'trace-9' });
  await addSecurityHeaders(app, { formTargets: ['https://eid.example'], https });
  for (const path of ['/', '/can-bo', '/can-bo/viec']) app.get(path, (request) => request.cspNonce);
  app.get('/own', (_request, reply) => reply.header('content-security-policy', 'sandbox').header('cache-control', 'public').send('x'));
  return app;
}

describe('every answer', () => {
  it('carries a policy that allows only ourselves, with a fresh nonce', async () => {
    await serve();
    const [first, second] = [await app.inject('/'), await app.inject('/')];
    const policy = String(first.headers['content-security-policy']);
    expect(policy).toContain(`script-src 'self' 'nonce-${first.body}'`);
    expect(policy).toMatch(/^default-src 'none';/u);
    expect(policy).toContain(`form-action 'self' https://eid.example`);
    expect(policy).not.toMatch(/unsafe|\*|http:/u);
    expect(first.body).not.toBe(second.body);
    expect(first.headers).toMatchObject({ 'x-request-id': 'trace-9', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN', 'referrer-policy': 'same-origin' });
    expect(first.headers['x-powered-by']).toBeUndefined();
  });

  it('lets the officers’ components write style attributes, and nobody else', async () => {
    await serve();
    expect((await app.inject('/can-bo/viec')).headers['content-security-policy']).toContain(`style-src-attr 'unsafe-inline'`);
    expect((await app.inject('/?next=/can-bo')).headers['content-security-policy']).not.toContain('unsafe-inline');
  });

  it('speaks of HTTPS only where the public address has it', async () => {
    await serve();
    expect((await app.inject('/')).headers['strict-transport-security']).toBeUndefined();
    await app.close();
    await serve(true);
    expect((await app.inject('/')).headers['strict-transport-security']).toContain('max-age=31536000');
  });

  it('keeps a stricter policy of its own', async () => {
    await serve();
    expect((await app.inject('/own')).headers).toMatchObject({ 'content-security-policy': 'sandbox', 'cache-control': 'public' });
  });
});

describe('health', () => {
  it('says alive, ready or starting, and shows figures to this machine only', async () => {
    let ready = false;
    app = Fastify();
    addHealth(app, { ready: async () => ready });
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'alive' });
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    ready = true;
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready' });
    expect((await app.inject('/metrics')).body).toContain('dinh_http_request_seconds');
    expect((await app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })).statusCode).toBe(404);
  });

  it('says "not ready" when the database cannot be asked', async () => {
    app = Fastify();
    addHealth(app, { ready: () => Promise.reject(new Error('ECONNREFUSED 10.0.0.1')) });
    const answer = await app.inject('/readyz');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).not.toContain('10.0.0.1');
  });
});

describe('the log', () => {
  it('holds neither query, cookie, address nor body', async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    app = Fastify({ loggerInstance: createLogger('debug', stream) });
    app.post('/tra-cuu', (request) => {
      request.log.info({ req: request }, 'asked');
      throw new Error('broken');
    });
    await app.inject({ method: 'POST', url: '/tra-cuu?ma=H99-secret', headers: { cookie: 'dinh-session=hidden' }, payload: { name: 'Nguyễn Văn An' }, remoteAddress: '203.0.113.9' });
    const written = lines.join('');
    expect(written).toContain('/tra-cuu');
    expect(written).toContain('broken');
    expect(written).not.toMatch(/H99-secret|hidden|Nguyễn Văn An|203\.0\.113\.9/u);
  });
});

it('the page of the API shows operations as text, never as markup', () => {
  app = Fastify();
  const page = apiPage({ paths: { '/api/<x>': { get: { summary: '<script>alert(1)</script>', parameters: [{ name: 'a&b', required: true }] } } } });
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).toContain('<td>GET</td><td>/api/&lt;x&gt;</td>');
  expect(page).toContain('a&amp;b*');
});
