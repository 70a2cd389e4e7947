import type { Kysely } from 'kysely';
import { passwordOf, randomFrom, type SigningDeps } from '../deps.ts';
import { writeKeyFile, type KeyFile } from '../providers/pkcs12-file.ts';
import { createPkcs12Provider } from '../providers/pkcs12-provider.ts';
import { createPkcs11Provider } from '../providers/pkcs11-provider.ts';
import type { SigningProvider } from '../providers/provider.ts';
import * as keys from '../store/keys.ts';
import type { SigningTables } from '../tables.gen.ts';

/** Name of the provider that signs with key files of this database. */
export const keyFileProvider = 'key_file';

/** All providers of the installation by name: key files, and each attached token. */
export function createProviders({ db, secretKey, tokens = [] }: SigningDeps): ReadonlyMap<string, SigningProvider> {
  const files = createPkcs12Provider(keyFileProvider, {
    list: () => keys.listKeyRefs(db.q),
    load: async (keyRef) => {
      const file = await keys.findKeyFile(db.q, keyRef);
      return file && { file, password: passwordOf(secretKey, keyRef) };
    },
  });
  const all = [files, ...tokens.map(createPkcs11Provider)];
  return new Map(all.map((provider) => [provider.id, provider]));
}

/** Encrypts and stores a key; false when one of this name exists. */
export async function storeKey(
  deps: SigningDeps,
  q: Kysely<SigningTables>,
  keyRef: string,
  content: KeyFile,
): Promise<boolean> {
  const file = writeKeyFile(content, passwordOf(deps.secretKey, keyRef), randomFrom(deps.ids, 16));
  return keys.insertKeyFile(q, keyRef, file, deps.clock.now());
}
