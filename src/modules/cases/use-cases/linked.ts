import type { Actor } from '#platform/access/actor.ts';
import type { CasesDeps, LinkedClocks } from '../ports.ts';
import { getCase } from './read.ts';

/** The clocks of the linked group that a case belongs to; null when there is none yet, or no group. */
export async function linkedClocks(deps: CasesDeps, actor: Actor, caseId: string): Promise<LinkedClocks | null> {
  const { file } = await getCase(deps, actor, caseId);
  return deps.deadlines.linked(file);
}
