import * as client from 'openid-client';
import { forbidInTransaction } from '#platform/db/database.ts';
import { AppError, isAppError, unavailable } from '#platform/errors/app-error.ts';
import { identityFromClaims, type EidIdentity } from '../../eid-identity.ts';
import type { EidFlow, EidProvider } from '../eid-provider.ts';
import type { EidProviderSettings } from './configuration.ts';

export type OidcDeps = {
  /** Replaces the network call, for a proxy or a server that cannot reach its own public address. */
  readonly fetch?: typeof fetch;
  /** Added to the system clock when token times are judged. */
  readonly clockSkewSeconds?: number;
};

/** E-ID by OpenID Connect Core 1.0: authorization code flow with PKCE (RFC 7636), state and nonce. */
export function createOidcProvider(settings: EidProviderSettings, deps: OidcDeps = {}): EidProvider {
  let discovered: Promise<client.Configuration> | undefined;

  function configuration(): Promise<client.Configuration> {
    forbidInTransaction('An e-ID provider');
    discovered ??= discover(settings, deps).catch((error: unknown) => {
      // Forget the failure: the provider may be back at the next attempt.
      discovered = undefined;
      throw unavailable('identity.e_id_unavailable', { provider: settings.label, cause: causeOf(error) });
    });
    return discovered;
  }

  async function begin(redirectUri: string): Promise<{ authorizationUrl: string; flow: EidFlow }> {
    const config = await configuration();
    const flow = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: settings.scope,
      ...(settings.acrValues ? { acr_values: settings.acrValues } : {}),
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(flow.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { authorizationUrl: url.href, flow };
  }

  async function finish(returnUrl: string, flow: EidFlow): Promise<EidIdentity> {
    const config = await configuration();
    try {
      return await exchange(config, settings, returnUrl, flow);
    } catch (error) {
      throw isAppError(error) ? error : translate(error, settings);
    }
  }

  return { key: settings.key, label: settings.label, begin, finish };
}

async function discover(settings: EidProviderSettings, deps: OidcDeps): Promise<client.Configuration> {
  const authentication =
    settings.clientSecret === null ? client.None() : client.ClientSecretBasic(settings.clientSecret);
  return client.discovery(
    new URL(settings.issuer),
    settings.clientId,
    { id_token_signed_response_alg: settings.idTokenAlgorithm, [client.clockSkew]: deps.clockSkewSeconds ?? 0 },
    authentication,
    {
      timeout: settings.timeoutSeconds,
      // The library trusts TLS instead of the signature for tokens it fetched itself; a proxy in between could then forge them.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to stand out: this is the loopback simulator
      execute: [client.enableNonRepudiationChecks, ...(settings.allowHttp ? [client.allowInsecureRequests] : [])],
      ...(deps.fetch ? { [client.customFetch]: deps.fetch as client.CustomFetch } : {}),
    },
  );
}

async function exchange(
  config: client.Configuration,
  settings: EidProviderSettings,
  returnUrl: string,
  flow: EidFlow,
): Promise<EidIdentity> {
  const tokens = await client.authorizationCodeGrant(config, new URL(returnUrl), {
    expectedState: flow.state,
    expectedNonce: flow.nonce,
    pkceCodeVerifier: flow.codeVerifier,
    idTokenExpected: true,
  });
  const idToken = tokens.claims();
  if (!idToken) throw rejected('no_id_token');
  const hasUserInfo = config.serverMetadata().userinfo_endpoint !== undefined;
  const userInfo = hasUserInfo ? await client.fetchUserInfo(config, tokens.access_token, idToken.sub) : {};
  // The signed token wins over the unsigned user-info answer wherever both speak.
  const identity = identityFromClaims(settings.claims, settings.issuer, { ...userInfo, ...idToken });
  if (!identity) throw rejected('no_name');
  return identity;
}

const rejected = (cause: string): AppError => new AppError('invalid', 'identity.e_id_rejected', { cause });

function translate(error: unknown, settings: EidProviderSettings): AppError {
  if (error instanceof client.AuthorizationResponseError && error.error === 'access_denied') {
    return new AppError('invalid', 'identity.e_id_cancelled', {}, { cause: error });
  }
  if (isOutage(error)) {
    const details = { provider: settings.label, cause: causeOf(error) };
    return new AppError('unavailable', 'identity.e_id_unavailable', details, { cause: error });
  }
  return new AppError('invalid', 'identity.e_id_rejected', { cause: causeOf(error) }, { cause: error });
}

function isOutage(error: unknown): boolean {
  if (error instanceof client.ResponseBodyError) return error.status >= 500;
  const code = codeOf(error);
  // `fetch` reports a dead line as a TypeError without a code of the library's own.
  return code === 'OAUTH_TIMEOUT' || (error instanceof TypeError && code === undefined);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A short technical cause for the audit trail and the log; never shown to the person. */
function causeOf(error: unknown): string {
  if (error instanceof client.ResponseBodyError || error instanceof client.AuthorizationResponseError)
    return error.error;
  return codeOf(error) ?? (error instanceof Error ? error.name : 'unknown');
}
