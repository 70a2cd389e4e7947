import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { unavailable } from '#platform/errors/app-error.ts';

/** `finding` names what was found; null means clean. */
export type ScanResult = { readonly finding: string | null };

/** @throws AppError unavailable `files.store_unavailable` when there is no answer that can be trusted. */
export type Scanner = { scan(bytes: Readable): Promise<ScanResult> };

export type ClamdOptions = { readonly host: string; readonly port: number; readonly timeout?: number };

/** Asks a ClamAV daemon over TCP by INSTREAM (clamd(8)): chunks with a four-byte length, then an empty one. */
export function createClamdScanner({ host, port, timeout = 120_000 }: ClamdOptions): Scanner {
  return {
    async scan(bytes) {
      const socket = connect({ host, port, timeout });
      socket.once('timeout', () => socket.destroy(new Error('clamd does not answer')));
      const answer = collect(socket);
      // The answer carries the failure; a broken pipe while sending must not hide "size limit exceeded".
      void sendStream(socket, bytes).catch(() => undefined);
      try {
        return readAnswer(await answer);
      } catch (cause) {
        throw unavailable('files.store_unavailable', { cause: String(cause) });
      } finally {
        socket.destroy();
        bytes.destroy();
      }
    },
  };
}

async function collect(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '').trim();
}

async function sendStream(socket: Socket, bytes: Readable): Promise<void> {
  await write(socket, Buffer.from('zINSTREAM\0'));
  for await (const chunk of bytes) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE((chunk as Buffer).length);
    await write(socket, Buffer.concat([length, chunk as Buffer]));
  }
  await write(socket, Buffer.alloc(4));
}

async function write(socket: Socket, bytes: Buffer): Promise<void> {
  if (socket.destroyed) throw new Error('connection lost');
  if (!socket.write(bytes)) await once(socket, 'drain', { signal: AbortSignal.timeout(120_000) });
}

function readAnswer(answer: string): ScanResult {
  if (answer === 'stream: OK') return { finding: null };
  const found = /^stream: (.+) FOUND$/u.exec(answer)?.[1];
  if (found === undefined) throw new Error(`clamd answered: ${answer === '' ? 'nothing' : answer}`);
  return { finding: found };
}
