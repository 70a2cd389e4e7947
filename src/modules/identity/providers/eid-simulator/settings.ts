import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { interactionPolicy, type Configuration, type JWK } from 'oidc-provider';
import { claimsOf, simulatedClaimNames } from './claims.ts';
import { memoryAdapters } from './memory-adapter.ts';
import type { MockCitizen } from './mock-citizens.ts';

export type SimulatorClient = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
};

/** Configuration of the underlying OpenID provider: fresh keys at each start, nothing kept on disk. */
export async function simulatorSettings(
  client: SimulatorClient,
  citizens: readonly MockCitizen[],
  interactionPrefix: string,
): Promise<Configuration> {
  return {
    adapter: memoryAdapters(),
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [...client.redirectUris],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'RS256',
      },
    ],
    jwks: { keys: [await signingKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')], names: cookieNames },
    claims: { openid: ['sub', ...simulatedClaimNames], acr: null, auth_time: null },
    scopes: ['openid'],
    acrValues: ['LoA1', 'LoA2'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Interaction: 900, Session: 900, Grant: 900 },
    interactions: { url: (_ctx, interaction) => `${interactionPrefix}${interaction.uid}`, policy: alwaysChoose() },
    findAccount: (_ctx, subject) => {
      const citizen = citizens.find((candidate) => candidate.subject === subject);
      return citizen && { accountId: subject, claims: () => claimsOf(citizen) };
    },
    loadExistingGrant: async (ctx) => {
      const { client: caller, session, provider } = ctx.oidc;
      if (!caller || !session?.accountId) return undefined;
      const grant = new provider.Grant({ clientId: caller.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  };
}

/** Own names, so that the simulator on the server's origin never collides with the application's cookies. */
const cookieNames = { interaction: 'eid_simulator', resume: 'eid_simulator_resume', session: 'eid_simulator_session' };

async function signingKey(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: 'simulator', use: 'sig', alg: 'RS256' };
}

/** Asks "who are you today?" at every sign-in: a demonstration visitor changes roles all the time. */
function alwaysChoose(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check('choose_person', 'A person must be chosen', 'login_required', (ctx) =>
        ctx.oidc.result?.['login'] ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}
