import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

/** The program itself in a process of its own, as `npm start` runs it. */
export type RealServer = {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it has said so far. */
  readonly said: () => string;
  /** Ends it without a chance to tidy up. */
  kill(): Promise<void>;
  /** Asks it to stop. */
  stop(): Promise<void>;
};

/** Starts the server and waits until it says that it is ready. `env` adds to a bare environment; `flags` go to the program. */
export async function startRealServer(env: Readonly<Record<string, string>>, port: number, flags: readonly string[] = []): Promise<RealServer> {
  const bare = { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', LOG_LEVEL: 'error', PORT: String(port), TRUST_PROXY: '1' };
  const child = spawn(process.execPath, [join('src', 'server', 'main.ts'), ...flags], { cwd: resolve('.'), env: { ...bare, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const ready = new Promise<void>((done, fail) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Sẵn sàng')) done();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => fail(new Error(`the server ended with ${String(code)}:\n${output}`)));
  });
  await ready;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return { url: `http://localhost:${port}`, process: child, said: () => output, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
