import { conflict } from '#platform/errors/app-error.ts';
import { sql } from 'kysely';
import { unitClosed, unitPartlySucceeded } from '../events.ts';
import * as model from '../model.ts';
import type { OrganizationChanges } from '../organization.ts';
import { assertSoundAbove } from '../soundness.ts';
import { endFacts } from '../store/facts.ts';
import * as store from '../store/units.ts';
import { editFor, endOn, redirectFrom } from '../timeline.ts';
import { holdsOn } from '../validity.ts';
import type { SuccessionKind } from '../vocabulary.ts';
import { parseInput } from './parse-input.ts';
import { auditChange, recordChange, type Change, type OrganizationDeps } from './record-change.ts';
import { loadPermitted, saveUnit } from './units.ts';

type Reorganisation = Pick<OrganizationChanges, 'closeUnit' | 'mergeUnits' | 'splitUnit'>;

/** Closing, merging and splitting units (OP§16). */
export function createReorganisation(deps: OrganizationDeps): Reorganisation {
  return {
    async closeUnit(actor, raw) {
      const input = parseInput(model.closeUnit, raw);
      return recordChange(deps, { actor, kind: 'unit_closed', ...input, subject: { uid: input.unitUid } }, async (change) => {
        await endUnit(change, input.unitUid, []);
        auditChange(change, input.unitUid);
      });
    },

    async mergeUnits(actor, raw) {
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
    },

    async splitUnit(actor, raw) {
      const { sourceUid, successorUids, closes, ...head } = parseInput(model.splitUnit, raw);
      const successors = [...new Set(successorUids)];
      return recordChange(deps, { actor, ...head, kind: 'unit_split', subject: { uid: sourceUid } }, async (change) => {
        for (const successor of successors) await requireInForce(change, successor);
        if (closes) await endUnit(change, sourceUid, successors);
        else await publishPartial(change, successors);
        await succeed(change, sourceUid, successors, 'split');
        auditChange(change, sourceUid, { successorUids: successors, closes });
      });
    },
  };
}

/** Ends a unit with its positions, their holders and delegations, and its codes. */
async function endUnit(change: Change, unitUid: string, successorUids: readonly string[]): Promise<void> {
  const { tx, changeUid, effectiveOn } = change;
  const timeline = await loadPermitted(change, [], unitUid);
  await saveUnit(change, timeline, endOn(timeline, effectiveOn), unitUid);
  await endPositions(change, sql`select uid from organization.position where unit_uid = ${unitUid}`);
  await endFacts(tx.q, 'unit_code', sql`unit_uid = ${unitUid}`, { on: effectiveOn, changeUid });
  tx.publish(unitClosed, { changeUid, effectiveOn, unitUid, successorUids: [...successorUids] });
}

/** Ends positions, and with them what stands on them. */
export async function endPositions({ tx, changeUid, effectiveOn: on }: Change, positions: ReturnType<typeof sql>): Promise<void> {
  const holdings = sql`select uid from organization.holding where position_uid in (${positions})`;
  const period = { on, changeUid };
  await endFacts(tx.q, 'substitution', sql`absent_holding_uid in (${holdings}) or substitute_holding_uid in (${holdings})`, period);
  await endFacts(tx.q, 'delegation', sql`grantor_position_uid in (${positions}) or delegate_position_uid in (${positions})`, period);
  await endFacts(tx.q, 'holding', sql`position_uid in (${positions})`, period);
  await endFacts(tx.q, 'position', sql`uid in (${positions})`, period);
}

async function requireInForce(change: Change, unitUid: string): Promise<void> {
  const timeline = await loadPermitted(change, [], unitUid);
  if (!timeline.some((segment) => holdsOn(segment, change.effectiveOn))) throw conflict('organization.unit_not_in_force', { on: change.effectiveOn });
}

async function moveChildren(change: Change, sources: readonly string[], targetUid: string): Promise<void> {
  const { tx, changeUid, effectiveOn } = change;
  const children = (await store.listChildrenFrom(tx.q, sources, effectiveOn)).filter((uid) => !sources.includes(uid));
  for (const child of children) {
    const timeline = await store.loadTimeline(tx.q, child);
    const moved = redirectFrom(timeline, effectiveOn, { key: 'parentUid', from: sources, to: targetUid });
    await store.saveTimeline(tx.q, child, editFor(timeline, moved), changeUid);
  }
  const above = await store.loadTimelinesAbove(tx.q, children);
  for (const child of children) assertSoundAbove(child, above);
}

async function succeed(change: Change, fromUid: string, toUids: readonly string[], kind: SuccessionKind): Promise<void> {
  const { tx, changeUid, effectiveOn } = change;
  await store.insertSuccessions(tx.q, toUids.map((toUid) => ({ fromUid, toUid, kind })), { effectiveOn, changeUid });
}

async function publishPartial(change: Change, successors: readonly string[]): Promise<void> {
  await requireInForce(change, change.subjectUid);
  const { tx, changeUid, effectiveOn, subjectUid: unitUid } = change;
  tx.publish(unitPartlySucceeded, { changeUid, effectiveOn, unitUid, successorUids: [...successors] });
}
