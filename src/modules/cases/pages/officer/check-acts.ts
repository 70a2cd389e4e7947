import { data, redirect } from 'react-router';
import { attempt, textOf } from '#platform/web/forms.ts';
import type { Cases } from '../../index.ts';
import type { PostedAct } from './acts.ts';
import { checkIntent } from './check-intent.ts';

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
