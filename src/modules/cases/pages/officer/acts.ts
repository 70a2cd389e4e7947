import { data, redirect } from 'react-router';
import type { Identity } from '#modules/identity/index.ts';
import type { ProcedureVersion } from '#modules/procedures/index.ts';
import type { Problem } from '#platform/forms/problem.ts';
import { parseSubmission, type RawValues } from '#platform/forms/submission.ts';
import { validate } from '#platform/forms/validate.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { attempt, textOf } from '#platform/web/forms.ts';
import type { Cases } from '../../index.ts';
import { definitionOf } from '../definition.ts';
import { flashCookie } from '../flash.ts';
import { processRuns } from './act-runs.ts';
import { afterAct } from './next-item.ts';
import type { PostedAct, Run } from './posted-act.ts';

/** Why an act was not done; `typed` is given back so that nothing is lost. */
export type RefusedAct = {
  readonly intent: string;
  readonly code: string;
  readonly words: string;
  readonly typed: string;
  readonly fields: RawValues | null;
  readonly problems: readonly Problem[];
};

const input = ({ form, caseId }: PostedAct) => ({ requestId: textOf(form, 'requestId'), caseId });
const withWords = (posted: PostedAct) => ({ ...input(posted), words: textOf(posted.form, 'reason') });

/** What each button does. Each name is an act of the state machine. */
const runs: Readonly<Record<string, Run>> = {
  ...processRuns,
  accept: (cases, posted) => cases.accept(posted.page.actor, input(posted)),
  take: (cases, posted) => cases.take(posted.page.actor, input(posted)),
  sign_result: (cases, posted) => cases.signResult(posted.page.actor, input(posted)),
  deliver: (cases, posted) => cases.deliver(posted.page.actor, input(posted)),
  refuse: (cases, posted) => cases.refuse(posted.page.actor, withWords(posted)),
  ask_supplement: (cases, posted) =>
    cases.askSupplement(posted.page.actor, {
      ...withWords(posted),
      why: textOf(posted.form, 'ask_supplement-why'),
      replyBy: textOf(posted.form, 'ask_supplement-by') || null,
      phone: textOf(posted.form, 'ask_supplement-phone'),
    }),
  return_result: (cases, posted) => cases.returnResult(posted.page.actor, withWords(posted)),
  stop: (cases, posted) => cases.stop(posted.page.actor, withWords(posted)),
  supplement: (cases, posted) => cases.supplement(posted.page.actor, { ...withWords(posted), papers: [] }),
  collect_fee: (cases, posted) =>
    cases.collectFee(posted.page.actor, {
      ...input(posted),
      amount: textOf(posted.form, 'amount').replace(/[\s.]/gu, ''),
      method: textOf(posted.form, 'method') === 'transfer' ? 'transfer' : 'cash',
      reference: textOf(posted.form, 'reference'),
    }),
};

/** After these the officer stays with the case; after all others the next of the list shows. */
const staying: ReadonlySet<string> = new Set([
  ...['take', 'collect_fee', 'supplement', 'save', 'note', 'recall', 'delegate', 'end_delegation', 'reassign'],
  ...['consult', 'give_opinion', 'end_consultation', 'allow_supplement', 'apologise', 'split', 'absorb'],
  ...['confirm_payment', 'correct_result', 'revoke_result'],
]);

/** Acts that want the second factor shown again. */
const steppedUp: ReadonlySet<string> = new Set(['sign_result', 'correct_result', 'revoke_result']);

/** Does what a button of the officers' pages asks for, and leads on. */
export async function runAct(posted: PostedAct, content: ProcedureVersion['content'] | null) {
  const { page, form } = posted;
  const cases = page.service<Cases>('cases');
  const intent = textOf(form, 'intent');
  if (steppedUp.has(intent)) {
    const stepUp = await holdForStepUp(posted);
    if (stepUp !== null) return redirect(stepUp);
  }
  if (intent === 'correct_result' && content !== null) return correct(posted, cases, content);
  const run = Object.hasOwn(runs, intent) ? runs[intent] : undefined;
  if (run === undefined) return content === null ? redirect(posted.here) : saveOrPropose(posted, cases, content);
  const done = await attempt(() => run(cases, posted));
  if (!done.ok) return data(refusal(posted, done.problem), { status: done.problem.kind === 'invalid' ? 422 : 409 });
  return goOn(posted, intent);
}

