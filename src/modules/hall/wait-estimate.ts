/** What is known when somebody asks how long it takes; durations in minutes. */
export type WaitFacts = {
  /** Tickets that would be called before this one. */
  readonly ahead: number;
  /** Counters with an officer that serve the group. */
  readonly counters: number;
  /** Latest serving times of the group. */
  readonly served: readonly number[];
};

/** A range in whole minutes; `unknown` says why there is none: a made-up number would be worse. */
export type WaitEstimate = { readonly low: number; readonly high: number } | { readonly unknown: 'no_counter' | 'too_few' };

/** Fewer serving times than this say nothing. */
export const fewestServed = 5;

/**
 * The range between the lower and the upper quartile of recent serving times. Low: every counter is about to call;
 * high: every counter has just begun, so a whole round is added. People with priority who come later are not in it.
 */
export function estimateWait({ ahead, counters, served }: WaitFacts): WaitEstimate {
  if (counters < 1) return { unknown: 'no_counter' };
  if (served.length < fewestServed) return { unknown: 'too_few' };
  const low = Math.floor((Math.floor(ahead / counters) * quantile(served, 0.25)));
  const high = Math.ceil((Math.floor(ahead / counters) + 1) * quantile(served, 0.75));
  return { low, high: Math.max(high, low + 1) };
}

/** Linear interpolation between the sorted values; `q` from 0 to 1. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
}
