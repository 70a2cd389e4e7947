import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Place } from './place.ts';

/** Where the server listens: a Unix socket below our own 0700 folder, or a port of the loopback address only. */
export type Endpoint =
  | { readonly kind: 'socket'; readonly directory: string; readonly port: number }
  | { readonly kind: 'loopback'; readonly port: number };

/** Socket addresses hold 107 bytes on Linux and 103 on macOS (`sun_path`). */
const longestSocketPath = 99;
const socketPort = 5432;

/** Chooses the socket where its path fits, else the port of the last start while it is still free. */
export async function chooseEndpoint(place: Place): Promise<Endpoint> {
  if (socketFits(place)) return endpointAt(place, socketPort);
  const memory = join(place.home, 'port');
  const before = existsSync(memory) ? Number(readFileSync(memory, 'utf8')) : 0;
  const port = (await freePort(before)) ?? (await freePort(0)) ?? 0;
  writeFileSync(memory, String(port));
  return endpointAt(place, port);
}

/** The endpoint of a server of `place` that runs with `port`. */
export function endpointAt(place: Place, port: number): Endpoint {
  return socketFits(place) ? { kind: 'socket', directory: place.socketDir, port } : { kind: 'loopback', port };
}

function socketFits(place: Place): boolean {
  return Buffer.byteLength(join(place.socketDir, `.s.PGSQL.${socketPort}`)) <= longestSocketPath;
}

/** Server settings that make it listen there and nowhere else. */
export function listenArguments(endpoint: Endpoint): string[] {
  const socket = endpoint.kind === 'socket';
  const settings = [
    `listen_addresses=${socket ? '' : '127.0.0.1'}`,
    // PostgreSQL splits this setting at commas and folds case unless the folder is quoted.
    `unix_socket_directories=${socket ? `"${endpoint.directory.replaceAll('"', '""')}"` : ''}`,
    'unix_socket_permissions=0700',
    `port=${endpoint.port}`,
  ];
  return settings.flatMap((setting) => ['-c', setting]);
}

/** A connection URL that both node-postgres and libpq understand. */
export function connectionUrl(endpoint: Endpoint, role: string, password: string, database: string): string {
  const [user, secret, name] = [role, password, database].map(encodeURIComponent);
  const host = endpoint.kind === 'socket' ? 'localhost' : `127.0.0.1:${endpoint.port}`;
  const query =
    endpoint.kind === 'socket' ? `?host=${encodeURIComponent(endpoint.directory)}&port=${endpoint.port}` : '';
  return `postgresql://${user}:${secret}@${host}/${name}${query}`;
}

/** True when a server with our password answers there in time. */
export async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000, query_timeout: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    // too_many_connections: busy, but alive and ours; stopping it would be wrong.
    return (error as { code?: string }).code === '53300';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function freePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
