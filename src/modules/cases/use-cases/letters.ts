import type { Actor } from '#platform/access/actor.ts';
import { notFound } from '#platform/errors/app-error.ts';
import { letterForms, lettersOf, linesOf, mayApologise, type Letter, type LetterForm } from '../letters.ts';
import type { CaseFile, JournalLine } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import { printLetter } from '../press-letters.ts';
import * as consultations from '../store/consultations.ts';
import * as journal from '../store/journal.ts';
import { procedureOf } from './act.ts';
import { getCase, receipt } from './read.ts';

export type WantedLetter = { readonly caseId: string; readonly form: string; readonly number: number; readonly format: 'a4' | 'a5' };

type PrintedLetter = { readonly pdf: Uint8Array; readonly name: string };

/** Papers of a case that this actor may print. */
export async function listLetters(deps: CasesDeps, actor: Actor, caseId: string): Promise<Letter[]> {
  const { file } = await procedureOf(deps, actor, caseId);
  return lettersOf(file, await journal.listLines(deps.db.q, caseId), actor.kind === 'officer');
}

/** One paper of a case as PDF. @throws AppError not_found `cases.letter_not_there` */
export async function letter(deps: CasesDeps, actor: Actor, wanted: WantedLetter): Promise<PrintedLetter> {
  const form = letterForms.find((candidate) => candidate === wanted.form);
  if (form === undefined) throw notFound('cases.letter_not_there');
  if (form === '01') return receipt(deps, actor, wanted);
  const { file, agency } = await getCase(deps, actor, wanted.caseId);
  const lines = await journal.listLines(deps.db.q, file.id);
  const { steps } = await deps.procedures.version(file.versionId);
  const line = await lineFor(deps, { actor, file, lines, form, number: wanted.number });
  const cooperating = form === '06' ? [...new Set((await consultations.listConsultations(deps.db.q, file.id)).map((one) => one.unitName))] : [];
  const trackUrl = `${deps.baseUrl}/tra-cuu/${file.code}`;
  const facts = { form, number: wanted.number, file, line, journal: lines, agency, steps, cooperating, trackUrl };
  return { pdf: await printLetter(facts, wanted.format), name: `${file.code}-mau-${form}.pdf` };
}

type Search = { readonly actor: Actor; readonly file: CaseFile; readonly lines: readonly JournalLine[]; readonly form: LetterForm; readonly number: number };

async function lineFor(deps: CasesDeps, { actor, file, lines, form, number }: Search): Promise<JournalLine> {
  const written = linesOf(form, lines)[number - 1];
  if (written !== undefined) return written;
  const last = lines.at(-1);
  const forOfficer = actor.kind === 'officer' && file.acceptedAt !== null && last !== undefined;
  if (forOfficer && form === '06') return { ...last, at: deps.clock.now() };
  if (forOfficer && form === '04' && mayApologise(file)) return apologyDraft(last, deps.clock.now(), await proposedDate(deps, file));
  throw notFound('cases.letter_not_there');
}

/** Form 04 before it is signed: everything filled in but the reason and the name. */
function apologyDraft(last: JournalLine, at: Date, newDueAt: Date | null): JournalLine {
  return { ...last, act: 'apologise', at, publicNote: null, actorName: '', data: { newDueAt: newDueAt?.toISOString() ?? '' } };
}

/** A date to promise anew: the whole time of the procedure once more, counted from now. */
export async function proposedDate(deps: CasesDeps, file: CaseFile): Promise<Date | null> {
  const deadline = await deps.deadlines.for(file);
  return deadline(deps.clock.now(), []).dueAt;
}
