import { numberInWords } from '#platform/text/numbers-in-words.ts';

/** Where a ticket stands; the last three are ends. */
export const ticketStates = ['waiting', 'called', 'serving', 'skipped', 'done', 'cancelled', 'abandoned'] as const;
export type TicketState = (typeof ticketStates)[number];

/** What is done with a ticket. `transfer` and `give_back` put it into the queue again. */
export const ticketActs = ['call', 'call_again', 'start', 'skip', 'give_back', 'transfer', 'finish', 'cancel', 'abandon'] as const;
export type TicketAct = (typeof ticketActs)[number];

type Transition = { readonly from: readonly TicketState[]; readonly to: TicketState };

const transitions: Readonly<Record<TicketAct, Transition>> = {
  call: { from: ['waiting'], to: 'called' },
  call_again: { from: ['called'], to: 'called' },
  start: { from: ['called'], to: 'serving' },
  skip: { from: ['called'], to: 'skipped' },
  give_back: { from: ['called', 'skipped'], to: 'waiting' },
  transfer: { from: ['called', 'serving'], to: 'waiting' },
  finish: { from: ['called', 'serving'], to: 'done' },
  cancel: { from: ['waiting', 'skipped'], to: 'cancelled' },
  abandon: { from: ['waiting', 'called', 'serving', 'skipped'], to: 'abandoned' },
};

/** The state after an act, or null when the act is not possible now. */
export function stateAfter(state: TicketState, act: TicketAct): TicketState | null {
  const { from, to } = transitions[act];
  return from.includes(state) ? to : null;
}

/** Whether somebody still waits for or stands at a counter with it. */
export function isOpen(state: TicketState): boolean {
  return state === 'waiting' || state === 'called' || state === 'serving' || state === 'skipped';
}

/** Numbers lent to kiosks against the loss of the line; the server never gives these out itself. */
export const leasable = { first: 801, last: 999 } as const;

/** The number after `last` in the series of a day: 1, 2, … 800, 1001, 1002 … */
export function nextNumber(last: number): number {
  return last === leasable.first - 1 ? leasable.last + 2 : last + 1;
}

/** A ticket as it is printed and called: `A-001`. */
export function ticketLabel(groupCode: string, number: number): string {
  return `${groupCode}-${String(number).padStart(3, '0')}`;
}

const labelForm = /^([A-Z]{1,2})-?(\d{1,5})$/u;

/** Reads `a12`, `A-012`; null when it is no ticket. */
export function parseLabel(text: string): { readonly groupCode: string; readonly number: number } | null {
  const match = labelForm.exec(text.trim().toUpperCase().replace(/\s+/gu, ''));
  const number = Number(match?.[2] ?? 0);
  return match?.[1] === undefined || number === 0 ? null : { groupCode: match[1], number };
}

/** What a call says, digit by digit so that nobody mishears it: "Mời số A không không một đến quầy số ba". */
export function callWords(label: string, counterNumber: number): string {
  const [code = '', digits = ''] = label.split('-');
  const spoken = Array.from(digits).map((digit) => numberInWords(Number(digit)));
  return ['Mời số', ...Array.from(code), ...spoken, 'đến quầy số', numberInWords(counterNumber)].join(' ');
}
