import { malformed, PdfError } from './model.ts';

/** Ceilings that no honest office document reaches; a hostile file stops at them instead of taking the process down. */
export const pdfLimits = {
  fileBytes: 64 * 1024 * 1024,
  /** Values parsed from one file, all revisions together. */
  values: 1_500_000,
  nesting: 100,
  xrefSections: 512,
  objectNumber: 1_000_000,
  xrefEntries: 600_000,
  inflatedBytes: 64 * 1024 * 1024,
} as const;

/** Counts work over all parsing of one file; every `spend` that passes a ceiling throws `too_complex`. */
export type Budget = { spend(kind: 'values' | 'xrefEntries' | 'inflatedBytes', amount: number): void };

export function createBudget(): Budget {
  const left: Record<'values' | 'xrefEntries' | 'inflatedBytes', number> = {
    values: pdfLimits.values,
    xrefEntries: pdfLimits.xrefEntries,
    inflatedBytes: pdfLimits.inflatedBytes,
  };
  return {
    spend: (kind, amount) => {
      // A negative or non-numeric amount comes from the file too, and must not refill the budget.
      if (!(amount >= 0)) throw malformed('negative count');
      left[kind] -= amount;
      if (left[kind] < 0) throw new PdfError('too_complex', `limit of ${kind} reached`);
    },
  };
}
