import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** What shows other processes that this one still lives: an advisory lock that dies with its connection. */
export type Presence = {
  /** Says under which name the queue locks jobs for this process. */
  register(workerId: string): void;
  /** Resolves once every name is known to the others; a job must not begin before, or nobody could free it. */
  registered(): Promise<void>;
  /** Frees what was locked under all names so far, and forgets them: their worker gave up while the process lives on. */
  disown(): Promise<void>;
  /** Takes the names back; call it when no job is at hand any more. */
  leave(): Promise<void>;
};

// hashtext() keys of other locks are 32 bits wide; these are above.
const lowestKey = 2 ** 33;

/** Keeps the advisory lock for as long as the process lives, also over a restart of the database. */
export async function announcePresence(pool: pg.Pool): Promise<Presence> {
  const key = lowestKey + randomInt(2 ** 46);
  const names = new Set<string>();
  const lock = await keepLock(pool, key, async () => {
    // Meanwhile others may have taken us for dead.
    for (const name of names) await insertName(pool, name, key);
  });
  let written: Promise<void> = Promise.resolve();
  return {
    register(workerId) {
      names.add(workerId);
      written = written.then(() => insertName(pool, workerId, key));
      // Whoever waits for `registered` gets the failure; nobody may be waiting yet.
      written.catch(() => undefined);
    },
    registered: () => written,
    async disown() {
      const former = [...names];
      if (former.length === 0) return;
      await pool.query('delete from platform.worker where id = any($1)', [former]);
      await freeJobsOf(pool, former);
      for (const name of former) names.delete(name);
    },
    async leave() {
      await pool.query('delete from platform.worker where lock_key = $1', [key]);
      lock.letGo();
    },
  };
}

async function keepLock(pool: pg.Pool, key: number, onRegained: () => Promise<void>): Promise<{ letGo(): void }> {
  let holder: pg.PoolClient | undefined;
  let wanted = true;
  const hold = async (): Promise<void> => {
    const client = await takeLock(pool, key);
    holder = client;
    client.once('end', () => {
      client.release(true);
      holder = undefined;
      void regain();
    });
  };
  const regain = async (): Promise<void> => {
    while (wanted && holder === undefined) {
      await sleep(500, undefined, { ref: false });
      await hold().then(onRegained).catch(() => undefined);
    }
  };
  await hold();
  return {
    letGo() {
      wanted = false;
      holder?.removeAllListeners('end');
      holder?.release(true);
    },
  };
}

async function takeLock(pool: pg.Pool, key: number): Promise<pg.PoolClient> {
  const client = await pool.connect();
  try {
    // A machine that lost its power says goodbye to nobody: the server must notice by itself.
    await client.query('set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3');
    // After a lost connection the server may still hold the lock for our old session.
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [key]);
    if (rows[0]?.held !== true) throw new Error('the lock of this worker is still held');
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function insertName(pool: pg.Pool, id: string, key: number): Promise<void> {
  await pool.query('insert into platform.worker (id, lock_key) values ($1, $2) on conflict (id) do nothing', [id, key]);
}

/**
 * Frees the jobs of processes that were killed; the queue alone would keep them locked for four hours.
 * A name that never registered is dead too once its oldest lock is a minute old. Answers the freed names.
 */
export async function freeDeadWorkers(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(`
    with gone as (
      delete from platform.worker w where not exists (
        select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 1 and l.granted
          and l.database = (select oid from pg_database where datname = current_database())
          and (l.classid::bigint << 32 | l.objid::bigint) = w.lock_key)
      returning w.id),
    unknown as (
      select locked_by as id from graphile_worker._private_jobs
      where locked_by is not null and not exists (select from platform.worker w where w.id = locked_by)
      group by locked_by having min(locked_at) < now() - interval '1 minute')
    select id from gone union select id from unknown`);
  const dead = rows.map((row) => row.id);
  if (dead.length > 0) await freeJobsOf(pool, dead);
  return dead;
}

async function freeJobsOf(pool: pg.Pool, names: readonly string[]): Promise<void> {
  await pool.query('select graphile_worker.force_unlock_workers($1)', [names]);
}
