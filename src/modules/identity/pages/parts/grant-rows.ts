import type { PageContext } from '#platform/web/page-context.ts';
import { identityOf } from './visit.ts';

/** Grants as the tables show them: names of units, dates as text. */
export async function grantRows(page: PageContext, query: Readonly<Record<string, unknown>>) {
  const identity = identityOf(page);
  const grants = await identity.listGrants(page.actor, query);
  const units = await identity.nameUnits(grants.map((grant) => grant.unitUid));
  return grants.map(
    ({
      uid,
      roleName,
      recipientName,
      positionUid,
      unitUid,
      includeSubtree,
      validFrom,
      validTo,
      endReason,
      endedAt,
    }) => ({
      uid,
      roleName,
      recipientName,
      toPosition: positionUid !== null,
      unit: unitUid === null ? null : (units[unitUid] ?? unitUid),
      includeSubtree,
      validFrom,
      validTo,
      ended: endedAt !== null,
      endReason,
    }),
  );
}

export type ShownGrant = Awaited<ReturnType<typeof grantRows>>[number];
