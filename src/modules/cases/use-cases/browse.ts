import type { Actor } from '#platform/access/actor.ts';
import { unitsFor } from '#platform/access/decide.ts';
import { isAppError } from '#platform/errors/app-error.ts';
import { searchQuery } from '../model.ts';
import { permissions } from '../policy.ts';
import type { Signer } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import * as browsing from '../store/browse.ts';
import { parseInput } from './parse-input.ts';
import { getCase, type CaseView } from './read.ts';

export type FoundCases = { readonly items: readonly browsing.CaseLine[]; readonly more: boolean };

/** Cases that this officer may see, by code, name (with or without accents) or number of the applicant; newest first. */
export async function searchCases(deps: CasesDeps, actor: Actor, raw: unknown): Promise<FoundCases> {
  const query = parseInput(searchQuery, raw);
  const units = readableUnits(actor);
  const items = await browsing.searchCases(deps.db.q, { units, ...query });
  if (actor.kind === 'officer' && query.text !== '') {
    const detail = { found: Math.min(items.length, browsing.pageSize) };
    await deps.audit.record({
      actor,
      action: 'cases.searched',
      subject: { kind: 'unit', id: actor.unitUid },
      detail,
      purpose: 'Tìm hồ sơ',
    });
  }
  return { items: items.slice(0, browsing.pageSize), more: items.length > browsing.pageSize };
}

/** Units whose cases the actor may read: those of any permission of this module. */
export function readableUnits(actor: Actor): 'all' | readonly string[] {
  const granted = permissions.map((permission) => unitsFor(actor, permission.key));
  return granted.includes('all') ? 'all' : [...new Set(granted.flatMap((units) => (units === 'all' ? [] : units)))];
}

/** Results that wait for this leader's signature, what is due first on top. */
export async function listToSign(deps: CasesDeps, actor: Actor): Promise<readonly browsing.CaseLine[]> {
  if (actor.kind !== 'officer') return [];
  return browsing.listToSign(deps.db.q, { units: unitsFor(actor, 'cases.sign'), holdingId: actor.holdingId });
}

/** A case with the signature block that its result would carry; null when this officer has no authority to sign today. */
export async function signingView(
  deps: CasesDeps,
  actor: Actor,
  caseId: string,
): Promise<CaseView & { readonly signer: Signer | null }> {
  const view = await getCase(deps, actor, caseId);
  return {
    ...view,
    signer: actor.kind === 'officer' ? await signerOrNull(deps, actor.holdingId, view.file.unitUid) : null,
  };
}

async function signerOrNull(deps: CasesDeps, holdingId: string, unitUid: string): Promise<Signer | null> {
  try {
    return await deps.agencies.signer(holdingId, unitUid, deps.clock.now());
  } catch (error) {
    if (isAppError(error) && error.code === 'cases.signer_unknown') return null;
    throw error;
  }
}
