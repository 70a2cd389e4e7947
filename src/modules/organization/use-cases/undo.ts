import { conflict, notFound } from '#platform/errors/app-error.ts';
import { changeUndone } from '../events.ts';
import * as model from '../model.ts';
import type { OrganizationChanges } from '../organization.ts';
import type { OrganizationAction } from '../policy.ts';
import { findChange, type FoundChange } from '../store/changes.ts';
import { factTables, restoreSuperseded, retract, stillHolds } from '../store/facts.ts';
import { findUnitOf, listUnitsOfPerson } from '../store/staff.ts';
import { listUnitsOfChange } from '../store/units.ts';
import { dateInVietnam } from '../validity.ts';
import { parseInput } from './parse-input.ts';
import { auditChange, permitIn, recordChange, type Change, type OrganizationDeps } from './record-change.ts';
import { refuseUnsound } from './units.ts';

/** Taking a change back: what it recorded is no longer believed, what it had superseded is recorded again. */
export function createUndo(deps: OrganizationDeps): Pick<OrganizationChanges, 'undoChange'> {
  return {
    async undoChange(actor, raw) {
      const { requestId, changeUid, reason } = parseInput(model.undoChange, raw);
      const undone = await findChange(deps.db.q, changeUid);
      if (undone === undefined) throw notFound('organization.not_found');
      const { subjectUid, effectiveOn, kind } = undone;
      const head = { requestId, subject: { uid: subjectUid }, effectiveOn, document: null, reason, undoes: changeUid };
      return recordChange(deps, { actor, kind: 'change_undone', ...head }, async (change) => {
        await permitUndo(change, undone);
        requireReason(undone, reason, dateInVietnam(deps.clock.now()));
        await takeBack(change, changeUid);
        auditChange(change, null, { undoneChangeUid: changeUid, undoneKind: kind });
        change.tx.publish(changeUndone, {
          changeUid: change.changeUid,
          effectiveOn,
          undoneChangeUid: changeUid,
          kind,
          subjectUid,
        });
      });
    },
  };
}

/** Whoever may make a change may take it back. */
async function permitUndo(change: Change, undone: FoundChange): Promise<void> {
  const { q } = change.tx;
  const units = await listUnitsOfChange(q, undone.uid);
  if (units.length > 0) {
    permitIn(change, 'organization.manage_units', units);
    return;
  }
  const unitUid = await findUnitOf(q, undone.subjectUid);
  const action: OrganizationAction =
    undone.kind === 'unit_code_set' ? 'organization.manage_units' : 'organization.manage_staff';
  permitIn(change, action, unitUid === undefined ? await listUnitsOfPerson(q, undone.subjectUid) : [unitUid]);
}

/** Before its first day a plan may simply be dropped; afterwards people have acted on it, and the journal says why. */
function requireReason(undone: FoundChange, reason: string | null, today: string): void {
  if (reason === null && undone.effectiveOn <= today)
    throw conflict('organization.undo_needs_reason', { on: undone.effectiveOn });
}

async function takeBack(change: Change, undone: string): Promise<void> {
  const { tx, changeUid } = change;
  for (const table of factTables) {
    if (!(await stillHolds(tx.q, table, undone))) throw conflict('organization.built_upon');
  }
  const taking = { of: undone, by: changeUid };
  for (const table of factTables) await retract(tx.q, table, taking);
  for (const table of factTables) await restoreSuperseded(tx.q, table, taking);
  await refuseUnsound(change, await listUnitsOfChange(tx.q, changeUid));
}
