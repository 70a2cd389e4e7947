import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Server = { readonly url: string; readonly pid: number; stop(): Promise<void> };

export type ServerPlan = {
  /** Script and arguments for this very Node. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Answers 200 once ready. */
  readonly readyPath: string;
  readonly patienceSeconds?: number;
};

/** A port that is free now, on loopback. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Starts a server of its own process and waits until it can answer. */
export async function startServer(plan: ServerPlan): Promise<Server> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [...plan.command], {
    cwd: plan.cwd ?? process.cwd(),
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...plan.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    await untilReady(child, `${url}${plan.readyPath}`, plan.patienceSeconds ?? 60);
  } catch (error) {
    await stopChild(child);
    throw error;
  }
  return { url, pid: child.pid ?? 0, stop: () => stopChild(child) };
}

async function untilReady(child: ChildProcess, url: string, patienceSeconds: number): Promise<void> {
  const end = performance.now() + patienceSeconds * 1000;
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server behind ${url} ended with code ${child.exitCode}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(20);
  }
  throw new Error(`${url} did not answer within ${patienceSeconds} s`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
