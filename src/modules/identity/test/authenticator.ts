import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

/** A passkey device in software (WebAuthn §6, ES256, attestation "none"); its lies can be chosen. */
export type Lies = {
  readonly origin?: string;
  readonly challenge?: string;
  readonly counter?: number;
  readonly verified?: boolean;
};

type Options = { readonly challenge: string; readonly rp?: { readonly id?: string }; readonly rpId?: string };

export function softwareAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let counter = 0;

  function clientData(type: string, options: Options, lies: Lies): Buffer {
    const data = {
      type,
      challenge: lies.challenge ?? options.challenge,
      origin: lies.origin ?? origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(data));
  }

  function authenticatorData(rpId: string, lies: Lies, credential: Buffer = Buffer.alloc(0)): Buffer {
    const userPresent = 0x01;
    const userVerified = lies.verified === false ? 0 : 0x04;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(lies.counter ?? ++counter);
    const flags = userPresent | userVerified | (credential.length > 0 ? 0x40 : 0);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count, credential]);
  }

  function coseKey(): Buffer {
    const [x, y] = [jwk.x, jwk.y].map((part) => byteString(Buffer.from(part ?? '', 'base64url')));
    return Buffer.concat([
      Buffer.from('a5010203262001', 'hex'),
      Buffer.from([0x21]),
      x ?? Buffer.alloc(0),
      Buffer.from([0x22]),
      y ?? Buffer.alloc(0),
    ]);
  }

  const envelope = (response: Record<string, unknown>) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });

  return {
    /** Answers registration options. */
    create(options: Options, lies: Lies = {}) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey()]);
      const authData = authenticatorData(options.rp?.id ?? '', lies, credential);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        ...[textString('fmt'), textString('none'), textString('attStmt'), Buffer.from([0xa0])],
        ...[textString('authData'), byteString(authData)],
      ]);
      const clientDataJSON = clientData('webauthn.create', options, lies).toString('base64url');
      return envelope({
        clientDataJSON,
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      });
    },
    /** Answers authentication options. */
    get(options: Options, lies: Lies = {}) {
      const client = clientData('webauthn.get', options, lies);
      const authData = authenticatorData(options.rpId ?? '', lies);
      const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()]);
      const signature = createSign('sha256').update(signed).sign(privateKey);
      return envelope({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      });
    },
  };
}

// CBOR (RFC 8949), as much of it as an authenticator needs.
function byteString(bytes: Buffer): Buffer {
  const head =
    bytes.length < 24
      ? [0x40 | bytes.length]
      : bytes.length < 256
        ? [0x58, bytes.length]
        : [0x59, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from(head), bytes]);
}

function textString(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 | text.length]), Buffer.from(text)]);
}
