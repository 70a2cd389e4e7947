import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { insertTokens, isGoodAccess, useRefreshToken } from '../../store/simulated-tokens.ts';
import type { SimulatorDeps } from '../simulator-parts.ts';

/** An application with its official account, as registered at the simulator. */
export type SimulatedApp = {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly oaSecret: string;
  readonly firstRefreshToken: string;
};

const accessSeconds = 90_000;
const refreshMs = 90 * 86_400_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const form = z.object({ app_id: z.string(), grant_type: z.literal('refresh_token'), refresh_token: z.string() });

/** The first refresh token, as somebody gets it by connecting the account; repeating it changes nothing. */
export async function seedRefreshToken({ db, clock }: SimulatorDeps, token: string): Promise<void> {
  const expiresAt = new Date(clock.now().getTime() + refreshMs);
  await db.transaction((tx) => insertTokens(tx.q, [{ hash: hashOf(token), kind: 'refresh', expiresAt }]));
}

export async function isGoodToken({ db, clock }: SimulatorDeps, token: string): Promise<boolean> {
  return token !== '' && isGoodAccess(db.q, hashOf(token), clock.now());
}

/** `POST /v4/oa/access_token`: a new pair for a refresh token that was never used. */
export async function rotate({ db, clock }: SimulatorDeps, app: SimulatedApp, ask: { secretKey: string; form: unknown }): Promise<object> {
  const parsed = form.safeParse(ask.form);
  if (!parsed.success || parsed.data.app_id !== app.appId) return { error: -14002, error_name: 'Invalid app id' };
  if (ask.secretKey !== app.appSecret) return { error: -14004, error_name: 'Invalid secret key' };
  const now = clock.now();
  const access = randomBytes(24).toString('base64url');
  const refresh = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now.getTime() + accessSeconds * 1000);
  const good = await db.transaction(async (tx) => {
    if (!(await useRefreshToken(tx.q, hashOf(parsed.data.refresh_token), now))) return false;
    await insertTokens(tx.q, [
      { hash: hashOf(access), kind: 'access', expiresAt },
      { hash: hashOf(refresh), kind: 'refresh', expiresAt: new Date(now.getTime() + refreshMs) },
    ]);
    return true;
  });
  if (!good) return { error: -14014, error_name: 'Invalid refresh token' };
  return { access_token: access, refresh_token: refresh, expires_in: String(accessSeconds) };
}
