import { randomUUID } from 'node:crypto';
import type { Actor } from '#platform/access/actor.ts';
import { unitsFor } from '#platform/access/decide.ts';
import { conflict, forbidden, invalid } from '#platform/errors/app-error.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { fewestAnswers, periodQuery, satisfiedFrom, surveyInput, type PeriodQuery, type Question, type SurveyInput } from './model.ts';
import { parseInput } from './parse-input.ts';
import type { FeedbackDeps } from './ports.ts';
import * as store from './store.ts';

export type Survey = { readonly code: string; readonly procedureName: string; readonly questions: readonly Question[]; readonly delivered: boolean; readonly answered: boolean };

/** The questions for the applicant's own case, and whether they were answered. */
export async function openSurvey(deps: FeedbackDeps, actor: Actor, caseId: string): Promise<Survey> {
  const { id, code, procedureName, delivered } = await deps.cases.own(actor, caseId);
  const [questions, answered] = await Promise.all([store.listQuestions(deps.db.q, toLocalDate(deps.clock.now())), store.isAnswered(deps.db.q, id)]);
  return { code, procedureName, questions, delivered, answered };
}

/**
 * Keeps the answers of an applicant, once a case. An anonymous answer keeps its month only.
 * @throws AppError conflict `feedback.not_delivered_yet`, `feedback.already_given`; invalid `feedback.nothing_answered`
 */
export async function answerSurvey(deps: FeedbackDeps, actor: Actor, raw: SurveyInput): Promise<void> {
  const input = parseInput(surveyInput, raw);
  const judged = await deps.cases.own(actor, input.caseId);
  if (!judged.delivered) throw conflict('feedback.not_delivered_yet');
  const at = deps.clock.now();
  const today = toLocalDate(at);
  const known = new Set((await store.listQuestions(deps.db.q, today)).map((question) => question.key));
  const keys = Object.keys(input.scores);
  if (keys.length === 0) throw invalid('feedback.nothing_answered');
  if (!keys.every((key) => known.has(key))) throw invalid('feedback.question_unknown');
  await deps.db.transaction(async (tx) => {
    const marking = await store.markAnswered(tx.q, { caseId: judged.id, requestId: input.requestId, at });
    if (marking === 'marked_before') throw conflict('feedback.already_given');
    if (marking === 'same_request') return;
    const { unitUid, procedureCode, procedureName } = judged;
    const words = input.words === '' ? null : input.words;
    // An id in the order of time would betray whose answer an anonymous one is.
    const id = randomUUID();
    await store.insertAnswer(tx.q, {
      ...{ id, unitUid, procedureCode, procedureName, month: `${today.slice(0, 7)}-01`, scores: input.scores, words },
      caseId: input.anonymous ? null : judged.id,
    });
    tx.audit({ actor, action: 'feedback.survey_answered', subject: { kind: 'case', id: judged.id }, unitUid, detail: { anonymous: input.anonymous } });
  });
}

export type Satisfaction = { readonly questions: readonly Question[]; readonly figures: readonly store.Figure[]; readonly words: readonly string[]; readonly fewest: number };

/**
 * Satisfaction of the units where the actor may see it, in a period, by procedure and question; groups of fewer than five answers are not shown.
 * @throws AppError forbidden, invalid `feedback.period_wrong`
 */
export async function readSatisfaction(deps: FeedbackDeps, actor: Actor, raw: PeriodQuery): Promise<Satisfaction> {
  const { from, to } = parseInput(periodQuery, raw);
  const units = unitsFor(actor, 'feedback.figures');
  if (units !== 'all' && units.length === 0) throw forbidden('feedback.figures_forbidden');
  if (from > to || Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > 5) throw invalid('feedback.period_wrong');
  const of = { units, from: `${from.slice(0, 7)}-01`, to, fewest: fewestAnswers };
  const [questions, figures, words] = await Promise.all([
    store.listQuestions(deps.db.q, to),
    store.countAnswers(deps.db.q, { ...of, satisfiedFrom }),
    store.listWords(deps.db.q, of),
  ]);
  return { questions, figures, words, fewest: fewestAnswers };
}
