import type { Actor } from '#platform/access/actor.ts';
import { conflict } from '#platform/errors/app-error.ts';
import { unitClosed, unitPartlySucceeded } from '../events.ts';
import * as model from '../model.ts';
import type { OrganizationChanges } from '../organization.ts';
import { endCodes, endPositionsOfUnit } from '../store/ends.ts';
import * as store from '../store/units.ts';
import { editFor, endOn, redirectFrom } from '../timeline.ts';
import { holdsOn } from '../validity.ts';
import type { Recorded } from '../views.ts';
import type { SuccessionKind } from '../vocabulary.ts';
import { parseInput } from './parse-input.ts';
import { auditChange, recordChange, type Change, type OrganizationDeps } from './record-change.ts';
import { loadPermitted, refuseUnsound, saveUnit } from './units.ts';

type Reorganisation = Pick<OrganizationChanges, 'closeUnit' | 'mergeUnits' | 'splitUnit'>;

/** Closing, merging and splitting units (OP§16). */
export function createReorganisation(deps: OrganizationDeps): Reorganisation {
  return {
    closeUnit: (actor, raw) => closeUnit(deps, actor, raw),
    mergeUnits: (actor, raw) => mergeUnits(deps, actor, raw),
    splitUnit: (actor, raw) => splitUnit(deps, actor, raw),
  };
}

async function closeUnit(deps: OrganizationDeps, actor: Actor, raw: model.CloseUnit): Promise<Recorded> {
  const { unitUid, ...head } = parseInput(model.closeUnit, raw);
  return recordChange(deps, { actor, kind: 'unit_closed', ...head, subject: { uid: unitUid } }, async (change) => {
    await endUnit(change, unitUid, []);
    auditChange(change, unitUid);
  });
}

async function mergeUnits(deps: OrganizationDeps, actor: Actor, raw: model.MergeUnits): Promise<Recorded> {
  const { sourceUids, targetUid, ...head } = parseInput(model.mergeUnits, raw);
  const sources = [...new Set(sourceUids)];
  if (sources.includes(targetUid)) throw conflict('organization.merge_into_itself');
  return recordChange(deps, { actor, ...head, kind: 'units_merged', subject: { uid: targetUid } }, async (change) => {
    await requireInForce(change, targetUid);
    await moveChildren(change, sources, targetUid);
    for (const source of sources) {
      await endUnit(change, source, [targetUid]);
      await succeed(change, source, [targetUid], 'merge');
    }
    auditChange(change, targetUid, { sourceUids: sources });
  });
}

async function splitUnit(deps: OrganizationDeps, actor: Actor, raw: model.SplitUnit): Promise<Recorded> {
  const { sourceUid, successorUids, closes, ...head } = parseInput(model.splitUnit, raw);
  const successors = [...new Set(successorUids)];
  return recordChange(deps, { actor, ...head, kind: 'unit_split', subject: { uid: sourceUid } }, async (change) => {
    for (const successor of successors) await requireInForce(change, successor);
    if (closes) await endUnit(change, sourceUid, successors);
    else await publishPartial(change, successors);
    await succeed(change, sourceUid, successors, 'split');
    auditChange(change, sourceUid, { successorUids: successors, closes });
  });
}

/** Ends a unit with its positions, their holders and delegations, and its codes. */
async function endUnit(change: Change, unitUid: string, successorUids: readonly string[]): Promise<void> {
  const { tx, changeUid, effectiveOn } = change;
  const timeline = await loadPermitted(change, [], unitUid);
  await saveUnit(change, timeline, endOn(timeline, effectiveOn), unitUid);
  const ending = { on: effectiveOn, changeUid };
  await endPositionsOfUnit(tx.q, unitUid, ending);
  await endCodes(tx.q, unitUid, null, ending);
  tx.publish(unitClosed, { changeUid, effectiveOn, unitUid, successorUids: [...successorUids] });
}

async function requireInForce(change: Change, unitUid: string): Promise<void> {
  const timeline = await loadPermitted(change, [], unitUid);
  const exists = timeline.some((segment) => holdsOn(segment, change.effectiveOn));
  if (!exists) throw conflict('organization.unit_not_in_force', { on: change.effectiveOn });
}

async function moveChildren(change: Change, sources: readonly string[], targetUid: string): Promise<void> {
  const { tx, changeUid, effectiveOn } = change;
  const children = (await store.listChildrenFrom(tx.q, sources, effectiveOn)).filter((uid) => !sources.includes(uid));
  for (const child of children) {
    const timeline = await store.loadTimeline(tx.q, child);
    const moved = redirectFrom(timeline, effectiveOn, { key: 'parentUid', from: sources, to: targetUid });
    await store.saveTimeline(tx.q, child, editFor(timeline, moved), changeUid);
  }
  await refuseUnsound(change, children);
}

async function succeed(
  change: Change,
  fromUid: string,
  toUids: readonly string[],
  kind: SuccessionKind,
): Promise<void> {
  const { tx, changeUid, effectiveOn } = change;
  const rows = toUids.map((toUid) => ({ fromUid, toUid, kind }));
  await store.insertSuccessions(tx.q, rows, { effectiveOn, changeUid });
}

async function publishPartial(change: Change, successors: readonly string[]): Promise<void> {
  await requireInForce(change, change.subjectUid);
  const { tx, changeUid, effectiveOn, subjectUid: unitUid } = change;
  tx.publish(unitPartlySucceeded, { changeUid, effectiveOn, unitUid, successorUids: [...successors] });
}
