import type { Actor } from '#platform/access/actor.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { sql } from 'kysely';
import { unitChanged } from '../events.ts';
import * as model from '../model.ts';
import type { OrganizationChanges } from '../organization.ts';
import { assertSoundAbove } from '../soundness.ts';
import { insertCode } from '../store/codes.ts';
import { endFacts } from '../store/facts.ts';
import * as store from '../store/units.ts';
import { changeFrom, correctAt, editFor, type Recorded as RecordedRow, type Segment } from '../timeline.ts';
import type { UnitFacts } from '../unit-tree.ts';
import { parseInput } from './parse-input.ts';
import { auditChange, permitIn, recordChange, type Change, type OrganizationDeps } from './record-change.ts';

type UnitChanges = Pick<OrganizationChanges, 'addUnit' | 'renameUnit' | 'moveUnit' | 'correctUnit' | 'setUnitCode'>;

/** Founding, renaming, moving, correcting a unit, and its identifier codes. */
export function createUnitChanges(deps: OrganizationDeps): UnitChanges {
  return {
    addUnit: (actor, raw) => addUnit(deps, actor, parseInput(model.addUnit, raw)),

    async renameUnit(actor, raw) {
      const input = parseInput(model.renameUnit, raw);
      const { fullName, shortName, abbreviation, collectiveName } = input;
      return recordChange(deps, { actor, kind: 'unit_renamed', ...input, subject: { uid: input.unitUid } }, async (change) => {
        const timeline = await loadPermitted(change, []);
        const patch = { fullName, shortName, abbreviation, collectiveName };
        await saveUnit(change, timeline, changeFrom(timeline, input.effectiveOn, patch));
        finish(change, 'renamed');
      });
    },

    async moveUnit(actor, raw) {
      const input = parseInput(model.moveUnit, raw);
      return recordChange(deps, { actor, kind: 'unit_moved', ...input, subject: { uid: input.unitUid } }, async (change) => {
        const timeline = await loadPermitted(change, input.parentUid === null ? [] : [input.parentUid]);
        if (input.parentUid === null) permitIn(change, 'organization.manage_units', []);
        await saveUnit(change, timeline, changeFrom(timeline, input.effectiveOn, { parentUid: input.parentUid }));
        assertSoundAbove(input.unitUid, await store.loadTimelinesAbove(change.tx.q, [input.unitUid]));
        finish(change, 'moved', { parentUid: input.parentUid });
      });
    },

    async correctUnit(actor, raw) {
      const { fullName, shortName, abbreviation, collectiveName, kind, level, adminUnitUid, sortOrder, ...head } = parseInput(model.correctUnit, raw);
      return recordChange(deps, { actor, ...head, kind: 'unit_corrected', subject: { uid: head.unitUid } }, async (change) => {
        const timeline = await loadPermitted(change, []);
        const patch = { fullName, shortName, abbreviation, collectiveName, kind, level, adminUnitUid, sortOrder };
        await saveUnit(change, timeline, correctAt(timeline, head.effectiveOn, patch));
        finish(change, 'corrected');
      });
    },

    async setUnitCode(actor, raw) {
      const { scheme, code, unitUid, ...head } = parseInput(model.setUnitCode, raw);
      return recordChange(deps, { actor, ...head, kind: 'unit_code_set', subject: { begins: 'unit_code' } }, async (change) => {
        permitIn(change, 'organization.manage_units', [unitUid]);
        const { tx, changeUid, subjectUid, effectiveOn } = change;
        const ended = await endFacts(tx.q, 'unit_code', sql`unit_uid = ${unitUid} and scheme = ${scheme}`, { on: effectiveOn, changeUid });
        if (code === null && ended === 0) throw conflict('organization.nothing_changes');
        if (code !== null) await insertCode(tx.q, { codeUid: subjectUid, unitUid, scheme, code, validFrom: effectiveOn, changeUid });
        auditChange(change, unitUid, { scheme, code });
        tx.publish(unitChanged, { changeUid, effectiveOn, unitUid, what: 'code_set' });
      });
    },
  };
}

async function addUnit(deps: OrganizationDeps, actor: Actor, input: ReturnType<typeof model.addUnit.parse>) {
  const { requestId, effectiveOn, document, reason, ...facts } = input;
  const head = { requestId, effectiveOn, document, reason };
  return recordChange(deps, { actor, ...head, kind: 'unit_added', subject: { begins: 'unit' } }, async (change) => {
    permitIn(change, 'organization.manage_units', facts.parentUid === null ? [] : [facts.parentUid]);
    const segment = { validFrom: effectiveOn, validTo: null, facts };
    await store.saveTimeline(change.tx.q, change.subjectUid, { supersede: [], insert: [segment] }, change.changeUid);
    assertSoundAbove(change.subjectUid, await store.loadTimelinesAbove(change.tx.q, [change.subjectUid]));
    finish(change, 'added');
  });
}

/** The unit's timeline, once the actor may change the unit and the others named. */
export async function loadPermitted(change: Change, others: readonly string[], uid = change.subjectUid): Promise<RecordedRow<UnitFacts>[]> {
  permitIn(change, 'organization.manage_units', [uid, ...others]);
  const timeline = await store.loadTimeline(change.tx.q, uid);
  if (timeline.length === 0) throw notFound('organization.not_found');
  return timeline;
}

/** Writes the wanted timeline of a unit. @throws AppError conflict when the unit does not exist then, or nothing changes. */
export async function saveUnit(
  change: Change,
  stored: readonly RecordedRow<UnitFacts>[],
  wanted: readonly Segment<UnitFacts>[] | null,
  uid = change.subjectUid,
): Promise<void> {
  if (wanted === null) throw conflict('organization.unit_not_in_force', { on: change.effectiveOn });
  const edit = editFor(stored, wanted);
  if (edit.supersede.length + edit.insert.length === 0) throw conflict('organization.nothing_changes');
  await store.saveTimeline(change.tx.q, uid, edit, change.changeUid);
}

type What = 'added' | 'renamed' | 'moved' | 'corrected';

function finish(change: Change, what: What, detail: Readonly<Record<string, unknown>> = {}): void {
  const { tx, changeUid, effectiveOn, subjectUid: unitUid } = change;
  auditChange(change, unitUid, detail);
  tx.publish(unitChanged, { changeUid, effectiveOn, unitUid, what });
}
