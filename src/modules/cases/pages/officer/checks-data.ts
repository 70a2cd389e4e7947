import type { PaperChecks, PopulationView } from '../../index.ts';

/** The checklist as JSON for the page. */
export function checksData({ lines, reasons, labels, words, blocking, mayJudge, mayHandle }: PaperChecks) {
  return {
    ...{ words, mayJudge, mayHandle },
    blocking: [...blocking],
    reasons: reasons.map(({ code, label, needsNote }) => ({ code, label, needsNote })),
    lines: lines.map(({ check, ...line }) => {
      const { verdict, reason, note, toDigitise, digitisation, copyKind, originalReturned } = check;
      const label = reason === null ? null : (labels[reason] ?? reason);
      return { ...line, files: [...line.files], verdict, reason, label, note, toDigitise, digitisation, copyKind, originalReturned };
    }),
  };
}

export type ChecksData = ReturnType<typeof checksData>;
export type CheckRow = ChecksData['lines'][number];

/** What is known of the population register, as JSON for the page. */
export function populationData({ may, last, birthDate }: PopulationView) {
  return { may, birthDate, last: last === null ? null : { ...last, at: last.at.toISOString() } };
}

export type PopulationData = ReturnType<typeof populationData>;
