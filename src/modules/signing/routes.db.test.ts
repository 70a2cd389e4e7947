import { randomBytes, randomUUID } from 'node:crypto';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous, type Actor } from '#platform/access/actor.ts';
import { isAppError, statusOf } from '#platform/errors/app-error.ts';
import { addGate } from '#platform/http/gate.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { testDatabase } from '#platform/testing/database.ts';
import { inDirectory, run, toPem } from './fixtures/judges.ts';
import { plainPdf } from './fixtures/sample-pdf.ts';
import { createSigningRoutes } from './routes.ts';
import { createSigning, type Signing } from './service.ts';
import type { SigningTables } from './tables.gen.ts';
import { encodeQuery, readResponse } from './tsa/messages.ts';

let app: FastifyInstance;
let signing: Signing;
let actor: Actor = anonymous;
const base = '/api/v1/signing';
const manager = anOfficer({ grants: { 'signing.read': 'all', 'signing.manage': 'all' } });
const holder = {
  kind: 'person',
  uid: 'p1',
  name: 'Nguyễn Văn Khởi',
  unitUid: 'u1',
  organization: 'UBND xã An Hòa',
} as const;

beforeAll(async () => {
  const { db, clock, ids } = await testDatabase<SigningTables>();
  signing = createSigning({ db, clock, ids, secretKey: randomBytes(32), baseUrl: 'http://127.0.0.1:3000' });
  await signing.ensureDemoAuthority('Xã An Hòa');
  await signing.issueCertificate(manager, { requestId: randomUUID(), holder, keyKind: 'ec-p256' });
  app = Fastify({ bodyLimit: 1_000_000 });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler((error, _request, reply) =>
    isAppError(error) ? reply.status(statusOf[error.kind]).send({ code: error.code }) : reply.send(error),
  );
  addGate(app, () => Promise.resolve(actor));
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'x', version: '1' } },
    transform: jsonSchemaTransform,
  });
  await app.register(createSigningRoutes(signing));
});
afterAll(() => app.close());

const post = (path: string, type: string, payload: Buffer) =>
  app.inject({ method: 'POST', url: `${base}${path}`, headers: { 'content-type': type }, payload });

describe('validation over HTTP', () => {
  it('is open to everyone and speaks plain Vietnamese', async () => {
    actor = anonymous;
    const { pdf } = await signing.signPdf({
      pdf: plainPdf(),
      signer: holder,
      purpose: 'approval',
      subject: { kind: 'test', id: '1' },
    });
    const good = await post('/validations', 'application/pdf', pdf);
    expect(good.json()).toMatchObject({
      verdict: 'TOTAL-PASSED',
      signatures: [{ signer: { name: 'Nguyễn Văn Khởi' }, level: 'B-T' }],
    });
    pdf.write('9', pdf.indexOf('200 40 re'));
    const bad = await post('/validations', 'application/pdf', pdf);
    expect(bad.json()).toMatchObject({ verdict: 'FAILED', subIndication: 'HASH_FAILURE' });
    expect(bad.json<{ signatures: { findings: { text: string }[] }[] }>().signatures[0]?.findings[0]?.text).toContain(
      'bị sửa',
    );
  });

  it('takes only PDF bytes, up to its limit', async () => {
    expect((await post('/validations', 'application/json', Buffer.from('{}'))).statusCode).toBe(422);
    expect((await post('/validations', 'text/html', Buffer.from('x'))).statusCode).toBe(415);
    expect((await post('/validations', 'application/pdf', Buffer.alloc(33 * 1024 * 1024))).statusCode).toBe(413);
    expect((await post('/validations', 'application/pdf', Buffer.from('rubbish'))).json()).toMatchObject({
      verdict: 'FAILED',
    });
  });
});

describe('the register over HTTP', () => {
  it('is closed without the permission', async () => {
    actor = anonymous;
    expect((await app.inject(`${base}/certificates`)).statusCode).toBe(403);
    actor = anOfficer();
    expect((await app.inject(`${base}/certificates`)).statusCode).toBe(403);
  });

  it('lists certificates without naming their keys, and gives one as a file', async () => {
    actor = manager;
    const list = await app.inject(`${base}/certificates?state=active`);
    const [certificate] = list.json<{ id: string; state: string }[]>();
    expect(certificate).toMatchObject({ state: 'active', holderName: 'Nguyễn Văn Khởi' });
    expect(certificate).not.toHaveProperty('keyRef');
    const file = await app.inject(`${base}/certificates/${certificate?.id}/file`);
    expect(file.body).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(file.headers['content-disposition']).toContain('attachment');
    expect((await app.inject(`${base}/certificates/${randomUUID()}`)).statusCode).toBe(404);
  });
});

describe('the demonstration authority over HTTP', () => {
  it('publishes its certificates and lists so that openssl verifies a chain with them', async () => {
    actor = anonymous;
    const get = async (path: string): Promise<Buffer> => (await app.inject(`${base}/authority/${path}`)).rawPayload;
    const [root, issuing] = [await get('root/certificate.cer'), await get('issuing/certificate.cer')];
    const list = await get('root/list.crl');
    const answer = inDirectory((path) => {
      run('openssl', 'crl', '-inform', 'DER', '-in', path('root.crl', list), '-out', path('root.pem.crl'));
      const rootPem = path('root.pem', toPem(root));
      return run(
        'openssl',
        'verify',
        '-attime',
        '1795399200',
        '-crl_check',
        '-CRLfile',
        path('root.pem.crl'),
        '-CAfile',
        rootPem,
        path('issuing.pem', toPem(issuing)),
      );
    });
    expect(answer).toContain('OK');
    expect((await app.inject(`${base}/authority/khac/list.crl`)).statusCode).toBe(400);
  });

  it('answers timestamp queries, and rubbish with a rejection', async () => {
    const answer = await post(
      '/timestamp',
      'application/timestamp-query',
      encodeQuery(randomBytes(32), randomBytes(8)),
    );
    expect(answer.headers['content-type']).toBe('application/timestamp-reply');
    expect(readResponse(answer.rawPayload)).toBeInstanceOf(Buffer);
    expect(
      readResponse((await post('/timestamp', 'application/timestamp-query', Buffer.from('x'))).rawPayload),
    ).toBeUndefined();
  });
});

it('is described in OpenAPI', async () => {
  await app.ready();
  expect(Object.keys(app.swagger().paths ?? {})).toContain(`${base}/validations`);
});
