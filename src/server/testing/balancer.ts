import { once } from 'node:events';
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands before several web processes: takes them in turn, and the next one when a process is not there. */
export type Balancer = {
  readonly url: string;
  /** How many answers came from each port. */
  readonly answered: ReadonlyMap<number, number>;
  stop(): Promise<void>;
};

export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const answered = new Map(ports.map((port) => [port, 0]));
  let turn = 0;
  const server = createServer((request, response) => {
    const first = turn++;
    void readBody(request).then((body) => pass({ request, body, response }, (tries) => (tries < ports.length ? ports[(first + tries) % ports.length] : undefined)));
  });

  function pass(call: Call, portOf: (tries: number) => number | undefined, tries = 0): void {
    const port = portOf(tries);
    if (port === undefined) return void call.response.writeHead(503).end();
    const { url, method, headers } = call.request;
    const onward = send({ host: '127.0.0.1', port, path: url, method, headers: { ...headers, connection: 'close' } }, (answer) => {
      answered.set(port, (answered.get(port) ?? 0) + 1);
      call.response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(call.response);
    });
    onward.on('error', () => pass(call, portOf, tries + 1));
    onward.end(call.body);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    answered,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

type Call = { readonly request: IncomingMessage; readonly body: Buffer; readonly response: ServerResponse };

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
