import type { FormDefinition } from '#platform/forms/definition.ts';
import type { KnownAnswer } from '#platform/forms/prefill.ts';
import { describeProblem } from '#platform/forms/describe-problem.ts';
import type { Problem } from '#platform/forms/problem.ts';
import type { ErrorItem } from '../citizen/error-summary.tsx';
import type { KeptFile } from '../citizen/file-input.tsx';

/** A code and its words, for fields that name a list of codes. */
export type CodeOption = { readonly value: string; readonly label: string };

/** What every part of a rendered form needs to know. */
export type EFormContext = {
  readonly definition: FormDefinition;
  /** Names of the questions to show: `validate(...).visible`. */
  readonly visible: ReadonlySet<string>;
  /** The sentence for each wrong field, by form name. */
  readonly errors: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  readonly locale: string;
  readonly codeLists: Readonly<Record<string, readonly CodeOption[]>>;
  readonly files: Readonly<Record<string, Omit<KeptFile, 'ref'>>>;
  readonly known: Readonly<Record<string, unknown>>;
  /** Values as judged, for what is computed. */
  readonly computed: Readonly<Record<string, unknown>>;
  /** Answers that differ from what is known, by form name. */
  readonly disputed: ReadonlyMap<string, KnownAnswer>;
};

/** The first sentence for each field; questions that are merely new carry none. */
export function errorsByField(problems: readonly Problem[], locale: string): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  for (const problem of problems) {
    if (problem.unasked) continue;
    const sentence = describeProblem({ code: problem.code, params: withoutRow(problem.params) }, locale);
    const before = errors.get(problem.path);
    errors.set(problem.path, before ? `${before} ${sentence}` : sentence);
  }
  return errors;
}

// Beside the field its row is plain to see.
function withoutRow(params: Problem['params']): Problem['params'] {
  return Object.fromEntries(Object.entries(params).filter(([key]) => key !== 'where'));
}

/** The lines of the error summary; a wrong box of a date is linked itself. */
export function summaryItems(problems: readonly Problem[], locale: string): readonly ErrorItem[] {
  return problems
    .filter((problem) => !problem.unasked)
    .map((problem) => {
      const [part] = problem.parts ?? [];
      const name = problem.code === 'forms.unknown_field' || problem.path === '' ? null : problem.path;
      return { name: name && part ? `${name}.${part}` : name, message: describeProblem(problem, locale) };
    });
}
