import type { Actor } from '#platform/access/actor.ts';
import type { Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { ProceduresTables } from './tables.gen.ts';

/** A case that began with a version and is not over. */
export type RunningCase = { readonly id: string; readonly code: string; readonly state: string; readonly dueAt: Date | null };

/** What procedures ask of rooms that come later, or that need not know them; given by composition. */
export type ProceduresOutside = {
  /** Running cases by version id; versions without any are left out. A figure for those who publish, no names. */
  countRunningCases(versionIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Running cases of a version that this actor may see, oldest first, at most `limit`. */
  listRunningCases(actor: Actor, versionId: string, limit: number): Promise<readonly RunningCase[]>;
  /** Working days of the locality after `from` up to and including `to` (both `YYYY-MM-DD`); null beyond the known years. */
  workingDaysBetween(from: string, to: string): Promise<number | null>;
  /** Whether anybody but this account may publish today. */
  othersMayPublish(accountId: string): Promise<boolean>;
};

export type ProceduresDeps = { readonly db: Database<ProceduresTables>; readonly clock: Clock; readonly ids: Ids; readonly outside: ProceduresOutside };
