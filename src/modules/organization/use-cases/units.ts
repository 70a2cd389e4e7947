import type { Actor } from '#platform/access/actor.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { unitChanged } from '../events.ts';
import * as model from '../model.ts';
import type { OrganizationChanges } from '../organization.ts';
import { assertSoundAbove } from '../soundness.ts';
import { insertCode } from '../store/codes.ts';
import { endCodes } from '../store/ends.ts';
import * as store from '../store/units.ts';
import { changeFrom, correctAt, editFor, type Recorded as RecordedRow, type Segment } from '../timeline.ts';
import type { UnitFacts } from '../unit-tree.ts';
import type { Recorded } from '../views.ts';
import { parseInput } from './parse-input.ts';
import { auditChange, permitIn, recordChange, type Change, type OrganizationDeps } from './record-change.ts';

type UnitChanges = Pick<OrganizationChanges, 'addUnit' | 'renameUnit' | 'moveUnit' | 'correctUnit' | 'setUnitCode'>;

/** Founding, renaming, moving, correcting a unit, and its identifier codes. */
export function createUnitChanges(deps: OrganizationDeps): UnitChanges {
  return {
    addUnit: (actor, raw) => addUnit(deps, actor, raw),
    renameUnit: (actor, raw) => renameUnit(deps, actor, raw),
    moveUnit: (actor, raw) => moveUnit(deps, actor, raw),
    correctUnit: (actor, raw) => correctUnit(deps, actor, raw),
    setUnitCode: (actor, raw) => setUnitCode(deps, actor, raw),
  };
}

async function addUnit(deps: OrganizationDeps, actor: Actor, raw: model.AddUnit): Promise<Recorded> {
  const { requestId, effectiveOn, document, reason, ...facts } = parseInput(model.addUnit, raw);
  const head = { requestId, effectiveOn, document, reason };
  return recordChange(deps, { actor, ...head, kind: 'unit_added', subject: { begins: 'unit' } }, async (change) => {
    permitIn(change, 'organization.manage_units', facts.parentUid === null ? [] : [facts.parentUid]);
    const segment = { validFrom: effectiveOn, validTo: null, facts };
    await store.saveTimeline(change.tx.q, change.subjectUid, { supersede: [], insert: [segment] }, change.changeUid);
    await refuseUnsound(change, [change.subjectUid]);
    finish(change, 'added');
  });
}

async function renameUnit(deps: OrganizationDeps, actor: Actor, raw: model.RenameUnit): Promise<Recorded> {
  const input = parseInput(model.renameUnit, raw);
  const { fullName, shortName, abbreviation, collectiveName } = input;
  return recordChange(
    deps,
    { actor, kind: 'unit_renamed', ...input, subject: { uid: input.unitUid } },
    async (change) => {
      const timeline = await loadPermitted(change, []);
      const patch = { fullName, shortName, abbreviation, collectiveName };
      await saveUnit(change, timeline, changeFrom(timeline, input.effectiveOn, patch));
      finish(change, 'renamed');
    },
  );
}

async function moveUnit(deps: OrganizationDeps, actor: Actor, raw: model.MoveUnit): Promise<Recorded> {
  const { unitUid, parentUid, ...head } = parseInput(model.moveUnit, raw);
  return recordChange(deps, { actor, kind: 'unit_moved', ...head, subject: { uid: unitUid } }, async (change) => {
    permitIn(change, 'organization.manage_units', parentUid === null ? [] : [parentUid]);
    const timeline = await loadPermitted(change, []);
    await saveUnit(change, timeline, changeFrom(timeline, head.effectiveOn, { parentUid }));
    await refuseUnsound(change, [unitUid]);
    finish(change, 'moved', { parentUid });
  });
}

async function correctUnit(deps: OrganizationDeps, actor: Actor, raw: model.CorrectUnit): Promise<Recorded> {
  const { requestId, effectiveOn, document, reason, unitUid, ...patch } = parseInput(model.correctUnit, raw);
  const head = { requestId, effectiveOn, document, reason };
  return recordChange(deps, { actor, ...head, kind: 'unit_corrected', subject: { uid: unitUid } }, async (change) => {
    const timeline = await loadPermitted(change, []);
    await saveUnit(change, timeline, correctAt(timeline, effectiveOn, patch));
    finish(change, 'corrected');
  });
}

async function setUnitCode(deps: OrganizationDeps, actor: Actor, raw: model.SetUnitCode): Promise<Recorded> {
  const { scheme, code, unitUid, ...head } = parseInput(model.setUnitCode, raw);
  return recordChange(
    deps,
    { actor, ...head, kind: 'unit_code_set', subject: { begins: 'unit_code' } },
    async (change) => {
      permitIn(change, 'organization.manage_units', [unitUid]);
      const { tx, changeUid, subjectUid: codeUid, effectiveOn } = change;
      const ended = await endCodes(tx.q, unitUid, scheme, { on: effectiveOn, changeUid });
      if (code === null && ended === 0) throw conflict('organization.nothing_changes');
      if (code !== null) await insertCode(tx.q, { codeUid, unitUid, scheme, code, validFrom: effectiveOn, changeUid });
      auditChange(change, unitUid, { scheme, code });
      tx.publish(unitChanged, { changeUid, effectiveOn, unitUid, what: 'code_set' });
    },
  );
}

/** The unit's timeline, once the actor may change the unit and the others named. */
export async function loadPermitted(
  change: Change,
  others: readonly string[],
  uid = change.subjectUid,
): Promise<RecordedRow<UnitFacts>[]> {
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

/** After writing: every unit named stands under an existing parent and never under itself. */
export async function refuseUnsound({ tx }: Change, uids: readonly string[]): Promise<void> {
  const timelines = await store.loadTimelinesAbove(tx.q, uids);
  for (const uid of uids) assertSoundAbove(uid, timelines);
}

type What = 'added' | 'renamed' | 'moved' | 'corrected';

function finish(change: Change, what: What, detail: Readonly<Record<string, unknown>> = {}): void {
  const { tx, changeUid, effectiveOn, subjectUid: unitUid } = change;
  auditChange(change, unitUid, detail);
  tx.publish(unitChanged, { changeUid, effectiveOn, unitUid, what });
}
