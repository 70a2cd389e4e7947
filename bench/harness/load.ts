import { Agent, request, type IncomingMessage } from 'node:http';

export type Answer = { readonly status: number; readonly body: Buffer };

export type Call = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** False for an answer that is not the right one. */
  readonly isRight: (answer: Answer) => boolean;
};

export type LoadPlan = { readonly url: string; readonly seconds: number; readonly connections?: number; next(number: number): Call };

export type LoadResult = { readonly units: number; readonly seconds: number; readonly latenciesMs: readonly number[] };

/** Keeps a few connections busy for a bounded time: each sends its next call when the last is answered. Loopback only. */
export async function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const { hostname, port } = new URL(plan.url);
  if (hostname !== 'localhost' && hostname !== '127.0.0.1') throw new Error('loads go to this machine only');
  const connections = plan.connections ?? 8;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  const end = started + plan.seconds * 1000;
  const latenciesMs: number[] = [];
  let number = 0;
  const work = async (): Promise<void> => {
    while (performance.now() < end) {
      const call = plan.next(number++);
      const from = performance.now();
      const answer = await send(call, { agent, port });
      latenciesMs.push(performance.now() - from);
      if (!call.isRight(answer)) throw wrong(call, answer);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, work));
  } finally {
    agent.destroy();
  }
  return { units: latenciesMs.length, seconds: (performance.now() - started) / 1000, latenciesMs };
}

export function wrong(call: Call, answer: Answer): Error {
  return new Error(`${call.method} ${call.path} was answered wrongly: ${answer.status} ${answer.body.toString('utf8').slice(0, 400)}`);
}

/** One call; the answer is read to its end. */
export function send(call: Call, to: { agent: Agent; port: string }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | number> = { ...call.headers };
    if (call.body !== undefined) Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(call.body) });
    const outgoing = request({ host: '127.0.0.1', port: to.port, agent: to.agent, method: call.method, path: call.path, headers }, (incoming) => {
      read(incoming).then((body) => resolve({ status: incoming.statusCode ?? 0, body }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(call.body);
  });
}

async function read(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** An address of the range kept for benchmarks (RFC 2544), so that the limit per address sees many callers, as behind a proxy. */
export const callerAddress = (number: number): string => `198.18.${(number >> 8) & 255}.${number & 255}`;
