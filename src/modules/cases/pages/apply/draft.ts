import { redirect } from 'react-router';
import type { Identity } from '#modules/identity/index.ts';
import type { ProcedureVersion, Procedures } from '#modules/procedures/index.ts';
import type { Citizen, Officer } from '#platform/access/actor.ts';
import type { FormDefinition } from '#platform/forms/definition.ts';
import type { Known } from '#platform/forms/prefill.ts';
import type { RawValues } from '#platform/forms/submission.ts';
import type { ValidateOptions } from '#platform/forms/validate.ts';
import { toLocalDate } from '#platform/text/dates.ts';
import { pageContext, type PageContext } from '#platform/web/page-context.ts';
import type { LoaderFunctionArgs } from 'react-router';
import type { Cases } from '../../index.ts';
import { definitionOf } from '../definition.ts';
import { signedIn } from '../signed-in.ts';
import { knownOfProfile } from './known.ts';
import { filledAnswers, keptAnswers } from './steps.ts';

export type OpenDraft = {
  readonly page: PageContext;
  readonly cases: Cases;
  readonly actor: Citizen | Officer;
  readonly draft: Awaited<ReturnType<Cases['getDraft']>>;
  readonly content: ProcedureVersion['content'];
  readonly definition: FormDefinition;
  /** As saved: what has not been reached yet is absent. */
  readonly saved: RawValues;
  /** As shown: completed by what is known. */
  readonly answers: RawValues;
  readonly known: Known;
  readonly judging: Pick<ValidateOptions, 'today' | 'known' | 'locale'>;
};

/** The draft of the address. One that was submitted already leads to its case: the way back must not file twice. */
export async function openDraft({
  context,
  params,
  url,
}: Pick<LoaderFunctionArgs, 'context' | 'params' | 'url'>): Promise<OpenDraft> {
  const page = pageContext(context);
  const actor = signedIn(page, url);
  const cases = page.service<Cases>('cases');
  const draftId = params['draftId'] ?? '';
  const submitted = await cases.submissionOf(actor, draftId);
  if (submitted !== null) throw redirect(submittedPath(actor, submitted.id));
  const draft = await cases.getDraft(actor, draftId);
  const { content } = await page.service<Procedures>('procedures').current(draft.procedureCode);
  const definition = definitionOf(content.form);
  const known = await knownOf(page, actor);
  const saved = keptAnswers(definition, draft.answers);
  const judging = { today: toLocalDate(page.now()), known, locale: page.locale };
  return {
    page,
    cases,
    actor,
    draft,
    content,
    definition,
    saved,
    answers: filledAnswers(definition, saved, known),
    known,
    judging,
  };
}

async function knownOf(page: PageContext, actor: Citizen | Officer): Promise<Known> {
  // An officer types for somebody else: the own account says nothing about the applicant.
  return actor.kind === 'citizen' ? knownOfProfile(await page.service<Identity>('identity').ownProfile(actor)) : {};
}

/** Where a submitted application is confirmed. */
export function submittedPath(actor: Citizen | Officer, caseId: string): string {
  return actor.kind === 'officer' ? `/can-bo/ho-so/${caseId}` : `/ho-so/${caseId}/da-nop`;
}

export function draftPath(draftId: string, step: string): string {
  return `/nop/ban-nhap/${draftId}/${step}`;
}
