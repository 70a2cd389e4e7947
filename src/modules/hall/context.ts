import type { Calendar } from '#modules/calendar/index.ts';
import type { Procedures } from '#modules/procedures/index.ts';
import type { Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { HallTables } from './tables.gen.ts';

export type HallDeps = {
  readonly db: Database<HallTables>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly calendar: Pick<Calendar, 'calendarOf'>;
  readonly procedures: Pick<Procedures, 'search'>;
  /** Public origin without a slash at its end, for the codes on tickets. */
  readonly baseUrl: string;
};
