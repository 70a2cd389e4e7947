import { z } from 'zod';
import records from './law.json' with { type: 'json' };
import type { JournalLine } from './model.ts';
import { states, type State } from './states.ts';

/** A dated change of state as it is synchronised with the national portal. */
export type PortalLine = Pick<JournalLine, 'at' | 'fromState' | 'toState'>;

export type PortalFacts = {
  /** The whole journal, oldest first. */
  readonly lines: readonly PortalLine[];
  /** NgayTiepNhan. */
  readonly acceptedAt: Date | null;
  /** NgayHenTra. */
  readonly appointment: Date | null;
  /** Longest time of the procedure in milliseconds, for a case without an appointment. */
  readonly maximumMs: number | null;
  /** End of the report period: an unfinished case is judged as if it ended then. */
  readonly periodEnd: Date;
};

export type PortalVerdict = {
  readonly verdict: 'on_time' | 'late' | 'not_counted';
  readonly reason: 'in_time' | 'after_appointment' | 'supplements' | 'not_received' | 'no_limit';
  /** What counts as the end. */
  readonly end: Date | null;
  /** Milliseconds from requests to completed supplements, which are subtracted. */
  readonly supplementMs: number;
};

/**
 * How the national portal judges a case (OS§3): on time when it ended not after its appointment; more than one request
 * for supplements counts as late; the time of the one request is subtracted. This is the score, not the law: the legal
 * due date is `CaseFile.dueAt`.
 */
export function portalVerdict(facts: PortalFacts): PortalVerdict {
  const changes = facts.lines.filter((line) => line.fromState !== line.toState);
  const requests = changes.filter((line) => line.toState === states.awaitingSupplement);
  const supplementMs = supplementTime(changes);
  const end = endOf(changes, facts);
  if (end === null) return { verdict: 'not_counted', reason: 'not_received', end, supplementMs };
  if (requests.length > 1) return { verdict: 'late', reason: 'supplements', end, supplementMs };
  const limit = facts.appointment?.getTime() ?? limitOf(facts);
  if (limit === null) return { verdict: 'not_counted', reason: 'no_limit', end, supplementMs };
  const inTime = end.getTime() - supplementMs <= limit;
  return { verdict: inTime ? 'on_time' : 'late', reason: inTime ? 'in_time' : 'after_appointment', end, supplementMs };
}

function limitOf({ acceptedAt, maximumMs }: PortalFacts): number | null {
  return acceptedAt === null || maximumMs === null ? null : acceptedAt.getTime() + maximumMs;
}

/** The moment that counts as the end; null for what was never received. */
function endOf(changes: readonly PortalLine[], { acceptedAt, periodEnd }: PortalFacts): Date | null {
  const momentOf = (state: State): Date | undefined => changes.findLast((line) => line.toState === state)?.at;
  const received = acceptedAt !== null;
  const withdrawn = momentOf(states.withdrawn);
  if (withdrawn !== undefined && !received) return null;
  const ended =
    momentOf(states.finished) ??
    momentOf(states.delivered) ??
    momentOf(states.stopped) ??
    momentOf(states.refused) ??
    withdrawn;
  if (ended !== undefined) return ended;
  const last = changes.at(-1);
  if (last?.toState === states.awaitingSupplement) return last.at;
  return received ? periodEnd : null;
}

/** From each request to its completed supplement; a request that was never answered takes nothing away. */
function supplementTime(changes: readonly PortalLine[]): number {
  return changes.reduce((sum, line, index) => {
    const before = changes[index - 1];
    const completed = line.fromState === states.awaitingSupplement && [1, 2, 4].includes(line.toState);
    return completed && before !== undefined ? sum + line.at.getTime() - before.at.getTime() : sum;
  }, 0);
}

const lawFacts = z
  .array(z.object({ key: z.string(), value: z.number(), vi: z.string(), legalBase: z.string(), validFrom: z.iso.date(), validTo: z.iso.date().nullable() }))
  .parse(records);

/** What one more late case takes from the index of the unit. */
export type ScoreCost = { readonly points: number; readonly received: number; readonly legalBase: string };

/** Points that one late case costs when `received` cases were received in the period; `today` is YYYY-MM-DD. */
export function scoreCost(received: number, today: string): ScoreCost | null {
  const rule = lawFacts.find((fact) => fact.key === 'on_time_points' && fact.validFrom <= today && (fact.validTo === null || today < fact.validTo));
  if (rule === undefined) return null;
  const among = Math.max(1, received);
  return { points: Math.round((rule.value / among) * 100) / 100, received: among, legalBase: rule.legalBase };
}
