/** The only source of "now" outside tests and scripts; injected so that a test can move it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that a test sets and moves by hand. */
export type ManualClock = Clock & { set(at: Date): void; advance(milliseconds: number): void };

export function manualClock(start: Date): ManualClock {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    set: (at) => void (current = at.getTime()),
    advance: (milliseconds) => void (current += milliseconds),
  };
}
