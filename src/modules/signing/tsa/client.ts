import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { unavailable } from '#platform/errors/app-error.ts';
import { forbidInTransaction } from '#platform/db/database.ts';
import type { Timestamper } from '../pades/sign.ts';
import { encodeQuery, readResponse } from './messages.ts';
import { checkToken } from './token.ts';

/** How a locality deals with its timestamp service: data, edited by the administrator. */
export type TimestampPolicy = {
  readonly url: string;
  /**
   * `refuse`: nothing is signed without a trusted time. `sign_b_b_and_upgrade_later`: sign at level B-B, and add a
   * document timestamp when the service answers again (EN 319 142-1 §6.3: that makes it B-T).
   */
  readonly onOutage: 'refuse' | 'sign_b_b_and_upgrade_later';
  /** Further attempts after the first. */
  readonly retries: number;
  readonly timeoutMs: number;
};

const maxAnswerBytes = 64 * 1024;

/** A timestamper that follows the policy. Throws `signing.timestamp_unavailable` when it has to refuse. */
export function createTimestamper(policy: TimestampPolicy): Timestamper {
  return async (digest) => {
    forbidInTransaction('signing.timestamp');
    for (let attempt = 0; attempt <= policy.retries; attempt++) {
      if (attempt > 0) await pause(100 * 2 ** attempt);
      const token = await tryOnce(policy, digest);
      if (token) return token;
    }
    if (policy.onOutage === 'refuse') throw unavailable('signing.timestamp_unavailable', { url: policy.url });
    return undefined;
  };
}

async function tryOnce({ url, timeoutMs }: TimestampPolicy, digest: Buffer): Promise<Buffer | undefined> {
  const nonce = randomBytes(8);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(encodeQuery(digest, nonce)),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    const token = response.ok ? readResponse(await readBounded(response)) : undefined;
    return token && answers(token, digest, nonce) ? token : undefined;
  } catch {
    // Connection refused, time-out, malformed answer: all mean "no timestamp from this attempt".
    return undefined;
  }
}

// An old or foreign token would carry a wrong time into a document that can never be corrected.
function answers(token: Buffer, digest: Buffer, nonce: Buffer): boolean {
  const checked = checkToken(token, (name) => (name === 'sha256' ? digest : createHash(name).digest()));
  const sent = nonce.toString('hex').replace(/^0+/, '').toUpperCase() || '0';
  return checked.info.nonce === sent;
}

async function readBounded(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxAnswerBytes) throw new Error('answer too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
