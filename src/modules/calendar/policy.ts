import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, hide, mayIn, unitsFor, type Decision } from '#platform/access/decide.ts';

export const permissions = [{ key: 'calendar.manage', vi: 'Quản lý giờ làm việc, ngày nghỉ' }] as const;

export type CalendarAction = (typeof permissions)[number]['key'] | 'calendar.read' | 'calendar.read_history';

/** The unit whose calendar it is; null for the whole country. */
export type CalendarSubject = { readonly unitUid: string | null };

/**
 * When an office works is public; who changed it is for officers. Only who manages a unit changes its calendar; the days of the whole country are
 * changed by whoever manages all units.
 */
export function decide(actor: Actor, action: CalendarAction, { unitUid }: CalendarSubject): Decision {
  if (action === 'calendar.read' || actor.kind === 'system') return allow;
  if (action === 'calendar.read_history') return actor.kind === 'officer' ? allow : hide('calendar.officers_only');
  const holds = unitUid === null ? unitsFor(actor, action) === 'all' : mayIn(actor, action, unitUid);
  return holds ? allow : deny('calendar.not_your_calendar');
}

/** What the pages of a calendar offer to this actor. */
export function abilities(actor: Actor, subject: CalendarSubject): { readonly manage: boolean } {
  return { manage: decide(actor, 'calendar.manage', subject).allowed };
}
