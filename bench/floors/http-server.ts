import { createServer, type IncomingMessage } from 'node:http';

export type Reply = { readonly status: number; readonly type?: string; readonly body: string | Buffer; readonly encoding?: 'br' };

/** The bare server: Node's own HTTP and nothing else. PORT says where; `/ready` answers once it listens. */
export function serve(answer: (request: IncomingMessage, body: string) => Promise<Reply>): void {
  const server = createServer((request, response) => {
    void readBody(request)
      .then((body) => (request.url === '/ready' ? { status: 200, body: 'ready' } : answer(request, body)))
      .catch((error: unknown) => ({ status: 500, body: String(error) }))
      .then((reply: Reply) => {
        const headers: Record<string, string | number> = { 'content-type': reply.type ?? 'application/json', 'content-length': Buffer.byteLength(reply.body) };
        if (reply.encoding !== undefined) headers['content-encoding'] = reply.encoding;
        response.writeHead(reply.status, headers).end(reply.body);
      });
  });
  server.listen(Number(process.env['PORT']), '127.0.0.1');
  process.once('SIGTERM', () => process.exit(0));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
