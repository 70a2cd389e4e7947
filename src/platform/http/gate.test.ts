import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, systemActor, type Actor } from '#platform/access/actor.ts';
import type { AuditEntry } from '#platform/audit/entry.ts';
import { createWording } from '#platform/errors/wording.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import './fastify-types.ts';
import { addGate } from './gate.ts';
import { addProblemAnswers } from './problems.ts';

const actors: Readonly<Record<string, Actor>> = {
  anonymous,
  citizen: aCitizen(),
  officer: anOfficer(),
  clerk: anOfficer({ grants: { 'numbering.read': ['u1'] } }),
  everywhere: anOfficer({ grants: { 'numbering.read': 'all' } }),
  empty: anOfficer({ grants: { 'numbering.read': [] } }),
  system: systemActor('test'),
};

const permissions = ['public', 'signed_in', 'citizen', 'officer', 'numbering.read', 'constructor', '__proto__', 'nobody', ''];

let app: FastifyInstance;
let audit: AuditEntry[];
let bodies: unknown[];

beforeEach(async () => {
  app = Fastify();
  audit = [];
  bodies = [];
  addGate(app, async (request) => actors[String(request.headers['x-test-actor'] ?? 'anonymous')] ?? anonymous);
  addProblemAnswers(app, { wording: createWording(), audit: { record: async (entry) => void audit.push(entry) } });
  for (const permission of permissions) {
    app.get(`/${permission === '' ? 'empty' : permission}`, { config: { permission } }, () => 'opened');
    app.post(`/${permission === '' ? 'empty' : permission}`, { config: { permission } }, (request) => {
      bodies.push(request.body);
      return 'opened';
    });
  }
});

afterEach(() => app.close());

const open = async (path: string, who: string): Promise<boolean> => (await app.inject({ url: path, headers: { 'x-test-actor': who } })).body === 'opened';

describe('the gate', () => {
  it.each([
    ['/public', ['anonymous', 'citizen', 'officer', 'clerk', 'everywhere', 'empty', 'system']],
    ['/signed_in', ['citizen', 'officer', 'clerk', 'everywhere', 'empty', 'system']],
    ['/citizen', ['citizen']],
    ['/officer', ['officer', 'clerk', 'everywhere', 'empty']],
    ['/numbering.read', ['clerk', 'everywhere']],
    ['/constructor', []],
    ['/__proto__', []],
    ['/nobody', []],
    ['/empty', []],
  ])('%s opens to exactly %j', async (path, allowed) => {
    const opened: string[] = [];
    for (const who of Object.keys(actors)) if (await open(path, who)) opened.push(who);
    expect(opened).toEqual(allowed);
  });

  it('refuses at start-up a route that states no permission', () => {
    expect(() => app.get('/forgotten', () => 'open')).toThrow('/forgotten states no permission');
  });

  it('answers whoever is refused with words, and records the attempt', async () => {
    const answer = await app.inject({ url: '/numbering.read', headers: { 'x-test-actor': 'citizen' } });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'platform.wrong_kind_of_account', detail: expect.stringContaining('tài khoản') as string });
    expect(audit).toMatchObject([{ action: 'access.denied', actor: { kind: 'citizen' }, subject: { kind: 'route', id: '/numbering.read' }, detail: { attempted: 'numbering.read' } }]);
    expect((await app.inject('/officer')).json()).toMatchObject({ code: 'platform.sign_in_required' });
  });

  it('answers an unknown path with not found and leaves no line in the trail', async () => {
    const answer = await app.inject('/nowhere');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'platform.route_not_found' });
    expect(audit).toEqual([]);
  });
});

describe('a call that changes something', () => {
  const post = async (headers: Record<string, string>): Promise<number> =>
    (await app.inject({ method: 'POST', url: '/public', headers: { host: 'xa.example', 'content-type': 'application/json', ...headers }, payload: '{"a":1}' })).statusCode;

  it.each([
    [200, {}],
    [200, { origin: 'http://xa.example' }],
    [200, { origin: 'https://xa.example', 'sec-fetch-site': 'same-origin' }],
    [200, { 'sec-fetch-site': 'none' }],
    [403, { origin: 'https://evil.example' }],
    [403, { origin: 'https://xa.example.evil.example' }],
    [403, { origin: 'https://xa.example:8443' }],
    [403, { origin: 'null' }],
    [403, { origin: '' }],
    [403, { origin: 'xa.example' }],
    [403, { origin: 'http://[' }],
    [403, { 'sec-fetch-site': 'cross-site' }],
    [403, { origin: 'http://xa.example', 'sec-fetch-site': 'cross-site' }],
  ])('answers %i for %j', async (status, headers) => {
    expect(await post(headers as unknown as Record<string, string>)).toBe(status);
    expect(bodies).toHaveLength(status === 200 ? 1 : 0);
  });

  it('may be read from anywhere', async () => {
    expect((await app.inject({ url: '/public', headers: { origin: 'https://evil.example' } })).statusCode).toBe(200);
  });

  it('is refused before anybody is asked who calls, and recorded as nobody', async () => {
    await app.inject({ method: 'POST', url: '/officer', headers: { origin: 'https://evil.example', 'x-test-actor': 'clerk' } });
    expect(audit).toMatchObject([{ actor: { kind: 'anonymous' }, detail: { attempted: 'platform.cross_site' } }]);
  });
});
