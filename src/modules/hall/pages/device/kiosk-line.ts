import { emptyPocket, takeLocal, withBlocks, withoutSent, type Block, type Pocket, type Unsent, type Wish } from './local-block.ts';
import { change, read } from './pocket-store.ts';

export const pocketKey = 'kiosk';

/** How long a visitor stands before the kiosk gives a number of its own. */
const patienceMs = 4_000;
const mostAtOnce = 100;

export type Estimate = { readonly low: number; readonly high: number } | { readonly unknown: string };

export type TicketAnswer = {
  readonly label: string;
  readonly groupName: string;
  readonly priority: string | null;
  readonly ahead: number;
  readonly estimate: Estimate;
  readonly issuedAt: string;
  readonly url: string;
};

/** `down`: no answer that a server of ours would give; then nobody knows whether the request arrived. */
export type Answer<T> = { readonly kind: 'answered'; readonly body: T } | { readonly kind: 'refused'; readonly words: string; readonly cutOff: boolean } | { readonly kind: 'down' };

/** Asks the server; never throws. */
export async function ask<T>(path: string, body?: unknown): Promise<Answer<T>> {
  const get = path === '';
  const init = get ? {} : { method: 'POST', ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }) };
  try {
    const response = await fetch(`/api/v1/hall/kiosk${get ? '' : `/${path}`}`, { ...init, signal: AbortSignal.timeout(patienceMs) });
    if (response.status >= 500 || response.status === 429) return { kind: 'down' };
    const answered = (await response.json()) as T & { readonly code?: string; readonly detail?: string };
    if (response.ok) return { kind: 'answered', body: answered };
    return { kind: 'refused', words: answered.detail ?? '', cutOff: answered.code === 'hall.device_unknown' };
  } catch {
    // No line, no answer in time, or a page of somebody's gateway instead of an answer.
    return { kind: 'down' };
  }
}

/** Takes a number of the own block and keeps it before anything is shown; null when none is left or nothing can be kept. */
export async function takeWithoutLine(wish: Wish): Promise<{ readonly label: string; readonly ticket: Unsent } | null> {
  try {
    return await change<Pocket, { label: string; ticket: Unsent } | null>(pocketKey, emptyPocket, (pocket) => {
      const taken = takeLocal(pocket, wish);
      return taken === null ? { kept: pocket, result: null } : { kept: taken.pocket, result: { label: taken.label, ticket: taken.ticket } };
    });
  } catch {
    return null;
  }
}

export type GroupNow = { readonly id: string; readonly waiting: number; readonly estimate: Estimate };

export type LineState = { readonly kind: 'up'; readonly groups: readonly GroupNow[] } | { readonly kind: 'down' } | { readonly kind: 'cut-off' };

/** Sends what was given out without a line, then fills the blocks up. In this order: the server counts what is left. */
export async function synchronise(): Promise<LineState> {
  for (let { unsent } = await kept(); unsent.length > 0; { unsent } = await kept()) {
    const sent = await ask<readonly { requestId: string }[]>('local-tickets', { tickets: unsent.slice(0, mostAtOnce) });
    if (sent.kind !== 'answered') return sent.kind === 'refused' && sent.cutOff ? { kind: 'cut-off' } : { kind: 'down' };
    const answered = sent.body.map(({ requestId }) => requestId);
    await change<Pocket, null>(pocketKey, emptyPocket, (pocket) => ({ kept: withoutSent(pocket, answered), result: null }));
    // Nothing was taken over: try again later rather than for ever.
    if (answered.length === 0) return { kind: 'down' };
  }
  const lent = await ask<readonly Block[]>('leases');
  if (lent.kind !== 'answered') return lent.kind === 'refused' && lent.cutOff ? { kind: 'cut-off' } : { kind: 'down' };
  await change<Pocket, null>(pocketKey, emptyPocket, (pocket) => ({ kept: withBlocks(pocket, lent.body), result: null }));
  const now = await ask<{ groups: readonly GroupNow[] }>('');
  return now.kind === 'answered' ? { kind: 'up', groups: now.body.groups } : { kind: 'down' };
}

function kept(): Promise<Pocket> {
  return read<Pocket>(pocketKey, emptyPocket);
}
