import type { Calendar } from './calendar.ts';
import { addException, removeException } from './use-cases/exceptions.ts';
import { createReads } from './use-cases/reads.ts';
import type { CalendarDeps } from './use-cases/record-change.ts';
import { removeWorkingWeek, setWorkingWeek } from './use-cases/working-weeks.ts';
import { confirmYear, enterYear } from './use-cases/years.ts';

/** The calendar: reads for everybody, changes for who manages a unit. */
export function createCalendar(deps: CalendarDeps): Calendar {
  return {
    ...createReads(deps),
    addException: (actor, change) => addException(deps, actor, change),
    removeException: (actor, change) => removeException(deps, actor, change),
    setWorkingWeek: (actor, change) => setWorkingWeek(deps, actor, change),
    removeWorkingWeek: (actor, change) => removeWorkingWeek(deps, actor, change),
    confirmYear: (actor, change) => confirmYear(deps, actor, change),
    enterYear: (actor, change) => enterYear(deps, actor, change),
  };
}
