import type { Actor } from '#platform/access/actor.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { checkDelegation, type ProposedDelegation } from '../delegation-rules.ts';
import { delegationGranted, delegationRevoked } from '../events.ts';
import * as model from '../model.ts';
import type { OrganizationChanges } from '../organization.ts';
import { insertDelegation, insertSubstitution } from '../store/delegations.ts';
import { endRecord } from '../store/ends.ts';
import { findPosition, findUnitOf } from '../store/staff.ts';
import { loadTimelinesAbove } from '../store/units.ts';
import { holdsOn } from '../validity.ts';
import type { Position, Recorded } from '../views.ts';
import { parseInput } from './parse-input.ts';
import { auditChange, permitIn, recordChange, type Change, type OrganizationDeps } from './record-change.ts';
import { findPermittedHolding, findPermittedPosition } from './staff.ts';

type DelegationChanges = Pick<
  OrganizationChanges,
  'delegate' | 'revokeDelegation' | 'appointSubstitute' | 'endSubstitution'
>;

/** Authority to sign, and substitutes for people on leave. */
export function createDelegationChanges(deps: OrganizationDeps): DelegationChanges {
  return {
    delegate: (actor, raw) => delegate(deps, actor, raw),
    revokeDelegation: (actor, raw) => revokeDelegation(deps, actor, raw),
    appointSubstitute: (actor, raw) => appointSubstitute(deps, actor, raw),
    endSubstitution: (actor, raw) => endSubstitution(deps, actor, raw),
  };
}

async function delegate(deps: OrganizationDeps, actor: Actor, raw: model.Delegate): Promise<Recorded> {
  const { grantorPositionUid, delegatePositionUid, kind, scope, passable, validTo, ...head } = parseInput(
    model.delegate,
    raw,
  );
  if (validTo !== null && validTo <= head.effectiveOn) throw conflict('organization.end_before_start');
  return recordChange(
    deps,
    { actor, ...head, kind: 'delegation_granted', subject: { begins: 'delegation' } },
    async (change) => {
      const { tx, changeUid, subjectUid: delegationUid, effectiveOn: validFrom } = change;
      const grantor = await findPermittedPosition(change, grantorPositionUid);
      const receiver = await findPosition(tx.q, delegatePositionUid);
      if (receiver === undefined) throw notFound('organization.not_found');
      checkDelegation({
        kind,
        passable,
        validTo,
        document: head.document,
        ...(await relate(change, grantor, receiver)),
      });
      const authority = {
        delegationUid,
        kind,
        grantorPositionUid,
        delegatePositionUid,
        scope,
        passable,
        validFrom,
        validTo,
      };
      await insertDelegation(tx.q, { ...authority, changeUid });
      auditChange(change, grantor.unitUid, { delegationKind: kind, grantorPositionUid, delegatePositionUid });
      tx.publish(delegationGranted, { changeUid, effectiveOn: validFrom, delegationUid });
    },
  );
}

async function revokeDelegation(deps: OrganizationDeps, actor: Actor, raw: model.RevokeDelegation): Promise<Recorded> {
  const { delegationUid, ...head } = parseInput(model.revokeDelegation, raw);
  return recordChange(
    deps,
    { actor, ...head, kind: 'delegation_revoked', subject: { uid: delegationUid } },
    async (change) => {
      const { tx, changeUid, effectiveOn } = change;
      await endSubject(change, 'delegation');
      tx.publish(delegationRevoked, { changeUid, effectiveOn, delegationUid });
    },
  );
}

async function appointSubstitute(
  deps: OrganizationDeps,
  actor: Actor,
  raw: model.AppointSubstitute,
): Promise<Recorded> {
  const { absentHoldingUid, substituteHoldingUid, validTo, ...head } = parseInput(model.appointSubstitute, raw);
  if (validTo <= head.effectiveOn) throw conflict('organization.end_before_start');
  return recordChange(
    deps,
    { actor, ...head, kind: 'substitute_appointed', subject: { begins: 'substitution' } },
    async (change) => {
      const { tx, changeUid, subjectUid: substitutionUid, effectiveOn: validFrom } = change;
      const absent = await findPermittedHolding(change, absentHoldingUid);
      const substitute = await findPermittedHolding(change, substituteHoldingUid);
      if (absent.personUid === substitute.personUid) throw conflict('organization.substitute_self');
      const standIn = {
        substitutionUid,
        absentHoldingUid,
        substituteHoldingUid,
        reason: head.reason,
        validFrom,
        validTo,
      };
      await insertSubstitution(tx.q, { ...standIn, changeUid });
      auditChange(change, absent.unitUid, { absentHoldingUid, substituteHoldingUid });
    },
  );
}

async function endSubstitution(deps: OrganizationDeps, actor: Actor, raw: model.EndSubstitution): Promise<Recorded> {
  const { substitutionUid, ...head } = parseInput(model.endSubstitution, raw);
  const spec = { actor, ...head, kind: 'substitution_ended', subject: { uid: substitutionUid } } as const;
  return recordChange(deps, spec, (change) => endSubject(change, 'substitution'));
}

async function endSubject(change: Change, table: 'delegation' | 'substitution'): Promise<void> {
  const { tx, changeUid, subjectUid, effectiveOn: on } = change;
  const unitUid = await findUnitOf(tx.q, subjectUid);
  if (unitUid === undefined) throw notFound('organization.not_found');
  permitIn(change, 'organization.manage_staff', [unitUid]);
  if (!(await endRecord(tx.q, table, subjectUid, { on, changeUid }))) throw conflict('organization.nothing_changes');
  auditChange(change, unitUid);
}

type Relation = Pick<ProposedDelegation, 'grantorKind' | 'collectiveName' | 'delegateKind' | 'delegateUnit'>;

/** How the receiver's unit stands to the grantor's on the first day of the delegation. */
async function relate(change: Change, grantor: Position, receiver: Position): Promise<Relation> {
  const timelines = await loadTimelinesAbove(change.tx.q, [grantor.unitUid, receiver.unitUid]);
  const factsOn = (uid: string) => timelines.get(uid)?.find((segment) => holdsOn(segment, change.effectiveOn))?.facts;
  let above = factsOn(receiver.unitUid)?.parentUid ?? null;
  while (above !== null && above !== grantor.unitUid) above = factsOn(above)?.parentUid ?? null;
  const inside = above === null ? 'elsewhere' : 'below';
  return {
    grantorKind: grantor.kind,
    collectiveName: factsOn(grantor.unitUid)?.collectiveName ?? null,
    delegateKind: receiver.kind,
    delegateUnit: receiver.unitUid === grantor.unitUid ? 'same' : inside,
  };
}
