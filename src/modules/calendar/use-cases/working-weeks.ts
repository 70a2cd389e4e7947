import type { Actor } from '#platform/access/actor.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { removeWorkingWeekInput, setWorkingWeekInput } from '../model.ts';
import type { RemoveWorkingWeek, SetWorkingWeek } from '../model.ts';
import { closeWorkingWeek, findWorkingWeek, insertWorkingWeek, listWorkingWeeks } from '../store/working-weeks.ts';
import type { StoredWorkingWeek } from '../store/working-weeks.ts';
import { requireUnit } from './exceptions.ts';
import { parseInput } from './parse-input.ts';
import { recordChange } from './record-change.ts';
import type { CalendarDeps, Recorded, Step } from './record-change.ts';

/** Sets the hours of a unit from a day on, or replaces the hours that begin on that very day. */
export async function setWorkingWeek(deps: CalendarDeps, actor: Actor, raw: SetWorkingWeek): Promise<Recorded> {
  const input = parseInput(setWorkingWeekInput, raw);
  const request = {
    actor,
    kind: 'working_week_set',
    input,
    unitUid: async () => Promise.resolve(input.unitUid),
  } as const;
  return recordChange(deps, request, async (step, unitUid) => {
    await requireUnit(deps, unitUid, step);
    const { validFrom, validTo, openings, reason, legalBase } = input;
    const replaced = (await ownWeeks(step, unitUid)).find((week) => week.validFrom === validFrom);
    if (replaced !== undefined) await closeWorkingWeek(step.tx.q, replaced.uid, step.version);
    const week = { uid: deps.ids.uuid(), unitUid, validFrom, validTo, openings, reason, legalBase };
    await insertWorkingWeek(step.tx.q, week, step.version);
    await requireDefault(step);
    return { reason, legalBase, detail: { validFrom, validTo, openings }, from: validFrom, to: validTo };
  });
}

/** Takes hours back: what held before them holds again. */
export async function removeWorkingWeek(deps: CalendarDeps, actor: Actor, raw: RemoveWorkingWeek): Promise<Recorded> {
  const input = parseInput(removeWorkingWeekInput, raw);
  const find = async (step: Step) => {
    const week = await findWorkingWeek(step.tx.q, input.weekUid);
    if (week === undefined) throw notFound('calendar.week_not_found');
    return week;
  };
  const unitUid = async (step: Step) => (await find(step)).unitUid;
  const request = { actor, kind: 'working_week_removed', input, unitUid } as const;
  return recordChange(deps, request, async (step) => {
    const week = await find(step);
    if (week.removed) throw conflict('calendar.already_removed');
    await closeWorkingWeek(step.tx.q, week.uid, step.version);
    await requireDefault(step);
    const { validFrom, validTo } = week;
    return {
      reason: input.reason,
      legalBase: week.legalBase,
      detail: { validFrom, validTo },
      from: validFrom,
      to: validTo,
    };
  });
}

async function ownWeeks(step: Step, unitUid: string | null): Promise<StoredWorkingWeek[]> {
  const weeks = await listWorkingWeeks(step.tx.q, {
    version: step.version,
    unitUids: unitUid === null ? [] : [unitUid],
  });
  return weeks.filter((week) => week.unitUid === unitUid);
}

// Without a default that never ends, a unit without hours of its own would have no working day at all.
async function requireDefault(step: Step): Promise<void> {
  const weeks = await ownWeeks(step, null);
  if (!weeks.some(({ validFrom, validTo }) => validTo === null && validFrom <= step.today))
    throw conflict('calendar.last_default_week');
}
