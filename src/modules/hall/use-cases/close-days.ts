import { toLocalDate } from '#platform/text/dates.ts';
import type { HallDeps } from '../context.ts';
import { ticketEnded } from '../events.ts';
import { dayAfter, instantOf } from '../slots.ts';
import * as bookings from '../store/bookings.ts';
import * as setup from '../store/setup.ts';
import * as tickets from '../store/tickets.ts';
import { scheduleActor } from './bookings.ts';

/** Days for which name and telephone of a booking are kept. */
const keepDays = 30;

/** Releases the places of no-shows, ends what was left over from days before, and removes old personal data. Repeatable. */
export async function closeDays(deps: HallDeps): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const now = deps.clock.now();
    const today = toLocalDate(now);
    const noShows = await bookings.releaseNoShows(tx.q, now);
    const leftOver = await tickets.listLeftOver(tx.q, today);
    for (const ticket of leftOver) {
      const outcome = ticket.state === 'serving' ? 'done' : 'abandoned';
      await tickets.moveTicket(tx.q, ticket.id, { state: outcome, endedAt: now });
      const note = ticket.source === 'local' ? 'Hết ngày; cấp khi mất mạng nên có thể đã được phục vụ mà không ghi nhận' : 'Hết ngày';
      await tickets.addEntry(tx.q, { ticketId: ticket.id, at: now, act: outcome === 'done' ? 'finish' : 'abandon', counterNumber: ticket.counterNumber, byName: 'Hệ thống', note });
      tx.publish(ticketEnded, { ticketId: ticket.id, unitUid: ticket.unitUid, groupId: ticket.groupId, outcome });
    }
    await setup.endSittingsBefore(tx.q, instantOf(today, '00:00'), now);
    const removed = await bookings.removePersonalData(tx.q, dayAfter(today, -keepDays));
    if (noShows + leftOver.length + removed === 0) return;
    tx.audit({ actor: scheduleActor, action: 'hall.day_closed', subject: { kind: 'hall', id: 'all' }, detail: { abandoned: leftOver.length, noShows, removed } });
  });
}