/** Where to show the second factor again before signing; null while it is fresh. What was posted is kept meanwhile. */
async function holdForStepUp({ page, form, here }: PostedAct): Promise<string | null> {
  const identity = page.service<Identity>('identity');
  if (page.actor.kind !== 'officer' || identity.isSteppedUp(page.actor)) return null;
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return identity.holdForm(page.actor, { path: here, fields });
}

/** Saves the draft of the result as typed; "propose" then sends it to the leader when it is complete. */
async function saveOrPropose(posted: PostedAct, cases: Cases, content: ProcedureVersion['content']) {
  const { page, form } = posted;
  const intent = textOf(form, 'intent') === 'propose_result' ? 'propose_result' : 'save';
  const definition = definitionOf(content.results[0]?.form);
  const entries = [...form].filter(([name]) => !own.has(name));
  const { raw, problems: strangers } = parseSubmission(definition, entries);
  const saved = await attempt(() => cases.saveResult(page.actor, { ...input(posted), fields: raw }));
  if (!saved.ok) return data({ ...refusal(posted, saved.problem), fields: raw }, { status: 409 });
  if (intent === 'save') return goOn(posted, intent);
  const verdict = validate(definition, raw, { today: toLocalDate(page.now()) });
  const problems = [...strangers, ...verdict.problems];
  if (problems.length > 0)
    return data(
      { intent, code: 'cases.result_has_problems', words: '', typed: '', fields: raw, problems },
      { status: 422 },
    );
  const proposed = await attempt(() =>
    cases.proposeResult(page.actor, { ...input(posted), fields: { ...verdict.values } }),
  );
  if (!proposed.ok) return data({ ...refusal(posted, proposed.problem), fields: raw }, { status: 409 });
  return goOn(posted, intent);
}

/** Signs what the leader corrected in the form of the result. */
async function correct(posted: PostedAct, cases: Cases, content: ProcedureVersion['content']) {
  const { page, form } = posted;
  const definition = definitionOf(content.results[0]?.form);
  const { raw, problems: strangers } = parseSubmission(definition, [...form].filter(([name]) => !own.has(name)));
  const verdict = validate(definition, raw, { today: toLocalDate(page.now()) });
  const problems = [...strangers, ...verdict.problems];
  const typed = { fields: raw, problems };
  if (problems.length > 0) return data({ ...refusal(posted, { code: 'cases.result_has_problems', words: '' }), ...typed }, { status: 422 });
  const done = await attempt(() => cases.correctResult(page.actor, { ...withWords(posted), fields: { ...verdict.values } }));
  if (!done.ok) return data({ ...refusal(posted, done.problem), ...typed }, { status: done.problem.kind === 'invalid' ? 422 : 409 });
  return goOn(posted, 'correct_result');
}

/** Fields of the page itself, which are no answers. */
const own: ReadonlySet<string> = new Set(['intent', 'next', 'code', 'reason']);

function refusal({ form }: PostedAct, problem: { code: string; words: string }): RefusedAct {
  const { code, words } = problem;
  return { intent: textOf(form, 'intent'), code, words, typed: textOf(form, 'reason'), fields: null, problems: [] };
}

function goOn({ page, caseId, form, here }: PostedAct, intent: string) {
  const secure = page.baseUrl.startsWith('https:');
  page.cookies.push(flashCookie({ act: intent, caseId, code: textOf(form, 'code') }, secure));
  return redirect(staying.has(intent) ? here : afterAct(textOf(form, 'next'), here));
}
