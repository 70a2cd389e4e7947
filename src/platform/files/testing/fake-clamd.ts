import { createServer, type AddressInfo, type Socket } from 'node:net';

/** The harmless test pattern that every scanner must find (eicar.org); split so that this file itself is not taken for it. */
export const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

export type FakeClamd = {
  readonly host: string;
  readonly port: number;
  /** Bytes of every stream it was given. */
  readonly seen: Buffer[];
  /** Answers with this line instead of scanning, until set to null. */
  answerWith(line: string | null): void;
  stop(): Promise<void>;
};

/** Speaks the INSTREAM command of clamd(8) over TCP. */
export async function startFakeClamd(): Promise<FakeClamd> {
  const seen: Buffer[] = [];
  let forced: string | null = null;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    void readStream(socket).then((bytes) => {
      seen.push(bytes);
      const verdict = bytes.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
      socket.end(`${forced ?? verdict}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    seen,
    answerWith: (line) => void (forced = line),
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

const command = Buffer.from('zINSTREAM\0');

async function readStream(socket: Socket): Promise<Buffer> {
  let buffer = Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let at = command.length;
  for await (const data of socket.iterator({ destroyOnReturn: false })) {
    buffer = Buffer.concat([buffer, data as Buffer]);
    while (buffer.length >= at + 4) {
      const length = buffer.readUInt32BE(at);
      if (length === 0)
        return buffer.subarray(0, command.length).equals(command) ? Buffer.concat(chunks) : Buffer.alloc(0);
      if (buffer.length < at + 4 + length) break;
      chunks.push(buffer.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
  }
  return Buffer.concat(chunks);
}
