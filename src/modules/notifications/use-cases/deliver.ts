import { isAppError } from '#platform/errors/app-error.ts';
import type { JobContext } from '#platform/jobs/definitions.ts';
import type { NotificationsDeps } from '../context.ts';
import { sendEmail } from '../jobs.ts';
import type { DeliveryState } from '../model.ts';
import { countAttempt, lockDelivery, settleDelivery, type Delivery } from '../store/deliveries.ts';
import { writeMail } from '../write-mail.ts';
import { hasWithdrawn } from './has-withdrawn.ts';
import { endAndGoOn } from './queue-step.ts';

/**
 * Hands one queued mail to the mail server. If the process dies after the server took it and before that is written
 * down, the mail is sent once more with the same Message-ID, by which mailboxes recognise the repeat; there is no way
 * to commit both at once (RFC 5321 §6.1).
 */
export async function deliver(deps: NotificationsDeps, deliveryId: string, context: JobContext): Promise<void> {
  const delivery = await deps.db.transaction(async (tx) => {
    const found = await lockDelivery(tx.q, deliveryId);
    if (found?.state !== 'queued') return undefined;
    await countAttempt(tx.q, deliveryId);
    return found;
  });
  if (delivery === undefined) return;
  const settle = (state: DeliveryState, reason: string | null): Promise<void> =>
    deps.db.transaction(async (tx) => {
      if (state === 'failed' || state === 'undeliverable')
        return endAndGoOn(deps, tx, delivery, { state, reason: reason ?? state });
      await settleDelivery(tx.q, { id: deliveryId, state, reason, at: deps.clock.now() });
    });
  if (await hasWithdrawn(deps.db.q, delivery)) return settle('failed', 'withdrawn');
  if (deps.mailer === null) return settle('failed', 'no_mail_server');
  try {
    const outcome = await deps.mailer.send(mailOf(delivery, deps));
    await settle(outcome.taken ? 'sent' : 'undeliverable', outcome.taken ? null : `refused ${outcome.answer}`);
  } catch (error) {
    const last = context.attempt >= sendEmail.maxAttempts;
    await settle(last ? 'failed' : 'queued', `${last ? 'gave_up' : 'unreachable'} ${causeOf(error)}`);
    // The queue tries again after a pause; after the last try an officer sees it in the list.
    if (!last) throw error;
  }
}

function mailOf(delivery: Delivery, deps: NotificationsDeps) {
  const { number, address, message } = delivery;
  const { key, locale, title, body, link, linkLabel } = message;
  return writeMail({ number, address, key, locale, title, body, link, linkLabel }, deps);
}

function causeOf(error: unknown): string {
  return isAppError(error) && typeof error.details['cause'] === 'string' ? error.details['cause'] : 'unknown';
}
