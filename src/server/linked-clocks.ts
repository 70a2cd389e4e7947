import { deadlineAfter, explain, type Calendar, type WorkingCalendar } from '#modules/calendar/index.ts';
import type { CaseFile, LinkedClocks, LinkedPart } from '#modules/cases/index.ts';
import type { Procedures, ProcedureVersion } from '#modules/procedures/index.ts';
import { calendarRule, evaluatorOf } from './answer-rules.ts';

type Group = NonNullable<ProcedureVersion['content']['linked']>;
type Run = { readonly table: WorkingCalendar; readonly file: CaseFile; readonly startedAt: Date };

/**
 * The clocks of a linked group (NĐ 63/2024): our part runs from acceptance to our result; each further part begins when
 * the one before it ends, as it did or as it should. Null for a procedure without a group, or before acceptance.
 */
export async function linkedClocksOf(deps: { calendar: Calendar; procedures: Procedures }, file: CaseFile): Promise<LinkedClocks | null> {
  const { content } = await deps.procedures.version(file.versionId);
  if (content.linked === null || file.acceptedAt === null) return null;
  const table = await deps.calendar.calendarOf(file.unitUid, file.calendarVersion === null ? {} : { version: file.calendarVersion });
  const run = { table, file, startedAt: file.acceptedAt };
  const evaluate = evaluatorOf(content.form, file.answers, '');
  const wanted = content.linked.parts.filter(({ when }) => when === null || evaluate(when) === true);
  return { dueAt: dueAfter(run, file.acceptedAt, content.linked.whole).dueAt, parts: partsOf(run, wanted) };
}

function partsOf(run: Run, wanted: Group['parts']): readonly LinkedPart[] {
  const clocks = new Map<string, LinkedPart>();
  for (const part of wanted) {
    const before = part.after === null ? undefined : clocks.get(part.after);
    const startsAt = before === undefined ? run.startedAt : (before.doneAt ?? before.dueAt ?? run.startedAt);
    const { dueAt, why } = dueAfter(run, startsAt, part.duration);
    // Only the first part is ours: what the police and the insurance have done, their systems know.
    const doneAt = part.after === null ? run.file.finishedAt : null;
    clocks.set(part.key, { key: part.key, name: part.name, agency: part.agency, result: part.result, startsAt, dueAt, doneAt, why });
  }
  return [...clocks.values()];
}

function dueAfter({ table }: Run, start: Date, limit: Group['whole']): { dueAt: Date | null; why: readonly string[] } {
  const { dueAt, derivation } = deadlineAfter(table, start, calendarRule(limit), []);
  return { dueAt, why: explain(derivation) };
}
