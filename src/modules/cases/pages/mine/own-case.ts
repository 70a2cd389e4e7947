import { redirect, type LoaderFunctionArgs } from 'react-router';
import type { ProcedureVersion, Procedures } from '#modules/procedures/index.ts';
import type { Citizen } from '#platform/access/actor.ts';
import { pageContext, type PageContext } from '#platform/web/page-context.ts';
import type { Cases, CaseView } from '../../index.ts';
import { signedIn } from '../signed-in.ts';

export type OwnCase = {
  readonly page: PageContext;
  readonly cases: Cases;
  readonly actor: Citizen;
  readonly view: CaseView;
  readonly content: ProcedureVersion['content'];
};

/** The case of the address, for its applicant. Officers have their own page of it. */
export async function openOwnCase({
  context,
  params,
  url,
}: Pick<LoaderFunctionArgs, 'context' | 'params' | 'url'>): Promise<OwnCase> {
  const page = pageContext(context);
  const actor = signedIn(page, url);
  const id = params['id'] ?? '';
  if (actor.kind === 'officer') throw redirect(`/can-bo/ho-so/${encodeURIComponent(id)}`);
  const cases = page.service<Cases>('cases');
  const view = await cases.getCase(actor, id);
  const { content } = await page.service<Procedures>('procedures').version(view.file.versionId);
  return { page, cases, actor, view, content };
}

/** What the office wrote last for the applicant when it did this act. */
export function lastWords(journal: CaseView['journal'], act: CaseView['journal'][number]['act']): string | null {
  return journal.findLast((line) => line.act === act)?.publicNote ?? null;
}
