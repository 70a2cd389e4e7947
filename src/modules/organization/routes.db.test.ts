import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#platform/access/actor.ts';
import { isAppError, statusOf } from '#platform/errors/app-error.ts';
import { addGate } from '#platform/http/gate.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import type { Organization } from './organization.ts';
import { createOrganizationRoutes } from './routes.ts';
import { createOrganization } from './service.ts';
import type { OrganizationTables } from './tables.gen.ts';
import { buildOrganization } from './testing.ts';

let test: TestDatabase<OrganizationTables>;
let organization: Organization;
let app: FastifyInstance;
let actor: Actor;
const base = '/api/v1/organization';

beforeAll(async () => {
  test = await testDatabase();
  organization = createOrganization(test);
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, _request, reply) =>
    isAppError(error) ? reply.status(statusOf[error.kind]).send({ code: error.code }) : reply.send(error),
  );
  addGate(app, async () => actor);
  await app.register(createOrganizationRoutes({ organization, clock: test.clock }));
});
afterAll(() => app.close());

describe('the API of the organisation', () => {
  it('tells everybody the units of a day, parents first', async () => {
    actor = { kind: 'anonymous' };
    const build = buildOrganization(organization, test.ids);
    const top = await build.unit({ fullName: 'UBND xã An Hòa' });
    const office = await build.unit({ fullName: 'Văn phòng', parentUid: top, kind: 'department' });
    const list = await app.inject(`${base}/units`);
    expect(list.json<{ uid: string }[]>().map((unit) => unit.uid)).toEqual([top, office]);
    expect(list.json<object[]>()[0]).not.toHaveProperty('children');
    expect((await app.inject(`${base}/units?asOf=2025-06-30`)).json()).toEqual([]);
    expect((await app.inject(`${base}/units/${top}/subtree`)).json()).toHaveLength(2);
    expect((await app.inject(`${base}/units?asOf=2025-02-30`)).statusCode).toBe(400);
  });

  it('takes changes from those who may, once a request', async () => {
    const payload = {
      requestId: test.ids.uuid(),
      effectiveOn: '2026-01-01',
      kind: 'agency',
      level: 'commune',
      parentUid: null,
      fullName: 'UBND xã Mới',
    };
    const post = (url: string, body: object) => app.inject({ method: 'POST', url: `${base}/${url}`, payload: body });
    actor = { kind: 'anonymous' };
    expect((await post('units', payload)).statusCode).toBe(403);
    actor = anOfficer({ grants: { 'organization.manage_units': 'all' } });
    const first = await post('units', payload);
    expect(first.statusCode).toBe(200);
    expect((await post('units', payload)).json()).toEqual(first.json());
    expect((await post('units', { ...payload, requestId: test.ids.uuid(), level: 'galaxy' })).statusCode).toBe(400);
    expect((await post('persons', { requestId: test.ids.uuid(), fullName: 'Lê Văn Nam' })).statusCode).toBe(403);
    const undo = {
      requestId: test.ids.uuid(),
      changeUid: first.json<{ changeUid: string }>().changeUid,
      reason: 'Ghi nhầm',
    };
    expect((await post('changes/undo', undo)).statusCode).toBe(200);
  });

  it('hands officers the tree as a workbook and choices for forms, and nobody else', async () => {
    actor = anOfficer();
    const workbook = await app.inject(`${base}/tree.xlsx?asOf=2026-11-23`);
    expect(workbook.headers['content-type']).toContain('spreadsheetml');
    expect(workbook.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await app.inject(`${base}/options/persons?q=nam`)).json()).toEqual([]);
    actor = { kind: 'anonymous' };
    expect((await app.inject(`${base}/tree.xlsx`)).statusCode).toBe(403);
    expect((await app.inject(`${base}/options/persons?q=nam`)).statusCode).toBe(403);
  });
});
