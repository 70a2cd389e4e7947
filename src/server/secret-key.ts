import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';

/** 32 bytes that encrypt secrets at rest: from SECRET_KEY, else made once in DATA_DIR readable by the owner only. */
export async function loadSecretKey(config: Config): Promise<Buffer> {
  if (config.SECRET_KEY !== undefined) return checked(Buffer.from(config.SECRET_KEY, 'base64'));
  await mkdir(config.dataDir, { recursive: true });
  const path = join(config.dataDir, 'secret-key');
  try {
    await writeFile(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Two processes may start at once: whoever came first has written it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return checked(Buffer.from(await readFile(path, 'utf8'), 'base64'));
}

function checked(key: Buffer): Buffer {
  if (key.length !== 32) throw new Error('SECRET_KEY phải là 32 byte viết theo base64 (openssl rand -base64 32).');
  return key;
}
