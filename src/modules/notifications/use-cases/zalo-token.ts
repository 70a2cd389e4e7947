import { setTimeout as pause } from 'node:timers/promises';
import { systemActor } from '#platform/access/actor.ts';
import type { NotificationsDeps } from '../context.ts';
import type { AppCredentials, Zalo } from '../providers/zalo/zalo.ts';
import * as store from '../store/zalo-token.ts';

/** `generation` tells which pair it belongs to, so that a refusal of an old token renews nothing twice. */
export type AccessToken = { readonly token: string; readonly generation: number };

/** `missing`: nobody connected the account, or it must be connected again; `away`: try later. */
export type TokenAnswer = AccessToken | 'missing' | 'away';

const actor = systemActor('zalo_token');
/** Longer than any request to Zalo may take, so that two never use the same refresh token. */
const leaseMs = 30_000;
const spareMs = 300_000;
const pollMs = 100;
const polls = 200;
const idleMs = 7 * 86_400_000;

export const accessContext = (appId: string): string => `zalo_token:${appId}:access`;
export const refreshContext = (appId: string): string => `zalo_token:${appId}:refresh`;

type Keeper = Pick<NotificationsDeps, 'db' | 'clock' | 'ids' | 'vault'>;
type Connection = { readonly zalo: Pick<Zalo, 'renew'>; readonly app: AppCredentials };

/** The access token, renewed when it is about to end. */
export async function currentToken(deps: Keeper, connection: Connection): Promise<TokenAnswer> {
  const row = await store.findToken(deps.db.q, connection.app.appId);
  if (row === undefined) return 'missing';
  return usable(deps, connection.app.appId, row) ?? renewToken(deps, connection, row.generation);
}

function usable(deps: Keeper, appId: string, row: store.StoredToken): AccessToken | undefined {
  if (row.access === null || row.accessExpiresAt === null) return undefined;
  if (row.accessExpiresAt.getTime() - spareMs <= deps.clock.now().getTime()) return undefined;
  return { token: deps.vault.open(row.access, accessContext(appId)), generation: row.generation };
}

/**
 * Renews the pair of generation `seen`, once however many ask, in however many processes: the refresh token works once,
 * and a second use loses the connection. One takes the lease under the row lock, asks Zalo outside any transaction, and
 * writes both new tokens with the end of the lease; the others wait for it.
 */
export async function renewToken(deps: Keeper, connection: Connection, seen: number): Promise<TokenAnswer> {
  for (let poll = 0; poll < polls; poll += 1) {
    const step = await nextStep(deps, connection.app.appId, seen);
    if (step.kind === 'answer') return step.answer;
    if (step.kind === 'renew') return renewUnderLease(deps, connection, step);
    await pause(pollMs);
  }
  return 'away';
}

type Lease = { readonly kind: 'renew'; readonly holder: string; readonly refresh: Buffer };
type Step = Lease | { readonly kind: 'answer'; readonly answer: TokenAnswer } | { readonly kind: 'wait' };

function nextStep(deps: Keeper, appId: string, seen: number): Promise<Step> {
  return deps.db.transaction(async (tx): Promise<Step> => {
    const now = deps.clock.now();
    const row = await store.lockToken(tx.q, appId);
    if (row === undefined || row.broken !== null) return { kind: 'answer', answer: 'missing' };
    const known = row.generation > seen ? usable(deps, appId, row) : undefined;
    if (known !== undefined) return { kind: 'answer', answer: known };
    if (row.leaseUntil !== null && row.leaseUntil > now) return { kind: 'wait' };
    const holder = deps.ids.uuid();
    await store.takeLease(tx.q, appId, { holder, until: new Date(now.getTime() + leaseMs) });
    return { kind: 'renew', holder, refresh: row.refresh };
  });
}

async function renewUnderLease(deps: Keeper, { zalo, app }: Connection, { holder, refresh }: Lease): Promise<TokenAnswer> {
  const lease = { appId: app.appId, holder };
  const renewal = await zalo.renew(app, deps.vault.open(refresh, refreshContext(app.appId)));
  // Unanswered, the token may be used up; the next who asks finds out, and nothing better is known until then.
  if (renewal.kind !== 'renewed') {
    const broken = renewal.kind === 'refused' ? renewal.reason : null;
    await deps.db.transaction((tx) => store.endLease(tx.q, lease, broken));
    return broken === null ? 'away' : 'missing';
  }
  const { access, refresh: next, expiresInSeconds } = renewal.tokens;
  await deps.db.transaction(async (tx) => {
    const at = deps.clock.now();
    const accessExpiresAt = new Date(at.getTime() + expiresInSeconds * 1000);
    const sealed = { access: deps.vault.seal(access, accessContext(app.appId)), refresh: deps.vault.seal(next, refreshContext(app.appId)) };
    if (await store.storeRenewed(tx.q, lease, { ...sealed, accessExpiresAt, at }))
      tx.audit({ actor, action: 'notifications.token_renewed', subject: { kind: 'zalo_token', id: app.appId } });
  });
  const row = await store.findToken(deps.db.q, app.appId);
  return (row && usable(deps, app.appId, row)) ?? 'away';
}

/** Renews what nobody used for a week: an idle refresh token ends after three months. */
export async function keepTokenAlive(deps: Keeper, connection: Connection): Promise<void> {
  const row = await store.findToken(deps.db.q, connection.app.appId);
  if (row === undefined || row.broken !== null || deps.clock.now().getTime() - row.renewedAt.getTime() < idleMs) return;
  await renewToken(deps, connection, row.generation);
}
