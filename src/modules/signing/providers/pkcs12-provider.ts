import { sign, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { unavailable } from '#platform/errors/app-error.ts';
import { forbidInTransaction } from '#platform/db/database.ts';
import { readKeyFile } from './pkcs12-file.ts';
import type { ProviderCertificate, SigningProvider } from './provider.ts';

/** Where key files are kept; `load` gives the file and its password, or undefined for an unknown name. */
export type KeyFileSource = {
  list(): Promise<readonly string[]>;
  load(keyRef: string): Promise<{ readonly file: Buffer; readonly password: string } | undefined>;
};

type Opened = { readonly key: KeyObject; readonly certificate: ProviderCertificate };

// Opening takes some milliseconds of key derivation on purpose; a batch of a hundred papers must pay it once.
const openFor = 5 * 60_000;

/** Signs with keys from PKCS #12 files. Opened keys stay in memory for five minutes. */
export function createPkcs12Provider(id: string, source: KeyFileSource): SigningProvider {
  const opened = new LRUCache<string, Opened>({ max: 200, ttl: openFor });
  const open = async (keyRef: string): Promise<Opened> => {
    const known = opened.get(keyRef);
    if (known) return known;
    const stored = await source.load(keyRef);
    if (!stored) throw unavailable('signing.key_unavailable', { keyRef });
    const { key, certificate, chain } = readKeyFile(stored.file, stored.password);
    const entry = { key, certificate: { keyRef, certificate, chain } };
    opened.set(keyRef, entry);
    return entry;
  };
  return {
    id,
    listCertificates: async () =>
      Promise.all((await source.list()).map(async (keyRef) => (await open(keyRef)).certificate)),
    signDigest: async ({ keyRef, data }) => {
      forbidInTransaction('signing.sign');
      return sign('sha256', data, (await open(keyRef)).key);
    },
  };
}
