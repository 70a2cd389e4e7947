import { parseCaseCode } from '../model.ts';
import type { CasesDeps } from '../ports.ts';
import { listEditions } from '../store/editions.ts';

/**
 * Of each case a mark of all that `track` tells about it: another one as soon as it was acted on or its agency was renamed.
 * One cheap statement for all who ask at the same moment, so that a page need be drawn only once. Keys are codes as typed;
 * those that are none of ours are left out.
 */
export async function trackingEditions(deps: CasesDeps, typedCodes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = typedCodes.flatMap((typed) => {
    const code = parseCaseCode(typed);
    return code === undefined ? [] : [{ typed, code }];
  });
  if (asked.length === 0) return new Map();
  const rows = new Map((await listEditions(deps.db.q, asked.map(({ code }) => code))).map((row) => [row.code, row]));
  const found = asked.map(async ({ typed, code }): Promise<[string, string][]> => {
    const row = rows.get(code);
    if (row === undefined) return [];
    const agency = await deps.agencies.agency(row.unitUid, row.submittedAt);
    return [[typed, `${row.edition} ${agency.name}`]];
  });
  return new Map((await Promise.all(found)).flat());
}
