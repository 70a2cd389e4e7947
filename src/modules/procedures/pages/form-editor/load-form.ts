import { redirect } from 'react-router';
import { attempt } from '#platform/web/forms.ts';
import { pageContext, type PageContext } from '#platform/web/page-context.ts';
import type { Procedures } from '../../index.ts';
import { loadDraft, type LoadedDraft } from '../editor/load-draft.ts';
import type { Json } from './edit-form.ts';
import { formIn, partWith, resultsOf, whichForm, type WhichForm } from './which-form.ts';

export type OpenForm = { readonly page: PageContext; readonly draft: LoadedDraft; readonly which: WhichForm; readonly form: Json; readonly results: readonly string[] };

type Args = { readonly context: Parameters<typeof pageContext>[0]; readonly params: Readonly<Record<string, string | undefined>>; readonly url: URL };

/** The draft, which of its forms is meant, and that form. */
export async function openForm({ context, params, url }: Args): Promise<OpenForm> {
  const page = pageContext(context);
  const draft = await loadDraft(page, params['draftId'] ?? '');
  const which = whichForm(url);
  return { page, draft, which, form: formIn(draft.content, which), results: resultsOf(draft.content).map((row, index) => (typeof row['name'] === 'string' && row['name'] !== '' ? row['name'] : `${index + 1}`)) };
}

/** What a refused save says; the form as it was to become is not lost: the page shows it again. */
export type FormRefusal = { readonly words: string; readonly revision: number };

/** Saves the form in its place and goes on, or says why not. `revision` is the one the page was made with. */
export async function saveForm(open: OpenForm, change: { form: unknown; requestId: string; revision: number; next: string }): Promise<Response | FormRefusal> {
  const { page, draft, which } = open;
  const input = { requestId: change.requestId, draftId: draft.frame.id, section: which.section, revision: change.revision, content: partWith(draft.content, which, change.form) };
  const done = await attempt(() => page.service<Procedures>('procedures').saveDraft(page.actor, input));
  if (done.ok) return redirect(change.next);
  return { words: done.problem.words, revision: Number(done.problem.details['revision'] ?? change.revision) };
}

/** What the pages of a form show around it. */
export function formFrame({ draft, which, results }: OpenForm) {
  return { frame: draft.frame, which, results, revision: draft.revisions[which.section] ?? 0 };
}
