import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAppError, statusOf } from '#platform/errors/app-error.ts';
import { addGate } from '#platform/http/gate.ts';
import { eidSimulatorPlugin } from './providers/eid-simulator/mount.ts';
import { createEidSimulator } from './providers/eid-simulator/simulator.ts';
import { createIdentityRoutes } from './routes.ts';
import { identityHouse, type IdentityHouse } from './test/house.ts';
import { signInCitizen, signInOfficer } from './testing.ts';

let house: IdentityHouse;
let app: FastifyInstance;
const base = '/api/v1/identity';

beforeAll(async () => {
  house = await identityHouse();
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, _request, reply) =>
    isAppError(error) ? reply.status(statusOf[error.kind]).send({ code: error.code }) : reply.send(error),
  );
  addGate(app, (request) => house.identity.actorOf(house.identity.cookies.session.read(request.headers.cookie)));
  await app.register(createIdentityRoutes(house.identity));
});
afterAll(() => app.close());

describe('the API of the own account', () => {
  it('tells who I am by the cookie alone', async () => {
    const citizen = await signInCitizen(house, { fullName: 'Trần Thị Bình' });
    const answer = await app.inject({ url: `${base}/me`, headers: { cookie: `other=1; ${citizen.cookie}` } });
    expect(answer.json()).toMatchObject({ kind: 'citizen', name: 'Trần Thị Bình', accountId: citizen.accountUid });
    expect(answer.body).not.toContain('099');
    expect((await app.inject(`${base}/me`)).statusCode).toBe(403);
  });

  it('lists and ends my sessions, not those of others', async () => {
    const [mine, other] = [await signInOfficer(house), await signInOfficer(house)];
    const asMe = { cookie: mine.cookie };
    const listed = await app.inject({ url: `${base}/sessions`, headers: asMe });
    expect(listed.json<object[]>()).toMatchObject([{ uid: mine.sessionUid, current: true }]);
    await app.inject({ method: 'DELETE', url: `${base}/sessions/${other.sessionUid}`, headers: asMe });
    expect((await app.inject({ url: `${base}/me`, headers: { cookie: other.cookie } })).statusCode).toBe(200);
    await app.inject({ method: 'DELETE', url: `${base}/sessions/${mine.sessionUid}`, headers: asMe });
    expect((await app.inject({ url: `${base}/me`, headers: asMe })).statusCode).toBe(403);
  });

  it.each([
    [{}, 422],
    [{ cookie: 'dinh-pending=AAAAAAAAAAAAAAAAAAAAAAAAAAAA' }, 422],
    [{ cookie: `dinh-session=${"'".repeat(30)}` }, 422],
    [{ origin: 'https://evil.example' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
  ])('gives no passkey options to %j', async (headers, status) => {
    for (const path of ['registration-options', 'authentication-options']) {
      const answer = await app.inject({ method: 'POST', url: `${base}/passkeys/${path}`, headers });
      expect(answer.statusCode).toBe(status);
    }
  });
});

describe('the simulator below our own address', () => {
  it('serves discovery and the choice page, and nothing where it is not mounted', async () => {
    const issuer = 'http://localhost/mo-phong/dinh-danh';
    const client = { clientId: 'dinh', clientSecret: 'secret', redirectUris: ['http://localhost/dang-nhap/tra-ve'] };
    const simulator = await createEidSimulator({ demo: true, issuer, client });
    const server = Fastify();
    addGate(server, async () => ({ kind: 'anonymous' }));
    await server.register(eidSimulatorPlugin(simulator));
    const discovery = await server.inject({
      url: '/mo-phong/dinh-danh/.well-known/openid-configuration',
      headers: { host: 'localhost' },
    });
    expect(discovery.json()).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      id_token_signing_alg_values_supported: ['RS256'],
    });
    const lost = await server.inject('/mo-phong/dinh-danh/chon-cong-dan/unknown');
    expect(lost.statusCode).toBe(400);
    expect(lost.body).toContain('MÔ PHỎNG');
    await server.close();
    expect((await app.inject('/mo-phong/dinh-danh/.well-known/openid-configuration')).statusCode).toBe(404);
  });
});
