import { systemActor } from '#platform/access/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import { invalid, notFound, unavailable } from '#platform/errors/app-error.ts';
import type { JobContext } from '#platform/jobs/definitions.ts';
import { mostWrongProofs, readQuestion, replies, type CaseLookUp } from '../chat/reply.ts';
import type { NotificationsDeps } from '../context.ts';
import { answerChat } from '../jobs.ts';
import { momentOfEvent, readEvent, type ZaloEvent } from '../providers/zalo/events.ts';
import { isSignedBy } from '../providers/zalo/signature.ts';
import * as store from '../store/chat.ts';
import { markReceived } from '../store/deliveries.ts';
import type { NotificationsTables } from '../tables.gen.ts';
import { openChannels } from './live-channels.ts';
import { withToken } from './with-token.ts';

const replayWindowMs = 600_000;
const dayMs = 86_400_000;
const talkMs = 1_800_000;
const mostPerTalk = 30;
const longestText = 1000;

export type WebhookCall = { readonly rawBody: string; readonly signature: string };

/**
 * Takes an event of the official account. The answer must be quick (two seconds), so words are only written down here;
 * a repeated event does nothing.
 * @throws AppError invalid `notifications.webhook_refused` for a wrong signature, another application or a stale
 * timestamp; not_found `notifications.webhook_off`.
 */
export async function receiveZaloEvent(deps: NotificationsDeps, { rawBody, signature }: WebhookCall): Promise<void> {
  const { zalo } = await openChannels(deps);
  if (zalo === null) throw notFound('notifications.webhook_off');
  const event = readEvent(rawBody);
  const secrets = { appId: zalo.app.appId, oaSecret: zalo.oaSecret };
  const genuine = event !== undefined && event.app_id === secrets.appId && isSignedBy(secrets, { rawBody, timestamp: event.timestamp, header: signature });
  if (!genuine || isStale(deps, event)) throw invalid('notifications.webhook_refused');
  await deps.db.transaction((tx) => note(deps, tx, event));
}

function isStale({ clock }: NotificationsDeps, event: ZaloEvent): boolean {
  return Math.abs(clock.now().getTime() - momentOfEvent(event).getTime()) > replayWindowMs;
}

async function note(deps: NotificationsDeps, tx: Tx<NotificationsTables>, event: ZaloEvent): Promise<void> {
  const { message, sender } = event;
  const at = deps.clock.now();
  if (message === undefined) return;
  if (event.event_name === 'user_received_message') return markReceived(tx.q, 'zalo', message.msg_id, at);
  if (event.event_name !== 'user_send_text' || sender === undefined) return;
  const incoming = { msgId: message.msg_id, userId: sender.id, text: (message.text ?? '').slice(0, longestText), sentAt: momentOfEvent(event), at };
  if (!(await store.insertIncoming(tx.q, incoming))) return;
  if ((await store.countIncoming(tx.q, sender.id, new Date(at.getTime() - talkMs))) > mostPerTalk) return;
  tx.enqueue(answerChat, { msgId: message.msg_id }, { key: `${answerChat.name}:${message.msg_id}` });
}

/** Answers what somebody wrote; gives up what Zalo will not take. */
export async function answer(deps: NotificationsDeps, msgId: string, context: JobContext): Promise<void> {
  const { zalo } = await openChannels(deps);
  const words = await replyTo(deps, msgId);
  if (words === undefined) return;
  const verdict = zalo === null ? null : await withToken(deps, zalo, (token) => zalo.zalo.answerChat(token, words.userId, words.text));
  const waits = verdict?.kind === 'retry' || verdict?.kind === 'later';
  if (waits && context.attempt < answerChat.maxAttempts) throw unavailable('notifications.channel_unavailable', { cause: verdict.reason });
  await deps.db.transaction((tx) => store.markAnswered(tx.q, msgId, deps.clock.now()));
}

type Reply = { readonly userId: string; readonly text: string };

async function replyTo(deps: NotificationsDeps, msgId: string): Promise<Reply | undefined> {
  const asked = await deps.db.transaction((tx) => store.lockUnanswered(tx.q, msgId));
  if (asked === undefined) return undefined;
  const { userId, text } = asked;
  const question = readQuestion(text);
  const { cases } = deps;
  if (question.kind === 'other' || cases === null) return { userId, text: replies.help };
  if (question.kind === 'code') return { userId, text: await tellCase(deps, cases, { userId, code: question.code }) };
  return { userId, text: await tellName(deps, cases, { userId, msgId, digits: question.digits }) };
}

async function tellCase(deps: NotificationsDeps, cases: CaseLookUp, { userId, code }: { userId: string; code: string }): Promise<string> {
  const found = await cases.find(code);
  if (found === undefined) return replies.unknownCode(code);
  await deps.db.transaction((tx) => store.rememberCode(tx.q, { userId, code: found.code, at: deps.clock.now() }));
  return replies.case(found);
}

const actor = systemActor('zalo_chat');

/** Names are for those who know four digits; guesses are few, by reader and by case. */
async function tellName(deps: NotificationsDeps, cases: CaseLookUp, ask: { userId: string; msgId: string; digits: string }): Promise<string> {
  const at = deps.clock.now();
  const since = new Date(at.getTime() - dayMs);
  const code = await store.recallCode(deps.db.q, ask.userId, new Date(at.getTime() - talkMs));
  if (code === undefined) return replies.codeFirst;
  const name = await cases.nameFor(code, ask.digits);
  return deps.db.transaction(async (tx) => {
    await store.lockProofs(tx.q, code);
    const wrong = await store.countWrongProofs(tx.q, { userId: ask.userId, code, msgId: ask.msgId, since });
    if (wrong >= mostWrongProofs) return replies.tooMany;
    await store.insertProof(tx.q, { msgId: ask.msgId, userId: ask.userId, code, matched: name !== undefined, at });
    if (name === undefined) return replies.wrongDigits(mostWrongProofs - wrong - 1);
    tx.audit({ actor, action: 'notifications.name_shown', subject: { kind: 'case_code', id: code }, purpose: 'Trả lời người tra cứu hồ sơ' });
    return replies.name(code, name);
  });
}
