import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/access/actor.ts';
import { anonymous } from '#platform/access/actor.ts';
import { isAppError, statusOf } from '#platform/errors/app-error.ts';
import { addGate } from '#platform/http/gate.ts';
import { aCitizen } from '#platform/testing/actors.ts';
import { createCalendarRoutes } from './routes.ts';
import { testLocality, type TestLocality } from './test/locality.ts';

let locality: TestLocality;
let app: FastifyInstance;
let actor: Actor = anonymous;
const base = '/api/v1/calendar';

beforeAll(async () => {
  locality = await testLocality();
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, _request, reply) =>
    isAppError(error) ? reply.status(statusOf[error.kind]).send({ code: error.code }) : reply.send(error),
  );
  addGate(app, async () => actor);
  await app.register(createCalendarRoutes(locality.calendar));
});
afterAll(() => app.close());

const post = (path: string, body: object) => app.inject({ method: 'POST', url: `${base}/${path}`, payload: body });

describe('the API of the calendar', () => {
  it('tells everybody the days off and the hours', async () => {
    actor = anonymous;
    const holidays = await app.inject(`${base}/holidays?year=2026`);
    expect(holidays.json<{ date: string }[]>().at(-1)).toMatchObject({
      date: '2026-11-24',
      legalBase: 'Nghị quyết 28/2026/QH16',
    });
    const year = await app.inject(`${base}/years?year=2027&unitUid=${locality.commune}`);
    expect(year.json<{ months: { days: object[] }[] }>().months.flatMap(({ days }) => days)).toHaveLength(365);
  });

  it('tries a deadline and says why', async () => {
    actor = anonymous;
    const answer = await app.inject(`${base}/deadline?date=2026-11-20&time=15:20&unit=same_day&cutOff=15:00`);
    expect(answer.json()).toMatchObject({ dueAt: '2026-11-23T10:00:00.000Z' });
    expect(answer.json<{ sentences: string[] }>().sentences[0]).toBe('Tiếp nhận lúc 15:20 thứ Sáu 20/11/2026.');
  });

  it.each([
    ['holidays?year=abc', 400],
    ['holidays?year=99999', 400],
    ['years?year=2024', 409],
    ['deadline?date=2026-02-30&time=15:20&unit=same_day&cutOff=15:00', 400],
    ['deadline?date=2026-11-20&time=25:20&unit=same_day&cutOff=15:00', 400],
    ['deadline?date=2026-11-20&time=15:20&unit=working_day', 422],
    ['deadline?date=2026-11-20&time=15:20&unit=working_day&n=1.5', 422],
    ['deadline?date=2026-11-20&time=15:20&unit=working_day&n=1e9', 400],
    ['deadline?date=2035-12-30&time=15:20&unit=working_day&n=900', 409],
    [`years?year=2027&unitUid=${'x'.repeat(500)}`, 400],
  ])('answers %s with %i', async (path, status) => {
    actor = anonymous;
    expect((await app.inject(`${base}/${path}`)).statusCode).toBe(status);
  });

  it('takes changes from those who may, once a request', async () => {
    const change = {
      requestId: locality.test.ids.uuid(),
      unitUid: locality.commune,
      date: '2027-04-12',
      kind: 'off',
      name: 'Nghỉ\u0000 tránh\nbão',
      legalBase: 'Công điện 12/CĐ-UBND',
    };
    for (const stranger of [anonymous, aCitizen()]) {
      actor = stranger;
      expect((await post('exceptions', change)).statusCode).toBe(403);
    }
    actor = locality.manager;
    const first = await post('exceptions', change);
    expect(first.statusCode).toBe(200);
    expect((await post('exceptions', change)).json()).toEqual(first.json());
    expect((await post('exceptions', { ...change, name: 'Khác' })).statusCode).toBe(409);
    expect((await post('exceptions', { ...change, kind: 'galaxy' })).statusCode).toBe(400);
    const own = await locality.calendar.listExceptions({ unitUid: locality.commune, year: 2027 });
    expect(own.map(({ name }) => name)).toEqual(['Nghỉ tránh bão']);
    const removal = { requestId: locality.test.ids.uuid(), exceptionUid: own[0]?.uid, reason: 'Bão tan' };
    expect((await post('exception-removals', removal)).statusCode).toBe(200);
  });
});
