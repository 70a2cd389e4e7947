import { hash, parseOptions, verify } from '@node-rs/argon2';
import { forbidInTransaction } from '#platform/db/database.ts';
import type { SecurityPolicy } from '../security-policy.ts';

export type PasswordHasher = {
  /** argon2id in PHC form. */
  hash(password: string, policy: SecurityPolicy): Promise<string>;
  /**
   * True when the password is right. Without a stored hash (unknown account) it still does the same work,
   * so that the duration does not tell whether the account exists.
   */
  verify(stored: string | null, password: string, policy: SecurityPolicy): Promise<boolean>;
  /** True when the hash was made with weaker or other parameters than the policy asks today. */
  outdated(stored: string, policy: SecurityPolicy): boolean;
};

// The package's enum is erased at run time, so its number stands here.
const argon2id: number = 2;

export function createPasswordHasher(): PasswordHasher {
  const decoys = new Map<string, Promise<string>>();

  const parameters = (policy: SecurityPolicy) => ({
    algorithm: argon2id,
    memoryCost: policy.argon2MemoryKib,
    timeCost: policy.argon2Passes,
    parallelism: 1,
  });

  function decoyFor(policy: SecurityPolicy): Promise<string> {
    const key = `${policy.argon2MemoryKib}/${policy.argon2Passes}`;
    const known = decoys.get(key);
    if (known) return known;
    const made = hash('nobody has this password', parameters(policy));
    decoys.set(key, made);
    return made;
  }

  return {
    hash(password, policy) {
      forbidInTransaction('Password hashing');
      return hash(normalise(password), parameters(policy));
    },
    async verify(stored, password, policy) {
      forbidInTransaction('Password verification');
      const right = await verify(stored ?? (await decoyFor(policy)), normalise(password));
      return right && stored !== null;
    },
    outdated(stored, policy) {
      const used = parseOptions(stored);
      return (
        (used.algorithm as number) !== argon2id ||
        used.memoryCost !== policy.argon2MemoryKib ||
        used.timeCost !== policy.argon2Passes
      );
    },
  };
}

/** Vietnamese keyboards send the same word composed or decomposed (NIST SP 800-63B §5.1.1.2 asks for one form). */
function normalise(password: string): string {
  return password.normalize('NFKC');
}
