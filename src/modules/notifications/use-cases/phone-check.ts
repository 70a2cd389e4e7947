import { randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { AppError, conflict, invalid, unavailable } from '#platform/errors/app-error.ts';
import type { JobContext } from '#platform/jobs/definitions.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { parsePhone } from '#platform/text/phone.ts';
import type { NotificationsDeps } from '../context.ts';
import { sendPhoneCode } from '../jobs.ts';
import { messages } from '../messages.ts';
import { sendSms } from '../providers/sms/gateway.ts';
import * as store from '../store/preferences.ts';
import { openChannels } from './live-channels.ts';
import { parseInput } from './parse-input.ts';
import { ownCitizen } from './preferences.ts';

const lifetimeMs = 600_000;
const mostWrong = 5;
const mostCodesPerDay = 5;
const codeContext = (accountId: string): string => `phone_check:${accountId}`;

const phoneInput = z.object({ phone: z.string().max(30), requestId: z.uuid() });

/**
 * Sends a one-time code to a number that somebody says is theirs: nobody is told by a number that was only typed.
 * @throws AppError invalid `notifications.phone_wrong`, conflict `notifications.sms_off`, rate_limited `notifications.phone_code_limit`.
 */
export async function beginPhoneCheck(deps: NotificationsDeps, actor: Actor, raw: unknown): Promise<void> {
  const { accountId } = ownCitizen(actor);
  const { phone: typed, requestId } = parseInput(phoneInput, raw);
  const phone = parsePhone(typed);
  if (phone?.kind !== 'mobile') throw invalid('notifications.phone_wrong', { problems: [{ path: 'phone', message: messages['notifications.phone_wrong'] }] });
  if ((await openChannels(deps)).sms === null) throw conflict('notifications.sms_off');
  const now = deps.clock.now();
  const day = toLocalDate(now);
  await deps.db.transaction(async (tx) => {
    await store.lockAccount(tx.q, accountId);
    const before = await store.findPhoneCheck(tx.q, accountId);
    if (before?.requestId === requestId) return;
    const sent = before?.day === day ? before.sent : 0;
    if (sent >= mostCodesPerDay) throw new AppError('rate_limited', 'notifications.phone_code_limit');
    const code = deps.vault.seal(String(randomInt(1_000_000)).padStart(6, '0'), codeContext(accountId));
    await store.savePhoneCheck(tx.q, accountId, { phone: phone.e164, code, attempts: 0, sent: sent + 1, day, expiresAt: new Date(now.getTime() + lifetimeMs), requestId });
    tx.enqueue(sendPhoneCode, { accountId }, { key: `${sendPhoneCode.name}:${accountId}` });
  });
}

/** Hands the code to the SMS channel; it is worthless after ten minutes, so it is tried a few times only. */
export async function deliverPhoneCode(deps: NotificationsDeps, accountId: string, context: JobContext): Promise<void> {
  const check = await store.findPhoneCheck(deps.db.q, accountId);
  const { sms } = await openChannels(deps);
  if (check === undefined || sms === null || check.expiresAt <= deps.clock.now()) return;
  const code = deps.vault.open(check.code, codeContext(accountId));
  const text = `${code} la ma xac nhan so dien thoai tai ${sms.brandName}, dung trong 10 phut. Khong dua ma nay cho bat ky ai.`;
  const verdict = await sendSms(sms, { phone: check.phone, text, requestId: `phone.${check.requestId}` });
  if (verdict.kind === 'retry' && context.attempt < sendPhoneCode.maxAttempts) throw unavailable('notifications.channel_unavailable', { cause: verdict.reason });
}

const codeInput = z.object({ code: z.string().trim().max(20) });

/** Takes the code back and keeps the number as proved. @throws AppError invalid `notifications.phone_code_wrong` */
export async function confirmPhone(deps: NotificationsDeps, actor: Actor, raw: unknown): Promise<void> {
  const { accountId } = ownCitizen(actor);
  const { code } = parseInput(codeInput, raw);
  const right = await deps.db.transaction(async (tx) => {
    await store.lockAccount(tx.q, accountId);
    const check = await store.findPhoneCheck(tx.q, accountId);
    const at = deps.clock.now();
    if (check === undefined || check.expiresAt <= at || check.attempts >= mostWrong) return false;
    if (!isSame(code.replace(/\s/gu, ''), deps.vault.open(check.code, codeContext(accountId)))) {
      await store.countWrongCode(tx.q, accountId);
      return false;
    }
    await store.savePhoneCheck(tx.q, accountId, { ...check, expiresAt: at });
    await store.savePhone(tx.q, accountId, { phone: check.phone, at });
    tx.audit({ actor, action: 'notifications.phone_confirmed', subject: { kind: 'account', id: accountId } });
    return true;
  });
  if (!right) throw invalid('notifications.phone_code_wrong');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
