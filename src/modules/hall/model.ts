import { z } from 'zod';
import { cleanLine } from '#platform/text/clean.ts';
import { parsePhone } from '#platform/text/phone.ts';
import type { TicketState } from './states.ts';

const requestId = z.uuid();
const unitUid = z.string().min(1).max(64);
const line = (max: number) => z.string().max(2000).transform(cleanLine).pipe(z.string().min(1).max(max));
const optionalLine = (max: number) => z.string().max(2000).transform(cleanLine).pipe(z.string().max(max)).default('');
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const isoDate = z.iso.date('hall.day_form');
const emptyIsNull = (value: unknown): unknown => (value === '' || value === undefined ? null : value);
const optionalUuid = z.preprocess(emptyIsNull, z.uuid().nullable()).default(null);

export const centreInput = z.object({
  requestId,
  unitUid,
  name: line(200),
  address: optionalLine(300),
  bookingDays: whole(0, 60),
  bookingsPerPhone: whole(1, 20),
  graceMinutes: whole(0, 120),
  bookingLeadMinutes: whole(0, 120),
  priorityRun: whole(1, 10),
  leaseSize: whole(0, 100),
});
export type CentreInput = z.input<typeof centreInput>;

export const groupInput = z.object({
  requestId,
  unitUid,
  groupId: optionalUuid,
  code: z.string().max(10).transform((text) => cleanLine(text).toUpperCase()).pipe(z.string().regex(/^[A-Z]{1,2}$/u, 'hall.group_code_form')),
  name: line(100),
  fields: z.array(z.string().max(60)).max(60).default([]),
  position: whole(0, 99).default(0),
  slotMinutes: whole(5, 240),
  slotPlaces: whole(0, 100),
});
export type GroupInput = z.input<typeof groupInput>;

export const counterInput = z.object({
  requestId,
  unitUid,
  counterId: optionalUuid,
  number: whole(1, 99),
  name: optionalLine(100),
  groupIds: z.array(z.uuid()).min(1, 'hall.choose_group').max(40),
});
export type CounterInput = z.input<typeof counterInput>;

export const priorityInput = z.object({
  requestId,
  unitUid: z.preprocess(emptyIsNull, unitUid.nullable()),
  name: line(100),
  evidence: optionalLine(200),
  legalBase: line(300),
  position: whole(0, 99).default(0),
  validFrom: isoDate,
});
export type PriorityInput = z.input<typeof priorityInput>;

export const endPriorityInput = z.object({ requestId, priorityId: z.uuid(), validTo: isoDate });
export const closeInput = z.object({ requestId, unitUid, id: z.uuid() });
export const deviceInput = z.object({ requestId, unitUid, kind: z.enum(['kiosk', 'screen']), name: line(100) });
export type DeviceInput = z.input<typeof deviceInput>;
export const pairInput = z.object({ code: z.string().max(40) });

/** A ticket taken at a kiosk or counter. */
export const issueInput = z.object({ requestId, groupId: z.uuid(), priorityKindId: optionalUuid });
export type IssueInput = z.input<typeof issueInput>;

/** Numbers that a kiosk gave out without a line; `insteadOf` names the request whose answer it did not get. */
export const localTicketsInput = z.object({
  tickets: z
    .array(z.object({ requestId, leaseId: z.uuid(), number: z.int().min(1).max(9999), priorityKindId: optionalUuid, issuedAt: z.iso.datetime(), insteadOf: optionalUuid }))
    .min(1)
    .max(200),
});
export type LocalTickets = z.output<typeof localTicketsInput>;
export type LocalTicket = LocalTickets['tickets'][number];

/** Calls made at a screen without a line. */
export const localCallsInput = z.object({
  calls: z.array(z.object({ requestId, label: z.string().max(12), counterNumber: z.int().min(1).max(99), at: z.iso.datetime() })).min(1).max(200),
});

