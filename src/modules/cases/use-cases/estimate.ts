import type { Actor } from '#platform/access/actor.ts';
import { notFound } from '#platform/errors/app-error.ts';
import type { DerivationLine } from '../model.ts';
import type { CasesDeps, FeeLine } from '../ports.ts';

/** What an application with these answers would cost in đồng, and when its result would come if it were accepted now. */
export type Estimate = {
  readonly feeDue: number;
  readonly timeLimit: string;
  readonly dueAt: Date | null;
  readonly derivation: readonly DerivationLine[];
  /** The fees line by line, and the exemption that made a line free. */
  readonly fees: readonly FeeLine[];
  /** Codes of the papers that these answers call for, and which of them must be there. */
  readonly papers: readonly { readonly code: string; readonly required: boolean }[];
};

export type EstimateInput = {
  readonly procedureCode: string;
  readonly unitUid: string;
  readonly answers: Readonly<Record<string, unknown>>;
};

/** @throws AppError not_found `cases.procedure_not_offered` */
export async function estimate(deps: CasesDeps, actor: Actor, input: EstimateInput): Promise<Estimate> {
  const at = deps.clock.now();
  const procedure = await deps.procedures.inForce(input.procedureCode, at);
  if (procedure === undefined) throw notFound('cases.procedure_not_offered');
  const channel = actor.kind === 'officer' ? 'counter' : 'online';
  const deadline = await deps.deadlines.for({
    unitUid: input.unitUid,
    versionId: procedure.versionId,
    channel,
    calendarVersion: null,
    answers: input.answers,
  });
  const { dueAt, derivation } = deadline(at, []);
  return {
    feeDue: procedure.feeOf(channel, input.answers),
    fees: procedure.feeLines(channel, input.answers),
    papers: procedure
      .papersFor(input.answers)
      .filter((paper) => paper.applies)
      .map(({ code, required }) => ({ code, required })),
    timeLimit: procedure.timeLimit(channel, input.answers),
    dueAt,
    derivation,
  };
}
