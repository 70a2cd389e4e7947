import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { dayStart, quietUntil } from '../../channels/quiet.ts';
import { countSince, listChat } from '../../store/caught-messages.ts';
import { keepMessage } from '../simulator-parts.ts';
import type { ZaloSimulatorOptions } from './simulator-options.ts';

const templateBody = z.object({
  phone: z.string(),
  template_id: z.string(),
  template_data: z.record(z.string(), z.union([z.string(), z.number()])),
  tracking_id: z.string().max(48),
});

/** Numbers that end so have no Zalo account, to show how a message goes on by SMS. */
const withoutAccount = /404$/u;
const longestParameter = 100;

const refuse = (error: number, message: string): object => ({ error, message });

/** `POST /message/template` as documented (OP§12). */
export async function judgeTemplate(options: ZaloSimulatorOptions, body: unknown): Promise<object> {
  const parsed = templateBody.safeParse(body);
  if (!parsed.success) return refuse(-132, 'Params invalid');
  const message = parsed.data;
  const wrong = refusalOf(options, message);
  if (wrong !== null) return wrong;
  const quota = options.dailyQuota ?? 500;
  const sent = await countSince(options.db.q, 'zalo', dayStart(options.clock.now()));
  if (sent >= quota) return refuse(-147, 'Out of quota of template in a day');
  const words = Object.entries(message.template_data).map(([name, value]) => `${name}: ${value}`);
  await keepMessage(options, { channel: 'zalo', outgoing: true, trackingId: message.tracking_id, address: `+${message.phone}`, body: words.join('\n') });
  const data = { msg_id: randomBytes(12).toString('hex'), sent_time: String(options.clock.now().getTime()), quota: { dailyQuota: String(quota), remainingQuota: String(quota - sent - 1) } };
  return { error: 0, message: 'Success', data };
}

function refusalOf({ templates, clock }: ZaloSimulatorOptions, message: z.infer<typeof templateBody>): object | null {
  const template = templates.get(message.template_id);
  if (!/^84[35789]\d{8}$/u.test(message.phone)) return refuse(-108, 'Phone number invalid');
  if (template === undefined) return refuse(-109, 'Template ID invalid');
  if (template.status !== 'ENABLE') return refuse(-131, 'Template not approved');
  const given = Object.entries(message.template_data);
  if (given.length === 0) return refuse(-111, 'Template data empty');
  const complete = template.parameters.every((name) => name in message.template_data) && given.length === template.parameters.length;
  if (!complete || given.some(([, value]) => String(value).length > longestParameter)) return refuse(-112, 'Template data invalid');
  if (quietUntil(clock.now(), [{ from: 22, to: 6 }]) !== null) return refuse(-133, 'Not allowed to send at night');
  return withoutAccount.test(message.phone) ? refuse(-118, 'Zalo account not existed') : null;
}

const chatBody = z.object({ recipient: z.object({ user_id: z.string() }), message: z.object({ text: z.string().min(1).max(2000) }) });
const windowMs = 48 * 3_600_000;
const freeAnswers = 8;

/** `POST /v3.0/oa/message/cs`: eight answers within 48 hours of what the reader wrote last. */
export async function judgeChat(options: ZaloSimulatorOptions, body: unknown): Promise<object> {
  const parsed = chatBody.safeParse(body);
  if (!parsed.success) return refuse(-201, 'Params is invalid');
  const { recipient, message } = parsed.data;
  const chat = await listChat(options.db.q, recipient.user_id);
  const lastAsked = chat.findIndex(({ outgoing }) => !outgoing);
  const askedAt = chat[lastAsked]?.receivedAt.getTime() ?? 0;
  if (lastAsked === -1 || options.clock.now().getTime() - askedAt > windowMs || lastAsked >= freeAnswers)
    return refuse(-230, 'User has not interacted with the OA within the allowed time');
  const id = randomBytes(12).toString('hex');
  await keepMessage(options, { channel: 'zalo_chat', outgoing: true, trackingId: id, address: recipient.user_id, body: message.text });
  return { error: 0, message: 'Success', data: { message_id: id, user_id: recipient.user_id } };
}
