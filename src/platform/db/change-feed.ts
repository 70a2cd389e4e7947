import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** What other processes change in the database, as they commit it. */
export type ChangeFeed = {
  /** False while changes may go unheard: whatever is remembered must then be read anew after a moment. */
  isLive(): boolean;
  /** Tells of a change by its topic, such as `identity`; `everything` after a time in which changes went unheard. */
  onChange(listen: (topic: string) => void): void;
};

export type OpenChangeFeed = ChangeFeed & { stop(): Promise<void> };

export const everything = 'everything';

const channel = 'dinh_changes';
const proofMark = 'proof:';

/** A beat that is not answered for this long means that the connection is dead, whatever the network says. */
export const longestSilenceMs = 3_000;

/** Listens on a connection of its own, again and again after it was lost. Starts at once; live once it has heard itself. */
export function openChangeFeed(pool: pg.Pool, options: { beatMs?: number } = {}): OpenChangeFeed {
  const beatMs = options.beatMs ?? 1_000;
  const listeners: ((topic: string) => void)[] = [];
  const end = new AbortController();
  let aliveAt = -Infinity;
  const tell = (topic: string): void => listeners.forEach((listen) => listen(topic));
  const attend = async (): Promise<void> => {
    const line = await openLine(pool, tell);
    try {
      // A pooler that hands statements to ever other servers takes LISTEN and delivers nothing.
      await line.hearsItself();
      tell(everything);
      while (!end.signal.aborted) {
        const sentAt = performance.now();
        await line.beat();
        aliveAt = sentAt;
        await sleep(beatMs, undefined, { signal: end.signal, ref: false });
      }
    } finally {
      aliveAt = -Infinity;
      line.close();
    }
  };
  const work = (async () => {
    while (!end.signal.aborted) {
      // An outage shows in `isLive`; there is nobody else to tell.
      await attend().catch(() => undefined);
      await sleep(beatMs, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
    }
  })();
  return {
    isLive: () => performance.now() - aliveAt < longestSilenceMs,
    onChange: (listen) => void listeners.push(listen),
    async stop() {
      end.abort();
      await work;
    },
  };
}

type Line = { hearsItself(): Promise<void>; beat(): Promise<void>; close(): void };

async function openLine(pool: pg.Pool, tell: (topic: string) => void): Promise<Line> {
  const client = await pool.connect();
  const lost = Promise.withResolvers<never>();
  const proven = Promise.withResolvers<undefined>();
  const proof = `${proofMark}${randomUUID()}`;
  // Nobody may be waiting at the moment when it is lost.
  lost.promise.catch(() => undefined);
  const onEnd = (): void => lost.reject(new Error('the listening connection was lost'));
  const hear = ({ payload = '' }: pg.Notification): void => {
    if (payload === proof) proven.resolve(undefined);
    if (!payload.startsWith(proofMark)) tell(payload);
  };
  client.on('notification', hear);
  client.once('end', onEnd);
  client.once('error', onEnd);
  const inTime = async (what: Promise<unknown>): Promise<void> => {
    const timer = setTimeout(onEnd, longestSilenceMs);
    await Promise.race([what, lost.promise]).finally(() => clearTimeout(timer));
  };
  return {
    async hearsItself() {
      await inTime(client.query(`listen ${channel}`));
      await inTime(client.query('select pg_notify($1, $2)', [channel, proof]));
      await inTime(proven.promise);
    },
    beat: () => inTime(client.query('select 1')),
    close() {
      client.removeListener('notification', hear);
      client.removeListener('end', onEnd);
      client.removeListener('error', onEnd);
      client.release(true);
    },
  };
}
