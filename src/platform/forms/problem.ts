import type { DateNumbers } from './dates.ts';

export type DatePart = keyof DateNumbers;

/** One thing to correct. The words come from `describeProblem`. */
export type Problem = {
  /** Form field name, e.g. `children[0].birthDate`; '' for the whole form. */
  readonly path: string;
  /** Stable code, e.g. `forms.month_range`. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The boxes of a date that are wrong. */
  readonly parts?: readonly DatePart[] | undefined;
  /** Not wrong, only new: the question appeared because of another answer and was not on the page yet. */
  readonly unasked?: true | undefined;
};

/** A problem without its place, as the readers of single fields make it. */
export type Fault = Omit<Problem, 'path' | 'unasked'>;

/** Makes a fault. */
export function fault(code: string, params: Fault['params'] = {}, parts?: readonly DatePart[]): Fault {
  return parts ? { code: `forms.${code}`, params, parts } : { code: `forms.${code}`, params };
}

/** What reading one answer gives: a value, nothing (blank), or what is wrong with it. */
export type Reading<T> = { readonly value: T } | { readonly blank: true } | { readonly faults: readonly Fault[] };

export const blank = { blank: true } as const;
