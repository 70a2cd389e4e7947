import type { Actor } from '#platform/access/actor.ts';
import { notFound } from '#platform/errors/app-error.ts';
import type { PaperInput } from '../model.ts';
import type { CasesDeps, Papers, ReceivedForm } from '../ports.ts';
import { getCase } from './read.ts';

/** What came with a posted form; the papers belong to nobody until a draft or a case names them. */
export type ReceivedPapers = {
  readonly form: FormData;
  readonly papers: readonly PaperInput[];
  readonly refused: ReceivedForm['refused'];
};

/** Reads a posted form with files; the name of a file field is the code of the paper. */
export async function receivePapers(deps: CasesDeps, actor: Actor, request: Request): Promise<ReceivedPapers> {
  const { form, uploads, refused } = await deps.papers.receiveForm(actor, request);
  return {
    form,
    papers: uploads.map(({ field, name, sha256, size, mediaType }) => ({ code: field, name, sha256, size, mediaType })),
    refused,
  };
}

/** Kinds and sizes of files that are taken, for file inputs. */
export function paperRules(deps: CasesDeps): Papers['rules'] {
  return deps.papers.rules;
}

/** A paper of a case for those who may see the case. */
export async function paperFile(
  deps: CasesDeps,
  actor: Actor,
  input: { caseId: string; position: number },
): Promise<{ sha256: string; name: string }> {
  const { papers } = await getCase(deps, actor, input.caseId);
  const paper = papers.find((candidate) => candidate.position === input.position);
  if (paper === undefined) throw notFound('cases.paper_not_found');
  return { sha256: paper.sha256, name: paper.name };
}
