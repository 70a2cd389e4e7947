import type { EidIdentity } from '../eid-identity.ts';

/** Secrets of one sign-in under way; kept by the application, never by the browser. */
export type EidFlow = { readonly state: string; readonly nonce: string; readonly codeVerifier: string };

/** An e-ID as the module sees it; implemented by the OpenID Connect adapter. */
export type EidProvider = {
  readonly key: string;
  readonly label: string;
  /** Address to send the browser to, with the secrets needed to check its return. Throws `identity.e_id_unavailable`. */
  begin(redirectUri: string): Promise<{ readonly authorizationUrl: string; readonly flow: EidFlow }>;
  /**
   * Checks the browser's return (state, code with PKCE, signature, issuer, audience, nonce, expiry of the ID token) and reads the person.
   * Throws `identity.e_id_cancelled`, `identity.e_id_rejected` or `identity.e_id_unavailable`.
   */
  finish(returnUrl: string, flow: EidFlow): Promise<EidIdentity>;
};
