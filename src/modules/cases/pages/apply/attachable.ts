import type { ProcedureVersion } from '#modules/procedures/index.ts';
import type { PaperInput } from '../../model.ts';

/** Code of papers that the office asked for and the procedure does not list. */
export const supplementCode = 'BO-SUNG';

type NeededPaper = ProcedureVersion['content']['cases'][number]['papers'][number];

/** Papers that an applicant may send as files: what a database already tells, or the form itself, is not sent. */
export function attachablePapers(content: Pick<ProcedureVersion['content'], 'cases'>): readonly NeededPaper[] {
  return content.cases
    .flatMap((variant) => variant.papers)
    .filter((paper) => paper.electronicCopy && paper.replaceableBy === null);
}

/** Papers of a draft after new ones came and one was taken out by its button (`remove:<code>:<sha256>`). */
export function changedPapers(
  before: readonly PaperInput[],
  added: readonly PaperInput[],
  command: string,
): readonly PaperInput[] {
  const kept = before.filter((paper) => command !== `remove:${paper.code}:${paper.sha256}`);
  const fresh = added.filter((paper) => !kept.some((old) => old.code === paper.code && old.sha256 === paper.sha256));
  return [...kept, ...fresh];
}
