import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAppError } from '#platform/errors/app-error.ts';
import { createEidSimulator, listenEidSimulator } from '../eid-simulator/simulator.ts';
import { mockCitizens } from '../eid-simulator/mock-citizens.ts';
import { chooseCitizen } from '../../test/browser.ts';
import type { EidProvider } from '../eid-provider.ts';
import { eidProviderSchema, nationalClaimMapping } from './configuration.ts';
import { createOidcProvider } from './oidc-provider.ts';

const redirectUri = 'http://dinh.example/dang-nhap/tra-ve';
const client = { clientId: 'dinh', clientSecret: 'secret-of-the-test-client', redirectUris: [redirectUri] };

let simulator: Awaited<ReturnType<typeof listenEidSimulator>>;
beforeAll(async () => {
  simulator = await listenEidSimulator({ demo: true, client });
});
afterAll(() => simulator.close());

function provider(fetchLike?: typeof fetch, changes: Record<string, unknown> = {}): EidProvider {
  const settings = eidProviderSchema.parse({
    key: 'eid',
    label: 'e-ID mô phỏng',
    issuer: simulator.issuer,
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    acrValues: 'LoA2 LoA1',
    claims: nationalClaimMapping,
    allowHttp: true,
    ...changes,
  });
  return createOidcProvider(settings, fetchLike ? { fetch: fetchLike } : {});
}

async function codeOf(work: Promise<unknown>): Promise<{ code: string; cause: unknown }> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`Expected an AppError, got ${String(error)}`);
  return { code: error.code, cause: error.details['cause'] };
}

describe('sign-in by a real OpenID provider', () => {
  it.each(mockCitizens.map((citizen) => [citizen.subject, citizen] as const))('reads %s', async (subject, citizen) => {
    const eid = provider();
    const { authorizationUrl, flow } = await eid.begin(redirectUri);
    const identity = await eid.finish(await chooseCitizen(authorizationUrl, subject), flow);
    expect(identity).toMatchObject({
      issuer: simulator.issuer,
      subject,
      fullName: citizen.fullName,
      assurance: citizen.assurance,
      email: citizen.email,
      birthDate: citizen.birthDate.split('/').reverse().join('-'),
    });
    expect(identity.document?.number).toBe(citizen.personalNumber ?? citizen.passportNumber);
    expect(identity.organisation?.taxCode).toBe(citizen.organisation?.taxCode);
  });

  it('sends PKCE S256, state and nonce, never the verifier', async () => {
    const { authorizationUrl, flow } = await provider().begin(redirectUri);
    const query = new URL(authorizationUrl).searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('state')).toBe(flow.state);
    expect(query.get('nonce')).toBe(flow.nonce);
    expect(authorizationUrl).not.toContain(flow.codeVerifier);
  });

  it('tells a cancelled sign-in from a failed one', async () => {
    const eid = provider();
    const { authorizationUrl, flow } = await eid.begin(redirectUri);
    const returned = await chooseCitizen(authorizationUrl, '');
    expect((await codeOf(eid.finish(returned, flow))).code).toBe('identity.e_id_cancelled');
  });
});

