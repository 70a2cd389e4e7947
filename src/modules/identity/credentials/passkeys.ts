import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';

/** A passkey as stored. */
export type StoredPasskey = {
  readonly credential_id: string;
  readonly public_key: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
};

export type PasskeySite = { readonly origin: string; readonly id: string; readonly name: string };

/** The relying party that a public address stands for. */
export function passkeySite(baseUrl: string, name: string): PasskeySite {
  const { origin, hostname } = new URL(baseUrl);
  return { origin, id: hostname, name };
}

const transports = z.array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])).catch([]);
const credentialShape = { id: z.string().max(2000), rawId: z.string().max(2000), type: z.literal('public-key') };
const responses = {
  registration: z.looseObject({ ...credentialShape, response: z.looseObject({ clientDataJSON: z.string(), attestationObject: z.string() }) }),
  authentication: z.looseObject({ ...credentialShape, response: z.looseObject({ clientDataJSON: z.string(), authenticatorData: z.string(), signature: z.string() }) }),
}; // prettier-ignore

export async function registrationOptions(
  site: PasskeySite,
  user: { readonly accountUid: string; readonly username: string; readonly displayName: string },
  known: readonly StoredPasskey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: site.name,
    rpID: site.id,
    userID: new TextEncoder().encode(user.accountUid),
    userName: user.username,
    userDisplayName: user.displayName,
    attestationType: 'none',
    excludeCredentials: known.map((passkey) => ({
      id: passkey.credential_id,
      transports: transports.parse(passkey.transports),
    })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
}

export type NewPasskey = { credentialId: string; publicKey: Buffer; counter: number; transports: string[] };

/** The passkey that answered the challenge, or null when the answer is not one. */
export async function readRegistration(
  site: PasskeySite,
  challenge: string,
  answer: unknown,
): Promise<NewPasskey | null> {
  const parsed = responses.registration.safeParse(answer);
  if (!parsed.success) return null;
  const response = parsed.data as unknown as RegistrationResponseJSON;
  const result = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(() => null);
  if (!result?.verified) return null;
  const { credential } = result.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: transports.parse(response.response.transports),
  };
}

export async function authenticationOptions(
  site: PasskeySite,
  known: readonly StoredPasskey[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: site.id,
    allowCredentials: known.map((passkey) => ({
      id: passkey.credential_id,
      transports: transports.parse(passkey.transports),
    })),
    userVerification: 'required',
  });
}

/** Which passkey signed the challenge, with its new counter; null when none did. A counter that went back betrays a copy. */
export async function readAuthentication(
  site: PasskeySite,
  challenge: string,
  answer: unknown,
  known: readonly StoredPasskey[],
): Promise<{ credentialId: string; counter: number } | null> {
  const parsed = responses.authentication.safeParse(answer);
  if (!parsed.success) return null;
  const response = parsed.data as unknown as AuthenticationResponseJSON;
  const passkey = known.find((candidate) => candidate.credential_id === response.id);
  if (!passkey) return null;
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    credential: { id: passkey.credential_id, publicKey: new Uint8Array(passkey.public_key), counter: passkey.counter },
  }).catch(() => null);
  return result?.verified
    ? { credentialId: passkey.credential_id, counter: result.authenticationInfo.newCounter }
    : null;
}
