import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '#platform/time/clock.ts';
import { readBody, type Listener } from '../../http-listener.ts';
import type { HubSettings } from '../http-hub.ts';
import { isSigned, sign } from '../signature.ts';
import { signatureHeader, wireOrder, wireRefund, writeStatement, type WireCallback } from '../wire.ts';
import { createHubBook, type HubBook } from './book.ts';
import { servePayPage } from './pay-page.ts';

export type HubSimulatorOptions = {
  /** Must be true. A locality outside demonstration mode has no simulator, whatever else is configured. */
  readonly demo: boolean;
  readonly settings: HubSettings;
  readonly clock: Clock;
};

/** A message as it goes over the wire. */
export type SignedMessage = { readonly body: string; readonly signature: string };

export type HubSimulator = {
  readonly listener: Listener;
  readonly book: HubBook;
  /** Signs a message as the hub does. */
  write(message: WireCallback): SignedMessage;
  /** Tells the merchant, once; what it answered. */
  tell(message: WireCallback): Promise<number>;
};

type Route = { readonly method: string; readonly pattern: RegExp; readonly answer: (match: RegExpExecArray, body: string) => Reply };
type Reply = { readonly status: number; readonly text: string; readonly type?: string };

const json = (status: number, value: unknown): Reply => ({ status, text: JSON.stringify(value) });
const refuse = (status: number, error: string): Reply => json(status, { error });

/** Plays the payment hub of README.md: the merchant's side by API, the payer's side by a page without scripts. */
export function createHubSimulator(options: HubSimulatorOptions): HubSimulator {
  if (!options.demo) throw new Error('The payment hub simulator exists in demonstration mode only');
  const book = createHubBook(options.clock);
  const routes = routesOf(book, options.settings.url.replace(/\/$/u, ''));
  const write = (message: WireCallback): SignedMessage => {
    const body = JSON.stringify(message);
    return { body, signature: sign(options.settings.secret, body, options.clock.now()) };
  };
  const tell = async (message: WireCallback): Promise<number> => {
    const { body, signature } = write(message);
    const url = book.find(message.order_id)?.notify_url ?? '';
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', [signatureHeader]: signature }, body, signal: AbortSignal.timeout(8_000) });
    return answer.status;
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    if (path.startsWith('/thanh-toan/')) return servePayPage({ book, tell }, request, response);
    const body = await readBody(request);
    const reply = answerApi(options, routes, { method: request.method ?? 'GET', path, body, signature: String(request.headers[signatureHeader] ?? '') });
    const signature = sign(options.settings.secret, reply.text, options.clock.now());
    response.writeHead(reply.status, { 'content-type': reply.type ?? 'application/json', [signatureHeader]: signature, 'cache-control': 'no-store' }).end(reply.text);
  };
  const listener: Listener = (request, response) => void serve(request, response).catch(() => response.destroy());
  return { listener, book, write, tell };
}

type Call = { readonly method: string; readonly path: string; readonly body: string; readonly signature: string };

function answerApi({ settings, clock }: HubSimulatorOptions, routes: readonly Route[], call: Call): Reply {
  if (!isSigned(settings.secret, `${call.method} ${call.path}\n${call.body}`, call.signature, clock.now())) return refuse(401, 'signature');
  for (const route of routes) {
    const match = route.method === call.method ? route.pattern.exec(call.path) : null;
    if (match !== null) return route.answer(match, call.body);
  }
  return refuse(404, 'unknown path');
}

function routesOf(book: HubBook, base: string): Route[] {
  return [
    {
      method: 'POST',
      pattern: /^\/v1\/orders$/u,
      answer: (_match, body) => {
        const order = wireOrder.safeParse(JSON.parse(body)).data;
        const kept = order === undefined ? null : book.add(order);
        return order === undefined || kept === null ? refuse(order === undefined ? 400 : 409, 'order') : json(200, { order_id: kept.order_id, pay_url: `${base}/thanh-toan/${kept.order_id}` });
      },
    },
    {
      method: 'GET',
      pattern: /^\/v1\/orders\/([0-9a-f-]{36})$/u,
      answer: (match) => {
        const status = book.status(match[1] ?? '');
        return status === undefined ? refuse(404, 'unknown order') : json(200, status);
      },
    },
    {
      method: 'POST',
      pattern: /^\/v1\/refunds$/u,
      answer: (_match, body) => {
        const refund = wireRefund.safeParse(JSON.parse(body)).data;
        return refund === undefined ? refuse(400, 'refund') : json(200, book.refund(refund));
      },
    },
    {
      method: 'GET',
      pattern: /^\/v1\/statements\/(\d{4}-\d{2}-\d{2})\.csv$/u,
      answer: (match) => {
        const lines = book.statement(match[1] ?? '');
        return lines === null ? refuse(404, 'not yet') : { status: 200, text: writeStatement(lines), type: 'text/csv; charset=utf-8' };
      },
    },
  ];
}