describe('a return that is not the answer to our question', () => {
  async function returned(): Promise<{
    eid: EidProvider;
    url: string;
    flow: { state: string; nonce: string; codeVerifier: string };
  }> {
    const eid = provider();
    const { authorizationUrl, flow } = await eid.begin(redirectUri);
    return { eid, flow, url: await chooseCitizen(authorizationUrl, 'mp-nguyen-van-an') };
  }

  it.each(['state', 'nonce', 'codeVerifier'] as const)('is refused with a foreign %s', async (field) => {
    const { eid, url, flow } = await returned();
    const foreign = { ...flow, [field]: 'A'.repeat(43) };
    expect((await codeOf(eid.finish(url, foreign))).code).toBe('identity.e_id_rejected');
  });

  it('is refused when the code is replayed', async () => {
    const { eid, url, flow } = await returned();
    await eid.finish(url, flow);
    expect(await codeOf(eid.finish(url, flow))).toEqual({ code: 'identity.e_id_rejected', cause: 'invalid_grant' });
  });

  it.each([
    ['no parameters', (url: URL) => void (url.search = '')],
    ['an invented code', (url: URL) => url.searchParams.set('code', 'x'.repeat(43))],
    ['another issuer (mix-up)', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['the state twice', (url: URL) => url.searchParams.append('state', 'another')],
    ['the code twice', (url: URL) => url.searchParams.append('code', 'another')],
  ])('is refused with %s', async (_what, spoil) => {
    const { eid, url, flow } = await returned();
    const spoiled = new URL(url);
    spoil(spoiled);
    expect((await codeOf(eid.finish(spoiled.href, flow))).code).toBe('identity.e_id_rejected');
  });

  it('refuses an authorization request without PKCE at the simulator', async () => {
    const { authorizationUrl } = await provider().begin(redirectUri);
    const naked = new URL(authorizationUrl);
    naked.searchParams.delete('code_challenge');
    naked.searchParams.delete('code_challenge_method');
    expect(await chooseCitizen(naked.href, 'mp-nguyen-van-an')).toContain('error=invalid_request');
  });
});

describe('a forged ID token', () => {
  const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 });

  type Forge = (header: Record<string, unknown>, payload: Record<string, unknown>) => void;

  /** A man in the middle of the token endpoint: everything real but the ID token. */
  function meddling(forge: Forge, sign: 'attacker' | 'original' | 'none'): typeof fetch {
    return async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input instanceof Request ? input.url : input).endsWith('/token') || !response.ok) return response;
      const body = (await response.json()) as { id_token: string };
      const [head = '', claims = '', signature = ''] = body.id_token.split('.');
      const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
      const payload = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
      forge(header, payload);
      const signed = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      const forged = { attacker: rsaSignature(signed), original: signature, none: '' }[sign];
      return Response.json({ ...body, id_token: `${signed}.${forged}` });
    };
  }

  const rsaSignature = (text: string): string =>
    createSign('RSA-SHA256').update(text).sign(attacker.privateKey, 'base64url');

  async function outcome(forge: Forge, sign: 'attacker' | 'original' | 'none'): Promise<string> {
    const eid = provider(meddling(forge, sign));
    const { authorizationUrl, flow } = await eid.begin(redirectUri);
    return (await codeOf(eid.finish(await chooseCitizen(authorizationUrl, 'mp-nguyen-van-an'), flow))).code;
  }

  it.each<[string, Forge, 'attacker' | 'original' | 'none']>([
    ['signed with a foreign key', () => undefined, 'attacker'],
    ['signed with a foreign key and key id', (header) => (header['kid'] = 'mine'), 'attacker'],
    ['unsigned (alg none)', (header) => (header['alg'] = 'none'), 'none'],
    ['signed with the public client secret (alg HS256)', (header) => (header['alg'] = 'HS256'), 'original'],
    [
      'with another subject under the old signature',
      (_header, payload) => (payload['sub'] = 'mp-tran-thi-binh'),
      'original',
    ],
    ['with a raised assurance level', (_header, payload) => (payload['acr'] = 'LoA3'), 'original'],
    ['of another issuer', (_header, payload) => (payload['iss'] = 'https://evil.example'), 'attacker'],
    ['for another audience', (_header, payload) => (payload['aud'] = 'another-client'), 'attacker'],
    ['that has expired', (_header, payload) => (payload['exp'] = 1), 'attacker'],
    ['without a nonce', (_header, payload) => delete payload['nonce'], 'attacker'],
  ])('is refused when %s', async (_what, forge, sign) => {
    expect(await outcome(forge, sign)).toBe('identity.e_id_rejected');
  });

  it('passes the meddler unchanged when nothing is forged (the attack harness itself works)', async () => {
    const eid = provider(meddling(() => undefined, 'original'));
    const { authorizationUrl, flow } = await eid.begin(redirectUri);
    const identity = await eid.finish(await chooseCitizen(authorizationUrl, 'mp-nguyen-van-an'), flow);
    expect(identity.subject).toBe('mp-nguyen-van-an');
  });
});

describe('an expired ID token with a true signature', () => {
  it('is refused', async () => {
    const hour = 3600;
    // The provider's answer is honest; our own clock says that it is an hour old.
    const late = createOidcProviderAt(hour);
    const { authorizationUrl, flow } = await late.begin(redirectUri);
    const returned = await chooseCitizen(authorizationUrl, 'mp-nguyen-van-an');
    expect((await codeOf(late.finish(returned, flow))).code).toBe('identity.e_id_rejected');
  });

  function createOidcProviderAt(secondsAhead: number): EidProvider {
    return createOidcProvider(
      eidProviderSchema.parse({
        key: 'eid',
        label: 'e-ID',
        issuer: simulator.issuer,
        clientId: client.clientId,
        clientSecret: client.clientSecret,
        claims: nationalClaimMapping,
        allowHttp: true,
      }),
      { clockSkewSeconds: secondsAhead },
    );
  }
});

describe('availability and safety of the provider', () => {
  it('says unavailable when the provider is down, and recovers when it is back', async () => {
    let down = true;
    const eid = provider((input, init) => (down ? Promise.reject(new TypeError('fetch failed')) : fetch(input, init)));
    expect((await codeOf(eid.begin(redirectUri))).code).toBe('identity.e_id_unavailable');
    down = false;
    expect((await eid.begin(redirectUri)).authorizationUrl).toContain(simulator.issuer);
  });

  it('refuses a plain-HTTP issuer unless it was allowed', async () => {
    expect((await codeOf(provider(undefined, { allowHttp: false }).begin(redirectUri))).code).toBe(
      'identity.e_id_unavailable',
    );
  });

  it('refuses to exist outside demonstration mode', async () => {
    await expect(createEidSimulator({ demo: false, issuer: 'http://127.0.0.1:1', client })).rejects.toThrow(
      'demonstration',
    );
  });
});
