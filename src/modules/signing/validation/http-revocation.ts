import { LRUCache } from 'lru-cache';
import { encodeOcspRequest } from '../certificates/ocsp.ts';
import { crlAddresses, ocspAddresses, type Certificate } from '../certificates/x509-read.ts';
import type { RevocationData, RevocationSource } from './trust.ts';

export type HttpRevocationOptions = {
  /** Beginnings of addresses that may be asked. A file names its own addresses: asking any would let it probe our network. */
  readonly allowed: () => Promise<readonly string[]>;
  readonly timeoutMs: number;
};

const maxBytes = 8 * 1024 * 1024;
const keepFor = 10 * 60_000;

/** Asks the authorities of foreign certificates: OCSP first, then the revocation list. Silent when they do not answer. */
export function createHttpRevocation({ allowed, timeoutMs }: HttpRevocationOptions): RevocationSource {
  const answers = new LRUCache<string, RevocationData>({
    max: 200,
    ttl: keepFor,
    maxSize: 64 * 1024 * 1024,
    sizeCalculation: ({ der }) => der.length,
  });
  const ask = async (
    key: string,
    kind: RevocationData['kind'],
    request: () => Promise<Buffer | undefined>,
  ): Promise<RevocationData[]> => {
    const known = answers.get(key);
    if (known) return [known];
    const der = await request();
    if (!der || der.length === 0) return [];
    const data = { kind, der };
    answers.set(key, data);
    return [data];
  };
  return {
    find: async (certificate, issuer) => {
      const prefixes = await allowed();
      const may = (url: string): boolean => prefixes.some((prefix) => isUnder(url, prefix));
      const responders = ocspAddresses(certificate).filter(may);
      for (const url of responders.slice(0, 2)) {
        const found = await ask(`${url} ${certificate.serial}`, 'ocsp', () =>
          askOcsp(url, certificate, issuer, timeoutMs),
        );
        if (found.length > 0) return found;
      }
      for (const url of crlAddresses(certificate).filter(may).slice(0, 2)) {
        const found = await ask(url, 'crl', () => load(url, {}, timeoutMs));
        if (found.length > 0) return found;
      }
      return [];
    },
  };
}

// Compared as origins and paths: "http://ca.gov.vn.evil.example" begins like "http://ca.gov.vn" only as text.
function isUnder(url: string, prefix: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(prefix)) return false;
  const [asked, granted] = [new URL(url), new URL(prefix)];
  return asked.origin === granted.origin && asked.pathname.startsWith(granted.pathname);
}

function askOcsp(
  url: string,
  certificate: Certificate,
  issuer: Certificate,
  timeoutMs: number,
): Promise<Buffer | undefined> {
  const serial = certificate.serial.padStart(certificate.serial.length + (certificate.serial.length % 2), '0');
  const bytes = Buffer.from(serial, 'hex');
  const signed = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  const body = new Uint8Array(encodeOcspRequest(signed, issuer));
  return load(url, { method: 'POST', headers: { 'content-type': 'application/ocsp-request' }, body }, timeoutMs);
}

async function load(url: string, options: RequestInit, timeoutMs: number): Promise<Buffer | undefined> {
  try {
    const response = await fetch(url, { ...options, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) return undefined;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    // Not reachable means "not verified yet", which the report says; it is no error of ours.
    return undefined;
  }
}
