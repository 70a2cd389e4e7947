import type { Actor } from '#platform/access/actor.ts';
import { notFound } from '#platform/errors/app-error.ts';
import type { CasesDeps, Reader } from '../ports.ts';
import { listHoldings } from '../store/journal.ts';
import { getCase } from './read.ts';

/**
 * Which officers looked at the applicant's own case, in which position and why; one line a day and reader, newest first.
 * @throws AppError not_found `cases.not_found` for anybody but the applicant
 */
export async function listReadings(deps: CasesDeps, actor: Actor, caseId: string): Promise<readonly Reader[]> {
  if (actor.kind !== 'citizen') throw notFound('cases.not_found');
  const { file } = await getCase(deps, actor, caseId);
  return deps.readers.of(file.id);
}

/** Holdings of the officers who have acted on a case that the actor may see. */
export async function listHandlers(deps: CasesDeps, actor: Actor, caseId: string): Promise<readonly string[]> {
  const { file } = await getCase(deps, actor, caseId);
  return listHoldings(deps.db.q, file.id);
}
