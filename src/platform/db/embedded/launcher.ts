import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareBinaries } from './binaries.ts';
import { configureCluster, createCluster } from './cluster.ts';
import { connectionUrl } from './endpoint.ts';
import { holdServer, type Holder } from './holders.ts';
import { hasCluster, resolvePlace, type Place } from './place.ts';
import { isAlive, runningServer, stopServer } from './postmaster.ts';
import { ensureDatabase, ensureRole } from './roles.ts';
import { loadPasswords } from './secret.ts';
import { adminUrl, ensureServer, type RunningServer, type ServerPlan } from './server.ts';

/** A running PostgreSQL of our own; started again by itself if it dies. */
export type EmbeddedPostgres = {
  /** URL of the superuser on database `postgres`. */
  readonly adminUrl: string;
  /** Creates a login role (or renews its password); needed before `urlFor`. Safe to repeat and to run twice at once. */
  ensureRole(role: string): Promise<void>;
  /** Creates a database (UTF-8, ICU vi-VN) owned by `owner`, unless it exists. */
  ensureDatabase(database: string, owner: string): Promise<void>;
  /** URL of a role made by `ensureRole`. Stays valid when the server is restarted. */
  urlFor(database: string, role: string): string;
  /** Process id of the server now; changes when it had to be started again. */
  pid(): number;
  /** Gives the server up; the last process that uses it stops it (fast shutdown). Safe to repeat. */
  stop(): Promise<void>;
  /** Stops and deletes the cluster and its folder wherever they are: for clusters of tests. */
  discard(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Folder of our own, created if missing. */
  readonly dataDir: string;
  /** Gets Vietnamese progress lines. */
  readonly log: (line: string) => void;
  /** Server settings that win over ours, such as `{ fsync: 'off' }` for a cluster of tests that is thrown away. */
  readonly settings?: Readonly<Record<string, string>>;
};

/**
 * Starts, or adopts, the PostgreSQL of `dataDir`. Works as root (drops to `postgres` or `nobody`) and as an
 * ordinary user. Throws AppError unavailable with a `db.embedded_…` code.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, settings = {} } = options;
  const place = await resolvePlace(dataDir, log);
  const binaries = prepareBinaries(place.user, place.programs, log);
  const plan = { place, binaries, passwordOf: loadPasswords(place.dataDir, hasCluster(place)), log, settings };
  const holder = holdServer(place.home);
  try {
    if (!hasCluster(place)) await createFirst(plan);
    configureCluster(place, binaries);
    const keeper = keepRunning(plan, await ensureServer(plan));
    return controls(
      plan,
      keeper,
      once(() => giveUp(place, keeper, holder)),
    );
  } catch (error) {
    holder.release();
    throw error;
  }
}

async function createFirst(plan: ServerPlan): Promise<void> {
  plan.log('Đang tạo cụm cơ sở dữ liệu PostgreSQL lần đầu (vài giây)…');
  await createCluster(plan.place, plan.binaries, plan.passwordOf('postgres'));
  plan.log('Đã tạo xong cụm cơ sở dữ liệu.');
}

type Keeper = { current(): RunningServer; rest(): Promise<void> };

/** Looks all the time whether the server lives, and starts it again after a crash; waits longer after each failure. */
function keepRunning(plan: ServerPlan, first: RunningServer): Keeper {
  let server = first;
  let work: Promise<void> = Promise.resolve();
  let busy = false;
  let patience = 1;
  const look = async (): Promise<void> => {
    plan.log('Máy chủ PostgreSQL đã dừng bất ngờ; đang khởi động lại…');
    try {
      server = await ensureServer(plan);
      patience = 1;
    } catch (error) {
      plan.log(`Chưa khởi động lại được PostgreSQL: ${error instanceof Error ? error.message : String(error)}`);
      patience = Math.min(patience * 2, 30);
      await sleep(patience * 1000);
    }
  };
  const timer = setInterval(() => {
    if (busy || isAlive(server.pid)) return;
    busy = true;
    work = look().finally(() => (busy = false));
  }, 250);
  timer.unref();
  return { current: () => server, rest: () => (clearInterval(timer), work) };
}

function controls(plan: ServerPlan, keeper: Keeper, stop: () => Promise<void>): EmbeddedPostgres {
  const { endpoint } = keeper.current();
  const admin = adminUrl(plan, endpoint);
  return {
    adminUrl: admin,
    ensureRole: (role) => ensureRole(admin, role, plan.passwordOf(role)),
    ensureDatabase: (database, owner) => ensureDatabase(admin, database, owner),
    urlFor: (database, role) => connectionUrl(endpoint, role, plan.passwordOf(role), database),
    pid: () => keeper.current().pid,
    stop,
    discard: async () => {
      await stop();
      for (const folder of [plan.place.home, plan.place.dataDir]) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function giveUp(place: Place, keeper: Keeper, holder: Holder): Promise<void> {
  await keeper.rest();
  if (holder.release() && runningServer(place.cluster) !== null) await stopServer(place.cluster);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}
