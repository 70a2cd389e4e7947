import type { Actor } from '#platform/access/actor.ts';
import { mayAnywhere, mayIn, permit } from '#platform/access/decide.ts';
import type { UnitForest } from '#modules/organization/index.ts';
import type { CalendarReads, ManagedUnit, TrialAnswer } from '../calendar.ts';
import { chainOf, createCalendars } from '../calendars.ts';
import { dayNumberOf, dayOf, instantOf, isoDateOf, millisecondsPerMinute, minutesOf } from '../civil-date.ts';
import type { IsoDate } from '../civil-date.ts';
import { byPrecedence, holdsOn } from '../day-table.ts';
import type { DayTable } from '../day-table.ts';
import { computeDeadline } from '../deadline.ts';
import { deadlineRuleSchema, trialInput, yearQuery } from '../model.ts';
import type { ParsedTrial } from '../model.ts';
import { abilities, decide } from '../policy.ts';
import { explain } from '../sentences.ts';
import { listOwnDays } from '../store/special-days.ts';
import { currentVersion, listChanges, listKnownYears } from '../store/versions.ts';
import { listWorkingWeeks } from '../store/working-weeks.ts';
import { viewYear } from '../year-view.ts';
import { parseInput } from './parse-input.ts';
import type { CalendarDeps } from './record-change.ts';

/** Reads of the calendar; hours and days off are public. */
export function createReads(deps: CalendarDeps): CalendarReads {
  return {
    ...createDeadlineReads(deps),
    ...createDayReads(deps),
    ...createHoursReads(deps),
    ...createOfficerReads(deps),
  };
}

type Part<Name extends keyof CalendarReads> = Pick<CalendarReads, Name>;

function createDeadlineReads(deps: CalendarDeps): Part<'calendarOf' | 'computeDeadline' | 'tryDeadline' | 'readYear'> {
  const calendars = createCalendars(deps);
  const load: CalendarReads['calendarOf'] = (unitUid, options = {}, tx) =>
    calendars.load({ unitUid, asOf: today(deps), ...options }, tx);
  return {
    calendarOf: load,
    async computeDeadline({ unitUid, start, rule }, tx) {
      return computeDeadline(await load(unitUid, { asOf: isoDateOf(dayOf(start.getTime())) }, tx), start, rule);
    },
    async tryDeadline(raw) {
      const trial = parseInput(trialInput, raw);
      return explainTrial(await load(trial.unitUid), trial);
    },
    async readYear(raw) {
      const { unitUid, year } = parseInput(yearQuery, raw);
      const table = await load(unitUid);
      return { version: table.version, year, months: viewYear(table, year) };
    },
  };
}

function createDayReads({ db }: CalendarDeps): Part<'listHolidays' | 'listKnownYears' | 'listExceptions'> {
  return {
    listHolidays: (year) => listOwnDays(db.q, { unitUid: null, ...spanOf(year) }),
    listKnownYears: async () => listKnownYears(db.q, await currentVersion(db.q)),
    listExceptions: ({ unitUid, year }) => listOwnDays(db.q, { unitUid, ...spanOf(year) }),
  };
}

function createHoursReads(deps: CalendarDeps): Part<'listWorkingWeeks' | 'hoursInForce'> {
  const { db, organization } = deps;
  const weeksOf = async (unitUids: readonly string[]) =>
    listWorkingWeeks(db.q, { version: await currentVersion(db.q), unitUids });
  return {
    async listWorkingWeeks(unitUid) {
      const weeks = await weeksOf(unitUid === null ? [] : [unitUid]);
      return weeks.filter((week) => week.unitUid === unitUid);
    },
    async hoursInForce(unitUid) {
      const chain = await chainOf(organization, unitUid, today(deps));
      const weeks = await weeksOf(chain);
      const ranked = weeks.map((week) => ({
        ...week,
        rank: week.unitUid === null ? 0 : chain.indexOf(week.unitUid) + 1,
      }));
      return byPrecedence(ranked).find((week) => holdsOn(week, today(deps))) ?? null;
    },
  };
}

function createOfficerReads(deps: CalendarDeps): Part<'listChanges' | 'listManagedUnits' | 'abilities'> {
  return {
    async listChanges(actor, unitUid) {
      const subject = { kind: 'calendar', id: unitUid ?? 'country' };
      const decision = decide(actor, 'calendar.read_history', { unitUid });
      permit(decision, { subject, actor, action: 'calendar.read_history' });
      return listChanges(deps.db.q, unitUid);
    },
    async listManagedUnits(actor) {
      const manages = mayAnywhere(actor, 'calendar.manage');
      return manages ? managedUnits(actor, await deps.organization.unitTree(today(deps))) : [];
    },
    abilities: (actor, unitUid) => abilities(actor, { unitUid }),
  };
}

function today({ clock }: CalendarDeps): IsoDate {
  return isoDateOf(dayOf(clock.now().getTime()));
}

function explainTrial(table: DayTable, { date, time, unit, n, cutOff }: ParsedTrial): TrialAnswer {
  const rule = parseInput(deadlineRuleSchema, { unit, n, cutOff });
  const start = new Date(instantOf(dayNumberOf(date), minutesOf(time) * millisecondsPerMinute));
  const { dueAt, derivation } = computeDeadline(table, start, rule);
  return { dueAt, sentences: explain(derivation) };
}

function managedUnits(actor: Actor, forest: UnitForest): ManagedUnit[] {
  const rows: ManagedUnit[] = [];
  const waiting = forest.roots.map((node) => ({ node, depth: 0 })).reverse();
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    const { node, depth } = row;
    if (mayIn(actor, 'calendar.manage', node.uid)) rows.push({ uid: node.uid, name: node.fullName, depth });
    waiting.push(...node.children.map((child) => ({ node: child, depth: depth + 1 })).reverse());
  }
  return rows;
}

function spanOf(year: number): { from: IsoDate; to: IsoDate } {
  return { from: `${String(year)}-01-01`, to: `${String(year)}-12-31` };
}
