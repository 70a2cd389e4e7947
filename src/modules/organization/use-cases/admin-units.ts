import { createHash } from 'node:crypto';
import { permit } from '#platform/access/decide.ts';
import { readAdminQuery } from '../admin-query.ts';
import { buildAdminData } from '../admin-data.ts';
import { readAdminSource } from '../admin-source.ts';
import type { OrganizationChanges, OrganizationDirectory } from '../organization.ts';
import { decide } from '../policy.ts';
import * as store from '../store/admin-units.ts';
import { raiseVersion } from '../store/changes.ts';
import { lastDayOf } from '../validity.ts';
import type { ResolvedAddress } from '../views.ts';
import { isUid, sourceOf } from './directory.ts';
import type { OrganizationDeps } from './record-change.ts';

type AdminUnits = Pick<
  OrganizationDirectory,
  'searchAdminUnits' | 'adminUnit' | 'adminUnitsUnder' | 'resolveOldAddress'
> &
  Pick<OrganizationChanges, 'importAdminUnits'>;

const limit = 20;

/** The national list of administrative units: loading, searching, old names to new. */
export function createAdminUnits(deps: OrganizationDeps): AdminUnits {
  const from = sourceOf(deps);
  return {
    importAdminUnits: (actor) => importAdminUnits(deps, actor),

    async searchAdminUnits(text, asOf, tx) {
      const query = readAdminQuery(text);
      return query === null ? [] : store.searchUnits(from(tx), query, asOf, limit);
    },

    adminUnit: async (uid, tx) => (isUid(uid) ? ((await store.findAdminUnit(from(tx), uid)) ?? null) : null),

    adminUnitsUnder: async (parentUid, asOf, tx) =>
      parentUid === null || isUid(parentUid) ? store.listAdminUnitsUnder(from(tx), parentUid, asOf) : [],

    async resolveOldAddress(text, asOf, tx): Promise<ResolvedAddress[]> {
      const query = readAdminQuery(text);
      if (query === null) return [];
      const ended = await store.searchEnded(from(tx), query, asOf, limit);
      const candidates = Map.groupBy(await store.listCandidates(from(tx), ended, asOf), (row) => row.key);
      return ended.map(({ oldName, oldCode, unitUid, validTo }) => ({
        oldName,
        oldCode,
        lastDay: lastDayOf({ validFrom: null, validTo }),
        candidates: (candidates.get(unitUid ?? oldName) ?? []).map(({ unit, kind, share }) => ({ unit, kind, share })),
      }));
    },
  };
}

async function importAdminUnits(
  { db, clock }: OrganizationDeps,
  actor: Parameters<OrganizationChanges['importAdminUnits']>[0],
): ReturnType<OrganizationChanges['importAdminUnits']> {
  const action = 'organization.manage_admin_units';
  const subject = { kind: 'organization', id: 'admin_units' };
  permit(decide(actor, action, { unitUids: [] }), { actor, action, subject });
  const source = await readAdminSource();
  const data = buildAdminData(source);
  const checksum = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  const counts = { units: data.units.length, changes: data.changes.length };
  return db.transaction(async (tx) => {
    // Two processes that start at once must not load the list twice.
    await raiseVersion(tx.q);
    if (await store.hasImport(tx.q, checksum)) return { ...counts, imported: false };
    await store.upsertAdminUnits(tx.q, data.units);
    await store.upsertAdminChanges(tx.q, data.changes);
    await store.upsertFormerCommunes(tx.q, data.formerCommunes);
    await store.insertImport(tx.q, { checksum, source: source.release, at: clock.now(), data });
    tx.audit({
      actor,
      action: 'organization.admin_units_imported',
      subject,
      detail: { source: source.release, ...counts },
    });
    return { ...counts, imported: true };
  });
}
