import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { conflict, invalid } from '#platform/errors/app-error.ts';
import { appointmentMoved } from '../events.ts';
import { caseActWithWords, type CaseFile } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import { performAct, refOf, refuseOnceSigned } from './act.ts';
import { parseInput } from './parse-input.ts';

export const apologyInput = caseActWithWords.extend({ newDueAt: z.iso.datetime({ offset: true }) });
export type ApologyInput = z.input<typeof apologyInput>;

/**
 * The head of the agency says sorry for the delay and promises a new date (Form 04), at most once. The appointment stays
 * in `dueAt`: law and score go on measuring by it.
 */
export async function apologise(deps: CasesDeps, actor: Actor, raw: ApologyInput): Promise<CaseFile> {
  const { words, newDueAt: promised, ...input } = parseInput(apologyInput, raw);
  const newDueAt = new Date(promised);
  return performAct(deps, { actor, act: 'apologise', ...input }, async ({ tx, file, at, save }) => {
    await refuseOnceSigned(tx.q, file.id);
    if (file.extendedTo !== null) throw conflict('cases.already_apologised');
    if (newDueAt <= at || (file.dueAt !== null && newDueAt <= file.dueAt)) throw invalid('cases.new_date_too_early');
    const dueAt = file.dueAt?.toISOString() ?? '';
    const data = { dueAt, newDueAt: newDueAt.toISOString() };
    await save({ ...file, extendedTo: newDueAt }, { publicNote: words, data, auditDetail: data });
    tx.publish(appointmentMoved, { ...refOf(file), dueAt: newDueAt.toISOString() });
  });
}
