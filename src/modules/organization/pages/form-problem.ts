/** What a refused form shows: words on top, problems beside the fields, and what was typed. */
export type FormProblem = {
  readonly words: string;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  readonly values: Readonly<Record<string, string>>;
};

/** The problem of a refused change, with what was typed. */
export function formProblem(
  problem: { readonly words: string; readonly details: Readonly<Record<string, unknown>> },
  values: Readonly<Record<string, string>>,
): FormProblem {
  const { problems } = problem.details;
  return { words: problem.words, fields: Array.isArray(problems) ? problems.filter(isFieldProblem) : [], values };
}

function isFieldProblem(value: unknown): value is { path: string; message: string } {
  return typeof value === 'object' && value !== null && 'path' in value && 'message' in value;
}

/** Reads what stands in a field: what was typed before a refusal, otherwise the value given. */
export function fieldReader(problem: FormProblem | null) {
  return {
    value: (name: string, otherwise: string | number | null = ''): string =>
      problem?.values[name] ?? String(otherwise ?? ''),
    error: (name: string): string | undefined => problem?.fields.find(({ path }) => path === name)?.message,
  };
}

export type FieldReader = ReturnType<typeof fieldReader>;
