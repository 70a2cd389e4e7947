import { data, redirect } from 'react-router';
import { attempt, textOf } from '#platform/web/forms.ts';
import type { Cases } from '../../index.ts';
import type { PostedAct } from './posted-act.ts';
import { checkIntent, compareIntent } from './check-intent.ts';

type Tick = Parameters<Cases['checkPaper']>[1]['tick'];

/** Saves one tick of the checklist. With a script (`quiet`) the row alone is answered; without, the page shows again. */
export async function runCheck({ page, caseId, form, here }: PostedAct) {
  const cases = page.service<Cases>('cases');
  const input = { requestId: textOf(form, 'requestId'), caseId, paper: textOf(form, 'paper'), tick: tickOf(form) };
  const done = await attempt(() => cases.checkPaper(page.actor, input));
  if (!done.ok) {
    const { code, words, kind } = done.problem;
    return data({ intent: checkIntent, code, words, typed: textOf(form, 'note'), fields: null, problems: [] }, { status: kind === 'invalid' ? 422 : 409 });
  }
  return textOf(form, 'quiet') === '' ? redirect(here) : data(null);
}

function tickOf(form: FormData): Tick {
  const what = textOf(form, 'what');
  if (what === 'wrong') return { what, reason: textOf(form, 'reason'), note: textOf(form, 'note') };
  if (what === 'right' || what === 'unjudged') return { what };
  const kind = textOf(form, 'copyKind');
  return {
    what: 'handling',
    toDigitise: form.get('toDigitise') !== null,
    digitisation: Number(textOf(form, 'digitisation')) as 0 | 1 | 2 | 3,
    copyKind: kind === '' ? null : (Number(kind) as 0 | 1 | 2),
    originalReturned: form.get('originalReturned') !== null,
  };
}

/** Asks the population register. What differs is in this answer only: it is shown once and kept nowhere. */
export async function runComparison({ page, caseId, form }: PostedAct) {
  const cases = page.service<Cases>('cases');
  const done = await attempt(() => cases.comparePopulation(page.actor, { requestId: textOf(form, 'requestId'), caseId, birthDate: textOf(form, 'compared-birth') }));
  const about = { intent: compareIntent, typed: '', fields: null, problems: [] };
  if (!done.ok) return data({ ...about, code: done.problem.code, words: done.problem.words }, { status: done.problem.kind === 'invalid' ? 422 : 409 });
  return data({ ...about, code: '', words: '', comparison: done.value });
}
