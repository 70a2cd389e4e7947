/** A ticket as the order of calling sees it. */
export type Queued = { readonly id: string; readonly priority: boolean; readonly since: number };

/** The rule of the hall: after `priorityRun` priority calls in a row at a counter an ordinary ticket comes first. */
export type CallRule = { readonly priorityRun: number };

export type Choice<T extends Queued> = {
  readonly ticket: T;
  /** Priority calls in a row at this counter after this one, while ordinary tickets waited. */
  readonly run: number;
};

/**
 * The ticket to call next. Priority goes first, oldest first; but an ordinary ticket with `k` ordinary ones before it is
 * called after at most `(k + 1) × (priorityRun + 1)` calls, however many priority tickets come.
 * @param run priority calls in a row so far; @returns null when nobody waits.
 */
export function chooseNext<T extends Queued>(waiting: readonly T[], run: number, rule: CallRule): Choice<T> | null {
  const priority = oldest(waiting.filter((ticket) => ticket.priority));
  const ordinary = oldest(waiting.filter((ticket) => !ticket.priority));
  if (priority === null) return ordinary === null ? null : { ticket: ordinary, run: 0 };
  if (ordinary === null) return { ticket: priority, run: 0 };
  return run < rule.priorityRun ? { ticket: priority, run: run + 1 } : { ticket: ordinary, run: 0 };
}

/** All waiting tickets in the order in which they would be called if nobody else came. */
export function callingOrder<T extends Queued>(waiting: readonly T[], run: number, rule: CallRule): T[] {
  const left = [...waiting];
  const order: T[] = [];
  let current = run;
  for (let next = chooseNext(left, current, rule); next !== null; next = chooseNext(left, current, rule)) {
    order.push(next.ticket);
    left.splice(left.indexOf(next.ticket), 1);
    current = next.run;
  }
  return order;
}

function oldest<T extends Queued>(tickets: readonly T[]): T | null {
  return tickets.reduce<T | null>((best, ticket) => (best === null || goesBefore(ticket, best) ? ticket : best), null);
}

/** Two tickets of the same instant keep one order, so that every screen says the same. */
function goesBefore(a: Queued, b: Queued): boolean {
  return a.since < b.since || (a.since === b.since && a.id < b.id);
}
