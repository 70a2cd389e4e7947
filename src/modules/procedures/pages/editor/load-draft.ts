import type { PageContext } from '#platform/web/page-context.ts';
import type { Procedures } from '../../index.ts';
import type { DraftContent, Problem, Section } from '../../sections.ts';
import { valueAt } from './read-section.ts';

/** What every page of a draft shows around its own part. */
export type DraftFrame = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly revision: number;
  readonly editedByName: string;
  readonly editedAt: string;
  readonly baseVersionId: string | null;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly may: { readonly edit: boolean; readonly publish: boolean };
};

export type LoadedDraft = { readonly frame: DraftFrame; readonly content: DraftContent; readonly revisions: Readonly<Partial<Record<Section, number>>>; readonly editedBy: string };

export async function loadDraft(page: PageContext, draftId: string): Promise<LoadedDraft> {
  const procedures = page.service<Procedures>('procedures');
  const draft = await procedures.readDraft(page.actor, draftId);
  const { id, code, revision, editedByName, baseVersionId, problems, warnings, content, revisions, editedBy } = draft;
  const words = valueAt(content, 'name.vi');
  const name = typeof words === 'string' ? words : '';
  const frame = { id, code, name, revision, editedByName, editedAt: draft.editedAt.toISOString(), baseVersionId, problems, warnings, may: procedures.abilities(page.actor) };
  return { frame, content, revisions, editedBy };
}

export const listHref = '/can-bo/quan-tri/thu-tuc';
export const procedureHref = (code: string): string => `${listHref}/${encodeURIComponent(code)}`;
export const draftHref = (id: string, part: string): string => `${listHref}/ban-nhap/${id}/${part}`;
