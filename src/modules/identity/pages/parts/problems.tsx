import type { Attempted } from '#platform/web/forms.ts';
import { ErrorSummary, type ErrorItem } from '#ui/citizen/error-summary.tsx';

/** What a refused form carries back. */
export type Problem = Extract<Attempted<unknown>, { ok: false }>['problem'];

/** Problems of single fields; empty when the refusal is about the whole. */
function fieldProblems(problem: Problem | undefined): { path: string; message: string }[] {
  const problems: unknown = problem?.details['problems'];
  return Array.isArray(problems) ? (problems as { path: string; message: string }[]) : [];
}

/** The sentence for one field, or null. */
export function errorFor(problem: Problem | undefined, name: string): string | null {
  return fieldProblems(problem).find((item) => item.path === name)?.message ?? null;
}

/** What to correct, at the top of the page. */
export function ProblemSummary({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  const fields = fieldProblems(problem).map((item): ErrorItem => ({
    name: item.path === '' ? null : item.path,
    message: item.message,
  }));
  return <ErrorSummary errors={fields.length > 0 ? fields : [{ message: problem.words }]} />;
}
