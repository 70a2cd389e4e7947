import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { conflict, invalid, notFound } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import type { CaseFile } from '../model.ts';
import { decideCheckPapers, staleRefusals } from '../policy.ts';
import { differencesOf, type Difference, type Said } from '../population-differences.ts';
import type { CasesDeps, PopulationOutcome } from '../ports.ts';
import records from '../population-grounds.json' with { type: 'json' };
import * as populationChecks from '../store/population-checks.ts';
import { procedureOf } from './act.ts';
import { parseInput } from './parse-input.ts';

const comparisonInput = z.object({ requestId: z.uuid(), caseId: z.uuid(), birthDate: z.iso.date('cases.birth_date_needed') });
export type ComparisonInput = z.input<typeof comparisonInput>;

/** The verdict, and for a mismatch what differs: shown once and forgotten. A mismatch rejects nothing (OS§11). */
export type Comparison = { readonly outcome: PopulationOutcome; readonly differences: readonly Difference[] };

/** For what and on which ground the register is asked, by day (Luật 91/2025/QH15 wants both said). */
const grounds = z.array(z.object({ purpose: z.string(), legalBase: z.string(), validFrom: z.iso.date(), validTo: z.iso.date().nullable() })).parse(records);

/** Without a ground in force the register refuses by itself. */
function groundOn(day: string): { purpose: string; legalBase: string } {
  return grounds.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo)) ?? { purpose: '', legalBase: '' };
}

/**
 * Asks the population register whether the applicant is who the form says. The question is recorded with its purpose
 * before it is asked; of the answer only the verdict and its moment are kept.
 * @throws AppError not_found for an invisible case, invalid `cases.personal_id_needed`, `cases.birth_date_needed`
 */
export async function comparePopulation(deps: CasesDeps, actor: Actor, raw: ComparisonInput): Promise<Comparison> {
  const { requestId, caseId, birthDate } = parseInput(comparisonInput, raw);
  const { file } = await procedureOf(deps, actor, caseId);
  const subject = { kind: 'case', id: file.id };
  const decision = decideCheckPapers(actor, 'judge', file);
  if (!decision.allowed && staleRefusals.has(decision.code)) throw conflict(decision.code);
  permit(decision, { actor, action: 'cases.compare_population', subject });
  if (actor.kind !== 'officer') throw notFound('cases.not_found');
  const [kept] = await populationChecks.listPopulationChecks(deps.db.q, file.id, requestId);
  if (kept !== undefined) return { outcome: kept.outcome, differences: [] };
  const personalId = file.applicantPersonalId;
  if (personalId === null || !/^\d{12}$/u.test(personalId)) throw invalid('cases.personal_id_needed');
  const { purpose, legalBase } = groundOn(toLocalDate(deps.clock.now()));
  await deps.audit.record({ actor, action: 'cases.population_asked', subject, unitUid: file.unitUid, detail: { code: file.code, legalBase }, purpose });
  const said: Said = { fullName: file.applicantName, birthDate, residence: residenceOf(file) };
  const answer = (await deps.population?.compare({ requestId, purpose, legalBase, personalId, ...said })) ?? unreachable;
  await deps.db.transaction(async (tx) => {
    const line = { requestId, caseId: file.id, outcome: answer.outcome, at: deps.clock.now(), holdingId: actor.holdingId, officerName: actor.name };
    await populationChecks.insertPopulationCheck(tx.q, line);
    tx.audit({ actor, action: 'cases.population_answered', subject, unitUid: file.unitUid, detail: { code: file.code, outcome: answer.outcome } });
  });
  return { outcome: answer.outcome, differences: 'differing' in answer ? differencesOf(said, answer.differing) : [] };
}

/** An address in parts is written otherwise in the register; only one written as a line is compared. */
function residenceOf({ answers }: Pick<CaseFile, 'answers'>): string | null {
  const value = answers['applicantResidence'];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

const unreachable = { outcome: 'unavailable' } as const;

export type PopulationView = {
  /** Whether this officer may ask now. */
  readonly may: boolean;
  /** The last verdict. */
  readonly last: populationChecks.PopulationCheck | null;
  /** Birth date of the applicant as far as the form says it, yyyy-mm-dd. */
  readonly birthDate: string | null;
};

/** What the page shows of the population register. */
export async function populationView(deps: CasesDeps, actor: Actor, caseId: string): Promise<PopulationView> {
  const { file } = await procedureOf(deps, actor, caseId);
  if (actor.kind !== 'officer') throw notFound('cases.not_found');
  const [last = null] = await populationChecks.listPopulationChecks(deps.db.q, file.id);
  const may = decideCheckPapers(actor, 'judge', file).allowed && file.applicantPersonalId !== null;
  return { may, last, birthDate: birthDateOf(file) };
}

/** Forms ask for the applicant's birth date only where they need it. */
function birthDateOf({ answers }: Pick<CaseFile, 'answers'>): string | null {
  const own = answers['applicantBirthDate'] ?? (answers['relation'] === 'self' ? answers['subjectBirthDate'] : null);
  const day = z.iso.date().safeParse(own);
  return day.success ? day.data : null;
}
