import { X509Certificate } from 'node:crypto';
import type * as Pkcs11Js from 'pkcs11js';
import { forbidden, unavailable } from '#platform/errors/app-error.ts';
import { forbidInTransaction } from '#platform/db/database.ts';
import { oids } from '../der/oids.ts';
import { algorithm, integer, nullValue, octetString, sequence } from '../der/writer.ts';
import type { ProviderCertificate, SigningProvider, SignRequest } from './provider.ts';

/** A token or HSM by its Cryptoki library (PKCS #11): the VGCA USB tokens and network HSMs come with one. */
export type Pkcs11Settings = {
  readonly id: string;
  /** Path of the shared library. */
  readonly library: string;
  readonly tokenLabel: string;
  readonly pin: string;
  /** Certificates of authorities, DER: tokens rarely hold them. */
  readonly chain: readonly Buffer[];
};

type Token = { readonly cryptoki: Pkcs11Js.PKCS11; readonly constants: typeof Pkcs11Js; readonly session: Buffer };

export type Pkcs11Provider = SigningProvider & { close(): void };

/** Signs on a token. The library is loaded at first use; without the optional package the provider is unavailable. */
export function createPkcs11Provider(settings: Pkcs11Settings): Pkcs11Provider {
  let token: Promise<Token> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  // A session carries one operation at a time: two interleaved signatures would fail or, worse, mix.
  const exclusively = <T>(work: (token: Token) => T | Promise<T>): Promise<T> => {
    const run = last.then(async () => {
      token ??= openToken(settings);
      return work(await token);
    });
    last = run.catch(() => {
      token = undefined;
    });
    return run;
  };
  return {
    id: settings.id,
    listCertificates: () => exclusively((opened) => listCertificates(opened, settings.chain)),
    signDigest: (request) => {
      forbidInTransaction('signing.sign');
      return exclusively((opened) => signOnToken(opened, request));
    },
    close: () => {
      void token?.then(({ cryptoki }) => {
        cryptoki.C_Finalize();
        cryptoki.close();
      });
      token = undefined;
    },
  };
}

async function openToken({ library, tokenLabel, pin }: Pkcs11Settings): Promise<Token> {
  const constants = await loadPackage();
  const cryptoki = new constants.PKCS11();
  try {
    cryptoki.load(library);
    initialize(cryptoki);
    const slot = cryptoki
      .C_GetSlotList(true)
      .find((candidate) => cryptoki.C_GetTokenInfo(candidate).label.trim() === tokenLabel);
    if (!slot) throw unavailable('signing.key_unavailable', { token: tokenLabel });
    const session = cryptoki.C_OpenSession(slot, constants.CKF_SERIAL_SESSION | constants.CKF_RW_SESSION);
    login({ cryptoki, constants, session }, pin);
    return { cryptoki, constants, session };
  } catch (cause) {
    throw asSigningError(cause, tokenLabel);
  }
}

async function loadPackage(): Promise<typeof Pkcs11Js> {
  try {
    return (await import('pkcs11js')).default;
  } catch {
    throw unavailable('signing.token_support_missing');
  }
}

const alreadyInitialized = 0x191;
const alreadyLoggedIn = 0x100;
const pinErrors = new Set([0xa0, 0xa1, 0xa2, 0xa4]);

const codeOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number' ? error.code : -1;

function initialize(cryptoki: Pkcs11Js.PKCS11): void {
  try {
    cryptoki.C_Initialize();
  } catch (error) {
    if (codeOf(error) !== alreadyInitialized) throw error;
  }
}

function login({ cryptoki, constants, session }: Token, pin: string): void {
  try {
    cryptoki.C_Login(session, constants.CKU_USER, pin);
  } catch (error) {
    if (codeOf(error) !== alreadyLoggedIn) throw error;
  }
}

function asSigningError(cause: unknown, token: string): Error {
  if (pinErrors.has(codeOf(cause))) return forbidden('signing.key_refused', { token });
  return codeOf(cause) >= 0 ? unavailable('signing.key_unavailable', { token }) : (cause as Error);
}

function listCertificates({ cryptoki, constants, session }: Token, chain: readonly Buffer[]): ProviderCertificate[] {
  cryptoki.C_FindObjectsInit(session, [{ type: constants.CKA_CLASS, value: constants.CKO_CERTIFICATE }]);
  const handles = cryptoki.C_FindObjects(session, 100);
  cryptoki.C_FindObjectsFinal(session);
  return handles.flatMap((handle) => {
    const wanted = [{ type: constants.CKA_ID }, { type: constants.CKA_VALUE }];
    const [id, value] = cryptoki.C_GetAttributeValue(session, handle, wanted).map((attribute) => attribute.value);
    if (!id || !value) return [];
    const isAuthority = new X509Certificate(value).ca;
    return isAuthority ? [] : [{ keyRef: id.toString('hex'), certificate: value, chain }];
  });
}

async function signOnToken(token: Token, { keyRef, algorithm: name, digest }: SignRequest): Promise<Buffer> {
  const { cryptoki, constants, session } = token;
  const isRsa = name === 'rsa-sha256';
  try {
    const mechanism = { mechanism: isRsa ? constants.CKM_RSA_PKCS : constants.CKM_ECDSA };
    cryptoki.C_SignInit(session, mechanism, findKey(token, keyRef));
    const signature = await cryptoki.C_SignAsync(session, isRsa ? digestInfo(digest) : digest, Buffer.alloc(1024));
    return isRsa ? signature : ecdsaValue(signature);
  } catch (cause) {
    throw asSigningError(cause, keyRef);
  }
}

function findKey({ cryptoki, constants, session }: Token, keyRef: string): Buffer {
  cryptoki.C_FindObjectsInit(session, [
    { type: constants.CKA_CLASS, value: constants.CKO_PRIVATE_KEY },
    { type: constants.CKA_ID, value: Buffer.from(keyRef, 'hex') },
  ]);
  const [handle] = cryptoki.C_FindObjects(session, 1);
  cryptoki.C_FindObjectsFinal(session);
  if (!handle) throw unavailable('signing.key_unavailable', { keyRef });
  return handle;
}

/** PKCS #1 v1.5 signs the digest with its name (RFC 8017 §9.2). */
const digestInfo = (digest: Buffer): Buffer => sequence(algorithm(oids.sha256, nullValue), octetString(digest));

/** Tokens answer r ‖ s; CMS wants the SEQUENCE of both (RFC 5753 §7.2). */
function ecdsaValue(raw: Buffer): Buffer {
  const half = raw.length / 2;
  return sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half)));
}
