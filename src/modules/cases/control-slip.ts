import { toLocalDate } from '#platform/text/dates.ts';
import type { CaseFile, JournalLine } from './model.ts';
import type { ProcedureStep } from './ports.ts';
import type { Act } from './states.ts';

/** One handing over of Form 06: who gave the case to whom, when, and how it stood against its appointment. */
export type ControlRow = {
  readonly from: string;
  readonly to: string;
  readonly at: Date;
  readonly giver: string;
  readonly receiver: string | null;
  readonly outcome: 'Trước hạn' | 'Đúng hạn' | 'Quá hạn';
  readonly note: string;
};

/** Acts by which a case goes from one hand to another. */
const handings: ReadonlySet<Act> = new Set<Act>([
  ...(['submit', 'split_off', 'transfer', 'forward', 'pass_on', 'send_back', 'recall', 'hand_over', 'reassign'] as const),
  ...(['ask_supplement', 'supplement', 'propose_result', 'review_result', 'return_result', 'finish', 'deliver'] as const),
]);

const applicant = 'Người nộp hồ sơ';

/** The rows of Form 06, from the journal alone; times are those of the acts. */
export function controlRows(file: Pick<CaseFile, 'dueAt' | 'applicantName'>, journal: readonly JournalLine[], steps: readonly Pick<ProcedureStep, 'name'>[]): ControlRow[] {
  let step = 0;
  const rows: ControlRow[] = [];
  for (const [index, line] of journal.entries()) {
    const before = step;
    step = typeof line.data['step'] === 'number' ? line.data['step'] : step;
    if (!handings.has(line.act)) continue;
    const places = placesOf(line, steps[before]?.name ?? '', steps[step]?.name ?? '');
    rows.push({ ...places, at: line.at, giver: giverOf(line), receiver: receiverOf(journal, index, line), outcome: outcomeOf(line.at, file.dueAt), note: noteOf(line, file.dueAt) });
  }
  return rows;
}

function placesOf(line: JournalLine, before: string, after: string): Pick<ControlRow, 'from' | 'to'> {
  if (line.act === 'submit' || line.act === 'supplement') return { from: applicant, to: after };
  if (line.act === 'ask_supplement' || line.act === 'deliver') return { from: after, to: applicant };
  return { from: before, to: after };
}

function giverOf(line: JournalLine): string {
  return line.actorPosition === null ? line.actorName : `${line.actorName}, ${line.actorPosition}`;
}

/** Whoever is named by the act, else the next officer who acts on the case. */
function receiverOf(journal: readonly JournalLine[], index: number, line: JournalLine): string | null {
  const named = line.data['to'];
  if (typeof named === 'string' && named !== '') return named;
  if (line.act === 'deliver') return null;
  return journal.slice(index + 1).find((next) => next.actorKind === 'officer')?.actorName ?? null;
}

function outcomeOf(at: Date, dueAt: Date | null): ControlRow['outcome'] {
  if (dueAt === null) return 'Trước hạn';
  if (at > dueAt) return 'Quá hạn';
  return toLocalDate(at) === toLocalDate(dueAt) ? 'Đúng hạn' : 'Trước hạn';
}

/** Why it is late, in the words of whoever handed it over; Form 06 asks for them. */
function noteOf(line: JournalLine, dueAt: Date | null): string {
  const words = line.internalNote ?? (line.act === 'ask_supplement' || line.act === 'transfer' ? line.publicNote : null) ?? '';
  return dueAt !== null && line.at > dueAt && words === '' ? 'quá hạn' : words;
}
