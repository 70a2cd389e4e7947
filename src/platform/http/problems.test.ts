import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AuditEntry } from '#platform/audit/entry.ts';
import { AppError, statusOf, type ErrorKind } from '#platform/errors/app-error.ts';
import { createWording } from '#platform/errors/wording.ts';
import { addProblemAnswers, type Problem } from './problems.ts';

let app: FastifyInstance;
let audit: AuditEntry[];
let thrown: unknown;

const messages = { 'test.late': 'Đã quá {hours} giờ, kể từ {since}.', 'test.plain': 'Không được.' };

beforeEach(() => {
  audit = [];
  app = Fastify({ genReqId: () => 'trace-1', bodyLimit: 1000 });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addProblemAnswers(app, { wording: createWording(messages), audit: { record: async (entry) => void audit.push(entry) } });
  const typed = app.withTypeProvider<ZodTypeProvider>();
  app.get('/fail', () => {
    throw thrown;
  });
  const body = z.object({ name: z.string().min(2), age: z.number().int() });
  typed.post('/person', { schema: { body, response: { 200: z.object({ ok: z.literal(true) }) } } }, async () => ({ ok: true as const }));
  typed.get('/leak', { schema: { response: { 200: z.object({ ok: z.literal(true) }) } } }, async () => ({ secret: 'hunter2' }) as never);
});

afterEach(() => app.close());

async function failWith(error: unknown): Promise<{ status: number; problem: Problem; type: string; text: string }> {
  thrown = error;
  const answer = await app.inject('/fail');
  return { status: answer.statusCode, problem: answer.json(), type: String(answer.headers['content-type']), text: answer.body };
}

describe('an error of ours', () => {
  it.each(Object.entries(statusOf))('of kind %s answers with status %i and the members of RFC 9457', async (kind, status) => {
    const { problem, type, ...answer } = await failWith(new AppError(kind as ErrorKind, 'test.late', { hours: 3, since: 'hôm qua', secret: 'x' }));
    expect(answer.status).toBe(status);
    expect(type).toMatch(/^application\/problem\+json/u);
    expect(problem).toEqual({
      type: 'urn:dinh:test.late',
      title: kind,
      status,
      detail: 'Đã quá 3 giờ, kể từ hôm qua.',
      code: 'test.late',
      traceId: 'trace-1',
    });
  });

  it('carries the problems of single fields', async () => {
    const problems = [{ path: '/name', message: 'Hãy ghi họ tên.' }];
    expect((await failWith(new AppError('invalid', 'test.plain', { problems }))).problem.problems).toEqual(problems);
  });

  it('leaves a line in the trail only when something was forbidden', async () => {
    for (const kind of Object.keys(statusOf)) await failWith(new AppError(kind as ErrorKind, 'test.plain', { action: 'test.do', subject: { kind: 'thing', id: '7' } }));
    expect(audit).toMatchObject([{ actor: { kind: 'anonymous' }, action: 'access.denied', subject: { kind: 'thing', id: '7' }, detail: { attempted: 'test.do' } }]);
  });

  it('with an unknown code says something general and never the code as words', async () => {
    const { problem } = await failWith(new AppError('conflict', 'secret_module.internal_thing'));
    expect(problem.detail).toBe('Hệ thống gặp lỗi và đã ghi lại. Hãy thử lại sau ít phút.');
  });
});

describe('anything else that is thrown', () => {
  it.each([
    ['an error', new Error('the socket of 10.0.0.1:5432 said ECONNREFUSED')],
    ['a database error', Object.assign(new Error('duplicate key (email)=(a@b.c)'), { code: '23505', detail: 'Key (email)=(a@b.c)' })],
    ['an error that claims a status of a server', Object.assign(new Error('secret'), { statusCode: 503 })],
    ['an error that claims a code of ours', Object.assign(new Error('secret'), { code: 'cases.not_found' })],
  ])('%s is a 500 without a word of its own', async (_what, error) => {
    const { status, text, problem } = await failWith(error);
    expect(status).toBe(500);
    expect(problem.code).toBe('platform.unexpected');
    expect(text).not.toMatch(/ECONNREFUSED|a@b\.c|secret|at .*\.ts/u);
  });
});

it('a database that is away is told as such, with the time to try again', async () => {
  const { status, problem } = await failWith(Object.assign(new Error('connect ECONNREFUSED 10.0.0.1'), { code: 'ECONNREFUSED' }));
  expect([status, problem.code]).toEqual([503, 'platform.database_away']);
  expect((await app.inject('/fail')).headers['retry-after']).toBe('5');
});

describe('a person', () => {
  const ask = async (url: string, accept: string) => app.inject({ url, headers: { accept } });

  it('who opens a page reads words, not JSON; a program never gets a page', async () => {
    thrown = new AppError('conflict', 'test.late', { hours: '<b>3</b>' });
    const page = await ask('/fail', 'text/html,*/*;q=0.8');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('Đã quá &lt;b&gt;3&lt;/b&gt; giờ');
    expect(page.body).toContain('trace-1');
    expect(page.statusCode).toBe(409);
    expect((await ask('/api/v1/nowhere', 'text/html')).headers['content-type']).toMatch(/problem\+json/u);
    expect((await ask('/fail', '*/*')).headers['content-type']).toMatch(/problem\+json/u);
  });
});

describe('a request that cannot be read', () => {
  const post = (payload: string, type = 'application/json') => app.inject({ method: 'POST', url: '/person', headers: { 'content-type': type }, payload });

  it('is told which fields are wrong', async () => {
    const answer = await post('{"name":"A","age":1.5}');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ status: 400, code: 'platform.input_invalid', problems: [{ path: '/name' }, { path: '/age' }] });
  });

  it.each([
    [400, '{"name":', 'application/json'],
    [400, '{"__proto__":{"admin":true},"name":"An","age":1}', 'application/json'],
    [400, '', 'application/json'],
    [415, '<a/>', 'application/xml'],
    [413, `{"name":"${'x'.repeat(2000)}","age":1}`, 'application/json'],
  ])('answers %i in Vietnamese for %s', async (status, payload, type) => {
    const answer = await post(payload, type);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/problem\+json/u);
    expect(answer.json<Problem>()).toMatchObject({ status, code: expect.stringMatching(/^platform\./u) as string, detail: expect.stringMatching(/[ạ-ỹ]/u) as string });
  });
});

it('an answer that breaks its own schema is a 500 that tells nothing of it', async () => {
  const answer = await app.inject('/leak');
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('hunter2');
});

it('an unknown path is not found, in the same form', async () => {
  const answer = await app.inject('/nowhere');
  expect(answer.statusCode).toBe(404);
  expect(answer.json()).toMatchObject({ type: 'urn:dinh:platform.route_not_found', status: 404 });
});
