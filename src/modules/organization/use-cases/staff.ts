import type { Actor } from '#platform/access/actor.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { holdingEnded, holdingStarted } from '../events.ts';
import * as model from '../model.ts';
import type { OrganizationChanges } from '../organization.ts';
import * as ends from '../store/ends.ts';
import * as store from '../store/staff.ts';
import type { HeldPosition, Position, Recorded } from '../views.ts';
import { parseInput } from './parse-input.ts';
import { auditChange, permitIn, recordChange, type Change, type OrganizationDeps } from './record-change.ts';

type StaffChanges = Pick<OrganizationChanges, 'addPosition' | 'closePosition' | 'assignHolder' | 'endHolding'>;

/** Positions, and who holds which. */
export function createStaffChanges(deps: OrganizationDeps): StaffChanges {
  return {
    addPosition: (actor, raw) => addPosition(deps, actor, raw),
    closePosition: (actor, raw) => closePosition(deps, actor, raw),
    assignHolder: (actor, raw) => assignHolder(deps, actor, raw),
    endHolding: (actor, raw) => endHolding(deps, actor, raw),
  };
}

async function addPosition(deps: OrganizationDeps, actor: Actor, raw: model.AddPosition): Promise<Recorded> {
  const { unitUid, kind, title, ...head } = parseInput(model.addPosition, raw);
  return recordChange(
    deps,
    { actor, ...head, kind: 'position_added', subject: { begins: 'position' } },
    async (change) => {
      permitIn(change, 'organization.manage_staff', [unitUid]);
      const { tx, changeUid, subjectUid: positionUid, effectiveOn: validFrom } = change;
      await store.insertPosition(tx.q, { positionUid, unitUid, kind, title, validFrom, changeUid });
      auditChange(change, unitUid, { positionKind: kind });
    },
  );
}

async function closePosition(deps: OrganizationDeps, actor: Actor, raw: model.ClosePosition): Promise<Recorded> {
  const { positionUid, ...head } = parseInput(model.closePosition, raw);
  return recordChange(
    deps,
    { actor, ...head, kind: 'position_closed', subject: { uid: positionUid } },
    async (change) => {
      const { tx, changeUid, effectiveOn: on } = change;
      const position = await findPermittedPosition(change, positionUid);
      if (position.validTo !== null && position.validTo <= on) throw conflict('organization.nothing_changes');
      await ends.endPosition(tx.q, positionUid, { on, changeUid });
      auditChange(change, position.unitUid);
    },
  );
}

async function assignHolder(deps: OrganizationDeps, actor: Actor, raw: model.AssignHolder): Promise<Recorded> {
  const { personUid, positionUid, kind, validTo, ...head } = parseInput(model.assignHolder, raw);
  if (validTo !== null && validTo <= head.effectiveOn) throw conflict('organization.end_before_start');
  return recordChange(
    deps,
    { actor, ...head, kind: 'holding_started', subject: { begins: 'holding' } },
    async (change) => {
      const position = await findPermittedPosition(change, positionUid);
      if (kind === 'acting' && position.kind !== 'head') throw conflict('organization.acting_only_head');
      const { tx, changeUid, subjectUid: holdingUid, effectiveOn: validFrom } = change;
      await store.insertHolding(tx.q, { holdingUid, personUid, position, kind, validFrom, validTo, changeUid });
      auditChange(change, position.unitUid, { personUid, positionUid, holdingKind: kind });
      tx.publish(holdingStarted, {
        changeUid,
        effectiveOn: validFrom,
        holdingUid,
        personUid,
        unitUid: position.unitUid,
      });
    },
  );
}

async function endHolding(deps: OrganizationDeps, actor: Actor, raw: model.EndHolding): Promise<Recorded> {
  const { holdingUid, ...head } = parseInput(model.endHolding, raw);
  return recordChange(deps, { actor, ...head, kind: 'holding_ended', subject: { uid: holdingUid } }, async (change) => {
    const { tx, changeUid, effectiveOn } = change;
    const { personUid, unitUid } = await findPermittedHolding(change, holdingUid);
    const ended = await ends.endHolding(tx.q, holdingUid, { on: effectiveOn, changeUid });
    if (!ended) throw conflict('organization.nothing_changes');
    auditChange(change, unitUid, { personUid });
    tx.publish(holdingEnded, { changeUid, effectiveOn, holdingUid, personUid, unitUid });
  });
}

/** The position, once the actor may manage the staff of its unit. */
export async function findPermittedPosition(change: Change, positionUid: string): Promise<Position> {
  const position = await store.findPosition(change.tx.q, positionUid);
  if (position === undefined) throw notFound('organization.not_found');
  permitIn(change, 'organization.manage_staff', [position.unitUid]);
  return position;
}

/** The holding, once the actor may manage the staff of its unit. */
export async function findPermittedHolding(change: Change, holdingUid: string): Promise<HeldPosition> {
  const holding = await store.findHolding(change.tx.q, holdingUid, null);
  if (holding === undefined) throw notFound('organization.not_found');
  permitIn(change, 'organization.manage_staff', [holding.unitUid]);
  return holding;
}
