import type { ProcedureVersion } from '#modules/procedures/index.ts';
import type { PaperInput } from '../../model.ts';

/** Code of papers that the office asked for and the procedure does not list. */
export const supplementCode = 'BO-SUNG';

type NeededPaper = ProcedureVersion['content']['cases'][number]['papers'][number];

/** What the answers call for: `Estimate.papers`. */
type CalledFor = readonly { readonly code: string; readonly required: boolean }[];

/**
 * Papers that an applicant may send as files: what a database already tells, or the form itself, is not sent. With
 * `calledFor`, only those of the applicant's situation, each required as the answers make it.
 */
export function attachablePapers(content: Pick<ProcedureVersion['content'], 'cases'>, calledFor?: CalledFor): readonly NeededPaper[] {
  const sendable = content.cases
    .flatMap((variant) => variant.papers)
    .filter((paper) => paper.electronicCopy && (paper.replaceableBy === null || calledFor?.some(({ code, required }) => required && code === paper.code)));
  if (calledFor === undefined) return sendable;
  return sendable.flatMap((paper) => {
    const called = calledFor.find(({ code }) => code === paper.code);
    return called === undefined ? [] : [{ ...paper, required: called.required }];
  });
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
