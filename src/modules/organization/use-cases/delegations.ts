import { sql } from 'kysely';
import { conflict } from '#platform/errors/app-error.ts';
import { checkDelegation, type ProposedDelegation } from '../delegation-rules.ts';
import { delegationGranted, delegationRevoked } from '../events.ts';
import * as model from '../model.ts';
import type { OrganizationChanges } from '../organization.ts';
import { insertDelegation, insertSubstitution } from '../store/delegations.ts';
import { endFacts, type DatedTable } from '../store/facts.ts';
import { findPosition, findUnitOf } from '../store/staff.ts';
import { loadTimelinesAbove } from '../store/units.ts';
import { notFound } from '#platform/errors/app-error.ts';
import { holdsOn } from '../validity.ts';
import type { Position } from '../views.ts';
import { parseInput } from './parse-input.ts';
import { auditChange, permitIn, recordChange, type Change, type OrganizationDeps } from './record-change.ts';
import { lockHolding, lockPosition } from './staff.ts';

type DelegationChanges = Pick<OrganizationChanges, 'delegate' | 'revokeDelegation' | 'appointSubstitute' | 'endSubstitution'>;

/** Authority to sign, and substitutes for people on leave. */
export function createDelegationChanges(deps: OrganizationDeps): DelegationChanges {
  return {
    async delegate(actor, raw) {
      const { grantorPositionUid, delegatePositionUid, kind, scope, passable, validTo, ...head } = parseInput(model.delegate, raw);
      if (validTo !== null && validTo <= head.effectiveOn) throw conflict('organization.end_before_start');
      return recordChange(deps, { actor, ...head, kind: 'delegation_granted', subject: { begins: 'delegation' } }, async (change) => {
        const grantor = await lockPosition(change, grantorPositionUid);
        const delegate = await findPosition(change.tx.q, delegatePositionUid);
        if (delegate === undefined) throw notFound('organization.not_found');
        checkDelegation({ kind, passable, validTo, document: head.document, ...(await relate(change, grantor, delegate)) });
        const { tx, changeUid, subjectUid: delegationUid, effectiveOn: validFrom } = change;
        const authority = { delegationUid, kind, grantorPositionUid, delegatePositionUid, scope, passable, validFrom, validTo };
        await insertDelegation(tx.q, { ...authority, changeUid });
        auditChange(change, grantor.unitUid, { delegationKind: kind, grantorPositionUid, delegatePositionUid });
        tx.publish(delegationGranted, { changeUid, effectiveOn: validFrom, delegationUid });
      });
    },

    async revokeDelegation(actor, raw) {
      const { delegationUid, ...head } = parseInput(model.revokeDelegation, raw);
      return recordChange(deps, { actor, ...head, kind: 'delegation_revoked', subject: { uid: delegationUid } }, async (change) => {
        const { tx, changeUid, effectiveOn } = change;
        await endRecord(change, 'delegation');
        tx.publish(delegationRevoked, { changeUid, effectiveOn, delegationUid });
      });
    },

    async appointSubstitute(actor, raw) {
      const { absentHoldingUid, substituteHoldingUid, validTo, ...head } = parseInput(model.appointSubstitute, raw);
      if (validTo <= head.effectiveOn) throw conflict('organization.end_before_start');
      return recordChange(deps, { actor, ...head, kind: 'substitute_appointed', subject: { begins: 'substitution' } }, async (change) => {
        const absent = await lockHolding(change, absentHoldingUid);
        const substitute = await lockHolding(change, substituteHoldingUid);
        if (absent.personUid === substitute.personUid) throw conflict('organization.substitute_self');
        const { tx, changeUid, subjectUid: substitutionUid, effectiveOn: validFrom } = change;
        await insertSubstitution(tx.q, { substitutionUid, absentHoldingUid, substituteHoldingUid, reason: head.reason, validFrom, validTo, changeUid });
        auditChange(change, absent.unitUid, { absentHoldingUid, substituteHoldingUid });
      });
    },

    async endSubstitution(actor, raw) {
      const { substitutionUid, ...head } = parseInput(model.endSubstitution, raw);
      return recordChange(deps, { actor, ...head, kind: 'substitution_ended', subject: { uid: substitutionUid } }, (change) =>
        endRecord(change, 'substitution'),
      );
    },
  };
}

async function endRecord(change: Change, table: DatedTable): Promise<void> {
  const { tx, changeUid, subjectUid, effectiveOn } = change;
  const unitUid = await findUnitOf(tx.q, subjectUid);
  if (unitUid === undefined) throw notFound('organization.not_found');
  permitIn(change, 'organization.manage_staff', [unitUid]);
  if ((await endFacts(tx.q, table, sql`uid = ${subjectUid}`, { on: effectiveOn, changeUid })) === 0) throw conflict('organization.nothing_changes');
  auditChange(change, unitUid);
}

type Relation = Pick<ProposedDelegation, 'grantorKind' | 'collectiveName' | 'delegateKind' | 'delegateUnit'>;

/** How the delegate's unit stands to the grantor's on the first day of the delegation. */
async function relate(change: Change, grantor: Position, delegate: Position): Promise<Relation> {
  const timelines = await loadTimelinesAbove(change.tx.q, [grantor.unitUid, delegate.unitUid]);
  const factsOn = (uid: string) => timelines.get(uid)?.find((segment) => holdsOn(segment, change.effectiveOn))?.facts;
  let above = factsOn(delegate.unitUid)?.parentUid ?? null;
  while (above !== null && above !== grantor.unitUid) above = factsOn(above)?.parentUid ?? null;
  const inside = above === null ? 'elsewhere' : 'below';
  return {
    grantorKind: grantor.kind,
    collectiveName: factsOn(grantor.unitUid)?.collectiveName ?? null,
    delegateKind: delegate.kind,
    delegateUnit: delegate.unitUid === grantor.unitUid ? 'same' : inside,
  };
}
