import { createHash } from 'node:crypto';
import { z } from 'zod';
import { forbidInTransaction } from '#platform/db/database.ts';
import { conflict, forbidden, invalid, unavailable } from '#platform/errors/app-error.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { HubPayment, PaymentHub } from './hub.ts';
import { isSigned, sign } from './signature.ts';
import { merchantHeader, readStatement, signatureHeader, wireCallback, wireCreated, wireError, wireRefundStatus, wireStatus, type WirePayment } from './wire.ts';

/** `payOrigin`: where the payer is led, when that is not the origin of `url`. */
export const hubSettings = z.object({ url: z.url(), merchant: z.string().min(1).max(100), secret: z.string().min(16), payOrigin: z.url().optional() });
export type HubSettings = z.infer<typeof hubSettings>;

const patience = 8_000;

type Answer = { readonly status: number; readonly text: string; readonly signature: string };
type Ask = (method: 'GET' | 'POST', path: string, body?: object) => Promise<Answer>;

/** The hub over HTTP, as README.md beside this file describes the wire. */
export function createHttpHub(settings: HubSettings, clock: Clock): PaymentHub {
  const ask = askWith(settings, clock);
  return {
    async createOrder(order) {
      const answer = await ask('POST', '/v1/orders', {
        ...{ order_id: order.orderId, amount: order.amount, description: order.description },
        ...{ expires_at: order.expiresAt.toISOString(), return_url: order.returnUrl, notify_url: order.notifyUrl },
      });
      return { payUrl: read(wireCreated, answer).pay_url };
    },
    readCallback(rawBody, signature, now) {
      if (!isSigned(settings.secret, rawBody, signature, now)) throw forbidden('payments.hub_signature_wrong');
      const message = wireCallback.safeParse(parsed(rawBody)).data;
      if (message === undefined || (message.status === 'paid') !== (message.payment !== null)) throw invalid('payments.hub_message_wrong');
      return { orderId: message.order_id, status: message.status, payment: message.payment === null ? null : paymentOf(message.payment) };
    },
    async queryOrder(orderId) {
      const answer = await ask('GET', `/v1/orders/${orderId}`);
      if (answer.status === 404) return { status: 'unknown', payments: [] };
      const { status, payments } = read(wireStatus, answer);
      return status === 'paid' ? { status, payments: payments.map(paymentOf) } : { status, payments: [] };
    },
    async refund({ refundId, transactionId, amount, reason }) {
      const answer = read(wireRefundStatus, await ask('POST', '/v1/refunds', { refund_id: refundId, transaction_id: transactionId, amount, reason }));
      if (answer.status === 'done') return { status: 'done', doneAt: new Date(answer.done_at ?? clock.now()) };
      return answer.status === 'pending' ? { status: 'pending' } : { status: 'refused', reason: answer.reason ?? '' };
    },
    async statement(day) {
      const answer = await ask('GET', `/v1/statements/${day}.csv`);
      if (answer.status === 404) return null;
      const lines = answer.status === 200 ? readStatement(answer.text) : null;
      if (lines === null) throw unavailable('payments.hub_away');
      const sha256 = createHash('sha256').update(answer.text).digest('hex');
      return { sha256, payments: lines.map((line) => ({ ...paymentOf(line), orderId: line.order_id })) };
    },
  };
}

function askWith(settings: HubSettings, clock: Clock): Ask {
  const base = settings.url.replace(/\/$/u, '');
  return async (method, path, body) => {
    forbidInTransaction('the payment hub');
    const text = body === undefined ? '' : JSON.stringify(body);
    const signature = sign(settings.secret, `${method} ${path}\n${text}`, clock.now());
    const headers = { [signatureHeader]: signature, [merchantHeader]: settings.merchant, ...(text === '' ? {} : { 'content-type': 'application/json' }) };
    const answer = await exchange(`${base}${path}`, { method, headers, ...(text === '' ? {} : { body: text }) });
    // Without it, whoever stands between could answer "paid".
    const signed = isSigned(settings.secret, answer.text, answer.signature, clock.now());
    if (answer.status >= 500 || !signed) throw unavailable('payments.hub_away');
    return answer;
  };
}

async function exchange(url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patience) });
    return { status: response.status, text: await response.text(), signature: response.headers.get(signatureHeader) ?? '' };
  } catch (error) {
    throw unavailable('payments.hub_away', { cause: error instanceof Error ? error.name : '' });
  }
}

function read<S extends z.ZodType>(schema: S, { status, text }: Answer): z.output<S> {
  const value = parsed(text);
  if (status >= 400) throw conflict('payments.hub_refused', { reason: wireError.safeParse(value).data?.error ?? String(status) });
  const result = schema.safeParse(value);
  if (!result.success) throw unavailable('payments.hub_away');
  return result.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function paymentOf({ transaction_id, amount, paid_at }: WirePayment): HubPayment {
  return { transactionId: transaction_id, amount, paidAt: new Date(paid_at) };
}
