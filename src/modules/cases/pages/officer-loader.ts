import type { CaseView } from '../index.ts';

/** A case as JSON for the officers' page: instants as ISO text. */
export function toPage({ file, papers, journal, result, agency, abilities }: CaseView) {
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    file: {
      ...file,
      submittedAt: file.submittedAt.toISOString(),
      acceptedAt: iso(file.acceptedAt),
      dueAt: iso(file.dueAt),
      finishedAt: iso(file.finishedAt),
      deliveredAt: iso(file.deliveredAt),
    },
    papers: [...papers],
    journal: journal.map((line) => ({ ...line, at: line.at.toISOString() })),
    result:
      result === null
        ? null
        : { state: result.state, fields: result.fields, notation: result.notation, signedAt: iso(result.signedAt), sha256: result.sha256, verificationCode: result.verificationCode },
    agency,
    abilities,
  };
}

export type CasePage = ReturnType<typeof toPage>;
