import Fastify, { type FastifyInstance } from 'fastify';
import { type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous } from '#platform/access/actor.ts';
import { formOf } from '#platform/web/forms.ts';
import { pageContext, pageRequestKey, type PageRequest } from '#platform/web/page-context.ts';
import { addPages, type PagesBuild } from './page-adapter.ts';
import './fastify-types.ts';

type Route = { loader?: (args: LoaderFunctionArgs) => unknown; action?: (args: ActionFunctionArgs) => unknown };

/** Resource routes only: nothing is drawn, so no built pages are needed. */
function buildOf(routes: Record<string, Route>): PagesBuild {
  const entries = Object.entries(routes).map(([path, module]) => [path, { id: path, path, module }]);
  return {
    entry: { module: { default: () => new Response('page'), pageRequestKey } },
    routes: Object.fromEntries(entries) as PagesBuild['routes'],
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: 'initial', manifestPath: '/__manifest' },
  } as unknown as PagesBuild;
}

const long = 'Xã An Hòa. '.repeat(200);
let app: FastifyInstance;
let seen: Request[];

const routes: Record<string, Route> = {
  '*': { loader: () => new Response('nowhere', { status: 404 }) },
  'who': { loader: ({ context }) => Response.json({ actor: pageContext(context).actor.kind, trace: pageContext(context).traceId }) },
  'long': { loader: () => new Response(long, { headers: { 'content-type': 'text/html; charset=utf-8' } }) },
  'file': { loader: () => new Response(Buffer.from([0xff, 0xfe, 0, 1]), { headers: { 'content-type': 'application/pdf' } }) },
  'away': { loader: () => new Response(null, { status: 302, headers: { location: '/who' } }) },
  'cookies': {
    loader: ({ context }) => {
      pageContext(context).cookies.push('third=3; Path=/');
      const headers = new Headers();
      headers.append('set-cookie', 'first=1, with a comma; Path=/');
      headers.append('set-cookie', 'second=2; Path=/');
      return new Response('ok', { headers });
    },
  },
  'echo': {
    action: async ({ request }) => {
      const form = await formOf(request);
      return Response.json([...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]));
    },
    loader: ({ request }) => {
      seen.push(request);
      return Response.json(new URL(request.url).search);
    },
  },
};

beforeEach(async () => {
  seen = [];
  app = Fastify({ genReqId: () => 'trace-7' });
  const page = (id: string): PageRequest => ({ actor: anonymous, traceId: id, cookies: [], services: {} }) as unknown as PageRequest;
  await addPages(app, { build: buildOf(routes), mode: 'production', edition: () => '1', pageRequestOf: (request) => page(request.id) });
});

afterEach(() => app.close());

const post = (payload: string | Buffer, type = 'application/x-www-form-urlencoded') =>
  app.inject({ method: 'POST', url: '/echo', headers: { 'content-type': type }, payload });

describe('pages behind Fastify', () => {
  it('know who calls and under which trace', async () => {
    expect((await app.inject('/who')).json()).toEqual({ actor: 'anonymous', trace: 'trace-7' });
  });

  it('get the posted form as it was sent, with repeated and odd fields', async () => {
    const body = 'name=Nguy%E1%BB%85n+V%C4%83n+An&name=2&__proto__=x&t%C3%AAn=%E2%80%AE';
    expect((await post(body)).json()).toEqual([['name', 'Nguyễn Văn An'], ['name', '2'], ['__proto__', 'x'], ['tên', '\u202e']]);
  });

  it('get forms with files too', async () => {
    const boundary = '----formBoundary7MA4YWxkTrZu0gW';
    const body = `--${boundary}\r\ncontent-disposition: form-data; name="paper"; filename="giấy.pdf"\r\n\r\nabc\r\n--${boundary}--\r\n`;
    expect((await post(body, `multipart/form-data; boundary=${boundary}`)).json()).toEqual([['paper', 'giấy.pdf']]);
  });

  it('answer 413 to a form of more than a megabyte without reading it to the end', async () => {
    expect((await post(`name=${'x'.repeat(1_100_000)}`)).statusCode).toBe(413);
  });

  it.each([
    ['{"name":1}', 'application/json'],
    ['garbage', 'multipart/form-data'],
    ['garbage', 'multipart/form-data; boundary=x'],
    ['name=1', 'text/plain'],
    ['name=1', ''],
    ['name=1', 'application/x-www-form-urlencoded; charset=utf-16'],
  ])('never answer 500 to %j as %j', async (payload, type) => {
    expect((await post(payload, type)).statusCode).toBeLessThan(500);
  });

  it('send every cookie on a line of its own', async () => {
    expect((await app.inject('/cookies')).headers['set-cookie']).toEqual(['first=1, with a comma; Path=/', 'second=2; Path=/', 'third=3; Path=/']);
  });

  it('lead away with status and address', async () => {
    const answer = await app.inject('/away');
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/who']);
  });

  it('are compressed, files are not', async () => {
    const zipped = await app.inject({ url: '/long', headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(long);
    const file = await app.inject({ url: '/file', headers: { 'accept-encoding': 'gzip' } });
    expect(file.headers['content-encoding']).toBeUndefined();
    expect(file.rawPayload).toEqual(Buffer.from([0xff, 0xfe, 0, 1]));
  });

  it.each(['/echo?a=1&a=2', '/echo?%00=%ff', '/echo?q=%E0%A4%A', '/echo?' + 'a'.repeat(5000)])('keep the query of %s', async (url) => {
    expect((await app.inject(url)).json()).toBe(url.slice('/echo'.length));
  });

  it.each(['//evil.example/who', '/\\evil.example', '/who%00', '/%ff', '/%E0%A4%A', '/..%2f..%2fetc/passwd', '/who/../../x'])('do not stumble over the address %s', async (url) => {
    const answer = await app.inject({ url, headers: { host: 'xa.example' } });
    expect(answer.statusCode).toBeGreaterThanOrEqual(200);
    expect(answer.statusCode).toBeLessThan(500);
  });

  it.each(['a b', 'xa.example:99999', '[::1', '<script>', 'user@xa.example', 'xa.example/who', 'xa.example?', 'xa.example#'])(
    'refuse the host %j',
    async (host) => {
      expect((await app.inject({ url: '/who', headers: { host } })).statusCode).toBe(400);
    },
  );

  it.each(['TRACE', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('know nothing of the method %s', async (method) => {
    expect((await app.inject({ method: method as 'GET', url: '/echo' })).statusCode).toBe(404);
  });

  it('take two slashes for a path of ours, not for the name of another host', async () => {
    seen = [];
    await app.inject({ url: '//evil.example/echo', headers: { host: 'xa.example' } });
    expect(seen.map((request) => request.url)).toEqual([]);
    expect((await app.inject({ url: '/echo?a', headers: { host: 'xa.example' } })).statusCode).toBe(200);
    expect(seen.map((request) => request.url)).toEqual(['http://xa.example/echo?a']);
  });
});
