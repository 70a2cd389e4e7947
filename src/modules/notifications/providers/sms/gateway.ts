import type { Verdict } from '../../channels/route.ts';
import type { SmsWire } from '../../channels/settings.ts';
import { ask } from '../ask.ts';

export type Sms = { readonly phone: string; readonly text: string; readonly requestId: string };

export type SmsGateway = { readonly url: string; readonly brandName: string; readonly apiKey: string; readonly wire: SmsWire };

/** Hands an SMS to the aggregator of the brand name, in its own words (`SmsWire`). Never inside a transaction. */
export async function sendSms({ url, brandName, apiKey, wire }: SmsGateway, sms: Sms): Promise<Verdict> {
  const { key, fields, constants } = wire;
  const secret = `${key.prefix}${apiKey}`;
  const body = {
    ...constants,
    [fields.brand]: brandName,
    [fields.phone]: sms.phone.replace(/^\+/u, ''),
    [fields.text]: sms.text,
    [fields.requestId]: sms.requestId,
    ...(key.in === 'body' ? { [key.name]: secret } : {}),
  };
  const headers = { 'content-type': 'application/json', ...(key.in === 'header' ? { [key.name]: secret } : {}) };
  const asked = await ask(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (asked.kind === 'unreached') return { kind: 'retry', reason: `unreachable ${asked.cause}` };
  if (asked.kind === 'lost') return unanswered(wire, asked.cause);
  return verdictOf(wire, asked.status, asked.body);
}

/** A repeat that the aggregator recognises reaches nobody twice. */
function unanswered(wire: SmsWire, cause: string): Verdict {
  return { kind: wire.recognisesRepeats ? 'repeat' : 'unknown', reason: `no_answer ${cause}` };
}

function verdictOf({ answer, codes, ...wire }: SmsWire, status: number, body: Readonly<Record<string, unknown>> | null): Verdict {
  const raw = body?.[answer.code];
  if (typeof raw !== 'string' && typeof raw !== 'number') {
    if (status >= 500 || status === 429) return { kind: 'retry', reason: `unreachable ${status}` };
    return status >= 400 ? { kind: 'fail_over', reason: `sms ${status}` } : unanswered({ answer, codes, ...wire }, String(status));
  }
  const code = String(raw);
  const id = body?.[answer.id];
  if (codes.taken.includes(code)) return { kind: 'taken', providerId: typeof id === 'string' || typeof id === 'number' ? String(id) : null };
  if (codes.badPhone.includes(code)) return { kind: 'give_up', reason: `bad_phone ${code}` };
  return { kind: codes.retry.includes(code) ? 'retry' : 'fail_over', reason: `sms ${code}` };
}
