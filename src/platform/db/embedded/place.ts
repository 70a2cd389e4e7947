import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unavailable } from '#platform/errors/app-error.ts';
import { giveTo, moveCluster } from './move.ts';
import { canReach, isRoot, unprivilegedUser, type OsUser } from './os-user.ts';
import { stopServer } from './postmaster.ts';

/** Where root keeps what an unprivileged user must be able to reach. */
const sharedRoot = '/var/lib/dinh';

/** The folders of one embedded server and the user that runs it. */
export type Place = {
  /** What the caller named; holds the secret and, when the cluster lives elsewhere, a note. */
  readonly dataDir: string;
  /** Holds `cluster`, `socket`, `holders`, logs. Equal to `dataDir` unless root needs another place. */
  readonly home: string;
  readonly cluster: string;
  readonly socketDir: string;
  /** Where a copy of the programs goes if those of the package cannot be run. */
  readonly programs: string;
  readonly user: OsUser;
};

/** Decides where the cluster of `dataDir` lives, moving it if its user can no longer reach it. */
export async function resolvePlace(directory: string, log: (line: string) => void): Promise<Place> {
  const dataDir = resolve(directory);
  mkdirSync(dataDir, { recursive: true });
  const place = isRoot() ? await placeForRoot(dataDir, log) : placeForOrdinaryUser(dataDir);
  mkdirSync(place.socketDir, { recursive: true, mode: 0o700 });
  giveTo(place.user, place.socketDir);
  return place;
}

/** True once the cluster has been created; it appears whole, by a rename. */
export const hasCluster = (place: Place): boolean => existsSync(join(place.cluster, 'PG_VERSION'));

function placeForOrdinaryUser(dataDir: string): Place {
  const place = placeAt(dataDir, dataDir, null);
  const foreign = existsSync(place.cluster) && statSync(place.cluster).uid !== process.getuid?.();
  if (foreign || existsSync(noteFile(dataDir))) throw unavailable('db.embedded_wrong_user', { cluster: place.cluster });
  return place;
}

async function placeForRoot(dataDir: string, log: (line: string) => void): Promise<Place> {
  mkdirSync(sharedRoot, { recursive: true });
  // A strict umask of root would close it to the user that it is made for.
  chmodSync(sharedRoot, 0o755);
  const noted = readNote(dataDir);
  const near = placeAt(dataDir, noted ?? dataDir, null);
  const user = ownerOf(near.cluster) ?? unprivilegedUser();
  const place = noted === null && !canReach(dataDir, user) ? await placeFarAway(dataDir, user, log) : { ...near, user };
  if (place.home !== near.home && existsSync(near.cluster)) {
    log(`Thư mục dữ liệu nay đóng với người dùng của PostgreSQL; đang chuyển cụm cơ sở dữ liệu tới ${place.home}…`);
    await moveCluster(near.cluster, place.cluster);
  }
  // A checkout copied by root belongs to root, and PostgreSQL refuses it.
  if (existsSync(place.cluster) && ownerOf(place.cluster) === null) giveTo(user, place.cluster);
  return place;
}

function placeAt(dataDir: string, home: string, user: OsUser): Place {
  const programs = isRoot() ? sharedRoot : dataDir;
  return { dataDir, home, cluster: join(home, 'cluster'), socketDir: join(home, 'socket'), programs, user };
}

/** A cluster keeps the user it was created by: PostgreSQL refuses files of another. */
function ownerOf(cluster: string): OsUser {
  if (!existsSync(cluster)) return null;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? null : { uid, gid };
}

async function placeFarAway(dataDir: string, user: OsUser, log: (line: string) => void): Promise<Place> {
  const home = join(sharedRoot, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  // The note is written before the home is made: a home without a note was left by a deleted data folder.
  if (existsSync(home) && !existsSync(noteFile(dataDir))) await setAside(home, log);
  writeFileSync(noteFile(dataDir), JSON.stringify({ home, reason: `${dataDir} is closed to the database user` }));
  mkdirSync(home, { recursive: true, mode: 0o700 });
  giveTo(user, home);
  writeFileSync(join(home, 'owner.json'), JSON.stringify({ dataDir }));
  return placeAt(dataDir, home, user);
}

/** Records are never deleted here: whoever removed the data folder may still want them. */
async function setAside(home: string, log: (line: string) => void): Promise<void> {
  await stopServer(join(home, 'cluster'));
  let number = 1;
  while (existsSync(`${home}.old-${number}`)) number += 1;
  renameSync(home, `${home}.old-${number}`);
  log(`Thư mục dữ liệu đã bị xoá; cụm cơ sở dữ liệu cũ được giữ lại ở ${home}.old-${number}.`);
}

const noteFile = (dataDir: string): string => join(dataDir, 'cluster-location.json');

/** The home named by the note of an earlier start, after checking that it is still there and still ours. */
function readNote(dataDir: string): string | null {
  const note = noteFile(dataDir);
  if (!existsSync(note)) return null;
  const { home } = JSON.parse(readFileSync(note, 'utf8')) as { home: string };
  const ownerFile = join(home, 'owner.json');
  // Killed, or another process is, between writing the note and making the home.
  if (!existsSync(ownerFile) && !existsSync(join(dataDir, 'secret'))) return null;
  // An empty database in place of the lost one would look like the loss of every record.
  if (!existsSync(ownerFile)) throw unavailable('db.embedded_cluster_gone', { note, home });
  const owner = (JSON.parse(readFileSync(ownerFile, 'utf8')) as { dataDir: string }).dataDir;
  if (owner !== dataDir) {
    if (existsSync(noteFile(owner))) throw unavailable('db.embedded_cluster_shared', { home, owner });
    writeFileSync(ownerFile, JSON.stringify({ dataDir }));
  }
  return home;
}
