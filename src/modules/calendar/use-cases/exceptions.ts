import type { Actor } from '#platform/access/actor.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { chainOf, readTable } from '../calendars.ts';
import { checkException, daysOfException, printed } from '../exception-rules.ts';
import { addExceptionInput, removeExceptionInput } from '../model.ts';
import type { AddException, RemoveException } from '../model.ts';
import { closeSpecialDays, findSpecialDay, insertSpecialDays, listOwnDays } from '../store/special-days.ts';
import type { StoredSpecialDay } from '../store/special-days.ts';
import { parseInput } from './parse-input.ts';
import { recordChange } from './record-change.ts';
import type { CalendarDeps, Recorded, Step } from './record-change.ts';

/** Adds a dated exception, or both sides of a swap. */
export async function addException(deps: CalendarDeps, actor: Actor, raw: AddException): Promise<Recorded> {
  const input = parseInput(addExceptionInput, raw);
  const request = {
    actor,
    kind: 'exception_added',
    input,
    unitUid: async () => Promise.resolve(input.unitUid),
  } as const;
  return recordChange(deps, request, async (step, unitUid) => {
    await requireUnit(deps, unitUid, step);
    const chain = await chainOf(deps.organization, unitUid, step.today, step.tx);
    const table = await readTable(step.tx.q, chain, step.before);
    checkException(table, input);
    const days = daysOfException(input).map((day): StoredSpecialDay => ({ ...day, uid: deps.ids.uuid(), unitUid }));
    for (const { date } of days) await refuseTaken(step, unitUid, date);
    await insertSpecialDays(step.tx.q, days, step.version);
    const detail = { kind: input.kind, dates: days.map(({ date }) => date), name: input.name };
    return { reason: input.name, legalBase: input.legalBase, detail, ...spanOf(days) };
  });
}

/** Ends an exception, with the other side of its swap; the history and older versions keep it. */
export async function removeException(deps: CalendarDeps, actor: Actor, raw: RemoveException): Promise<Recorded> {
  const input = parseInput(removeExceptionInput, raw);
  const find = async (step: Step) => {
    const day = await findSpecialDay(step.tx.q, input.exceptionUid);
    if (day === undefined) throw notFound('calendar.exception_not_found');
    return day;
  };
  const unitUid = async (step: Step) => (await find(step)).unitUid;
  const request = { actor, kind: 'exception_removed', input, unitUid } as const;
  return recordChange(deps, request, async (step) => {
    const day = await find(step);
    if (day.removed) throw conflict('calendar.already_removed');
    const days = [day, ...(await otherSide(step, day))];
    await closeSpecialDays(
      step.tx.q,
      days.map(({ uid }) => uid),
      step.version,
    );
    const detail = { kind: day.kind, dates: days.map(({ date }) => date), name: day.name };
    return { reason: input.reason, legalBase: day.legalBase, detail, ...spanOf(days) };
  });
}

/** A unit that does not exist today has no calendar to change. */
export async function requireUnit(deps: CalendarDeps, unitUid: string | null, step: Step): Promise<void> {
  if (unitUid === null) return;
  if ((await deps.organization.unit(unitUid, step.today, step.tx)) === null) throw notFound('calendar.unit_not_found');
}

async function refuseTaken(step: Step, unitUid: string | null, date: string): Promise<void> {
  const [taken] = await listOwnDays(step.tx.q, { unitUid, from: date, to: date });
  if (taken !== undefined) throw conflict('calendar.date_taken', { date: printed(date), name: taken.name });
}

async function otherSide(step: Step, day: StoredSpecialDay): Promise<StoredSpecialDay[]> {
  const date = day.inPlaceOf;
  if (date === null || (day.kind !== 'swap_work' && day.kind !== 'off')) return [];
  const found = await listOwnDays(step.tx.q, { unitUid: day.unitUid, from: date, to: date });
  return found.filter(({ inPlaceOf, kind }) => inPlaceOf === day.date && (kind === 'off' || kind === 'swap_work'));
}

function spanOf(days: readonly StoredSpecialDay[]): { from: string; to: string } {
  const dates = days.map(({ date }) => date).sort();
  return { from: dates.at(0) ?? '', to: dates.at(-1) ?? '' };
}