export const sitInput = z.object({ requestId, counterId: z.uuid() });
export const counterActInput = z.object({ requestId });
export const ticketActInput = z.object({ requestId, ticketId: z.uuid(), act: z.enum(['call_again', 'start', 'skip', 'give_back', 'transfer', 'finish']), toCounterId: optionalUuid, note: optionalLine(300) });
export type TicketActInput = z.input<typeof ticketActInput>;

const phone = z.string().max(40).transform((text, context): string => {
  const parsed = parsePhone(text);
  if (parsed === null) context.addIssue('hall.phone_form');
  return parsed?.e164 ?? '';
});

export const bookingInput = z.object({
  requestId,
  groupId: z.uuid(),
  day: isoDate,
  slot: z.string().regex(/^\d{2}:\d{2}$/u, 'hall.choose_slot'),
  name: z.string().max(2000).transform(cleanLine).pipe(z.string().min(2, 'hall.name_short').max(100)),
  phone,
});
export type BookingInput = z.input<typeof bookingInput>;

export const cancelBookingInput = z.object({ requestId, code: z.string().max(40) });
export const checkInInput = z.object({ requestId, code: z.string().max(200) });

/** A booking code as people type or scan it: without case, blanks and hyphens; null when it is none. */
export function parseBookingCode(text: string): string | null {
  const plain = (/[^/]*$/u.exec(text.trim())?.[0] ?? '').replace(/[\s-]/gu, '').toUpperCase();
  return /^[0-9A-HJKMNP-TV-Z]{10}$/u.test(plain) ? plain : null;
}

/** `ABCDEFGHJK` as it is printed: `ABCDE-FGHJK`. */
export function writeBookingCode(code: string): string {
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

const cookieName = 'dinh-hall';

/** The token of a kiosk or screen in a Cookie header; empty when there is none. */
export function deviceToken(cookieHeader: string | null | undefined): string {
  return new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{20,200})(?:;|$)`, 'u').exec(cookieHeader ?? '')?.[1] ?? '';
}

/** Set-Cookie line that keeps the token for a year, away from scripts and from other sites. */
export function deviceCookie(token: string, https: boolean): string {
  return `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000${https ? '; Secure' : ''}`;
}

export type Centre = Omit<z.output<typeof centreInput>, 'requestId'>;
export type Group = Omit<z.output<typeof groupInput>, 'requestId' | 'groupId'> & { readonly id: string };
export type Counter = Omit<z.output<typeof counterInput>, 'requestId' | 'counterId'> & { readonly id: string; readonly sitting: Sitting | null };
export type Sitting = { readonly accountId: string; readonly officerName: string; readonly since: string };
export type PriorityKind = Omit<z.output<typeof priorityInput>, 'requestId'> & { readonly id: string; readonly validTo: string | null };

/** A ticket as use cases and officers see it. */
export type Ticket = {
  readonly id: string;
  readonly unitUid: string;
  readonly groupId: string;
  readonly label: string;
  readonly token: string;
  readonly state: TicketState;
  readonly priority: string | null;
  readonly source: string;
  readonly issuedAt: string;
  readonly queueSince: string;
  readonly calledAt: string | null;
  readonly servingAt: string | null;
  readonly counterId: string | null;
  readonly counterNumber: number | null;
  readonly forCounterId: string | null;
  readonly calls: number;
};

export type Booking = {
  readonly id: string;
  readonly code: string;
  readonly unitUid: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly day: string;
  readonly slot: string;
  readonly state: 'booked' | 'checked_in' | 'cancelled' | 'no_show';
  readonly ticketToken: string | null;
};

/** One call as screens show it. */
export type Call = { readonly seq: number; readonly label: string; readonly counterNumber: number; readonly kind: string; readonly at: string; readonly words: string };

/** A block of numbers that a kiosk holds, and which of them the server knows to be used. */
export type Lease = { readonly id: string; readonly groupId: string; readonly groupCode: string; readonly day: string; readonly first: number; readonly last: number; readonly used: readonly number[] };
