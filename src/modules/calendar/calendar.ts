import type { Actor } from '#platform/access/actor.ts';
import type { AnyTx } from '#platform/db/database.ts';
import type { IsoDate } from './civil-date.ts';
import type { DayTable } from './day-table.ts';
import type { Deadline } from './deadline.ts';
import type * as input from './model.ts';
import type { StoredSpecialDay } from './store/special-days.ts';
import type { CalendarChange } from './store/versions.ts';
import type { StoredWorkingWeek } from './store/working-weeks.ts';
import type { Recorded } from './use-cases/record-change.ts';
import type { YearMonth } from './year-view.ts';

/** A unit whose calendar somebody may manage, with its depth in the organisation chart. */
export type ManagedUnit = { readonly uid: string; readonly name: string; readonly depth: number };

/** A year of one calendar, as it stands at a version. */
export type CalendarYear = { readonly version: number; readonly year: number; readonly months: readonly YearMonth[] };

/** A trial of a deadline: the instant and the sentences that explain it. */
export type TrialAnswer = { readonly dueAt: Date; readonly sentences: readonly string[] };

export type CalendarReads = {
  /**
   * The working calendar of a unit (null: the default of the country), inherited from the units above it. `version`
   * asks for an older state of the data. Pass the caller's `tx` inside a transaction. Compute with the pure functions
   * of this front door; do not change it.
   */
  calendarOf(unitUid: string | null, options?: { asOf?: IsoDate; version?: number }, tx?: AnyTx): Promise<DayTable>;
  /** A deadline by the newest calendar of a unit. Throws conflict `calendar.beyond_known_years`. */
  computeDeadline(
    query: { unitUid: string | null; start: Date; rule: input.DeadlineRule },
    tx?: AnyTx,
  ): Promise<Deadline>;
  /** Days of the whole country in a year: holidays, days in lieu, swaps; by date. */
  listHolidays(year: number): Promise<StoredSpecialDay[]>;
  /** Years for which days off are entered, ascending. */
  listKnownYears(): Promise<number[]>;
  readYear(query: input.YearQuery): Promise<CalendarYear>;
  /** Exceptions that the unit itself has in a year. */
  listExceptions(query: input.YearQuery): Promise<StoredSpecialDay[]>;
  /** Hours that the unit itself has set (null: the default of the country), by first day. */
  listWorkingWeeks(unitUid: string | null): Promise<StoredWorkingWeek[]>;
  /** The hours that hold today for the unit, its own or inherited; null when there are none. */
  hoursInForce(unitUid: string | null): Promise<StoredWorkingWeek | null>;
  tryDeadline(trial: input.Trial): Promise<TrialAnswer>;
  /** Who changed a calendar, when and why; for officers. */
  listChanges(actor: Actor, unitUid: string | null): Promise<CalendarChange[]>;
  /** What the pages of a calendar offer to the actor. */
  abilities(actor: Actor, unitUid: string | null): { readonly manage: boolean };
  /** Units whose calendar the actor may change, in the order of the organisation chart. */
  listManagedUnits(actor: Actor): Promise<ManagedUnit[]>;
};

/** Changes. Each is carried out once per `requestId`, makes a new version, and publishes `calendar.calendar_changed`. */
export type CalendarChanges = {
  addException(actor: Actor, change: input.AddException): Promise<Recorded>;
  removeException(actor: Actor, change: input.RemoveException): Promise<Recorded>;
  setWorkingWeek(actor: Actor, change: input.SetWorkingWeek): Promise<Recorded>;
  removeWorkingWeek(actor: Actor, change: input.RemoveWorkingWeek): Promise<Recorded>;
  confirmYear(actor: Actor, change: input.ConfirmYear): Promise<Recorded>;
  enterYear(actor: Actor, change: input.EnterYear): Promise<Recorded>;
};

export type Calendar = CalendarReads & CalendarChanges;
