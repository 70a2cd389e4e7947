import { sql, type Kysely } from 'kysely';

/** Wakes the workers of all processes for new deliveries. */
export type Bell = { ring(): void; rest(): void };

const patienceMs = 200;

/**
 * Rings once for everything of a fifth of a second, outside the transactions that need it: a commit with NOTIFY holds a
 * lock of the whole cluster until it is on disk. Unheard rings cost nothing but time: workers look by themselves, too.
 */
export function createBell(q: Kysely<unknown>): Bell {
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    timer = undefined;
    sql`select pg_notify('jobs:insert', '{"count":1}')`.execute(q).catch(() => undefined);
  };
  return {
    ring() {
      timer ??= setTimeout(tell, patienceMs).unref();
    },
    rest: () => clearTimeout(timer),
  };
}
