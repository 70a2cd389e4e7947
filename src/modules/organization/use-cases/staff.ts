import { sql } from 'kysely';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { foldWords } from '#platform/text/fold.ts';
import { holdingEnded, holdingStarted } from '../events.ts';
import * as model from '../model.ts';
import type { OrganizationChanges } from '../organization.ts';
import { endFacts, supersede } from '../store/facts.ts';
import * as store from '../store/staff.ts';
import { dateInVietnam } from '../validity.ts';
import type { HeldPosition, PersonRecord, Position } from '../views.ts';
import { parseInput } from './parse-input.ts';
import { auditChange, permitIn, recordChange, type Change, type OrganizationDeps } from './record-change.ts';
import { endPositions } from './reorganise.ts';

type StaffChanges = Pick<OrganizationChanges, 'addPerson' | 'correctPerson' | 'addPosition' | 'closePosition' | 'assignHolder' | 'endHolding'>;

/** People, positions, and who holds which. */
export function createStaffChanges(deps: OrganizationDeps): StaffChanges {
  return {
    async addPerson(actor, raw) {
      const { requestId, ...facts } = parseInput(model.addPerson, raw);
      const head = { requestId, effectiveOn: dateInVietnam(deps.clock.now()), document: null, reason: null };
      return recordChange(deps, { actor, ...head, kind: 'person_added', subject: { begins: 'person' } }, async (change) => {
        permitIn(change, 'organization.manage_staff', []);
        await savePerson(change, facts);
        auditChange(change, null);
      });
    },

    async correctPerson(actor, raw) {
      const { requestId, reason, personUid, ...facts } = parseInput(model.correctPerson, raw);
      const head = { requestId, effectiveOn: dateInVietnam(deps.clock.now()), document: null, reason };
      return recordChange(deps, { actor, ...head, kind: 'person_corrected', subject: { uid: personUid } }, async (change) => {
        permitIn(change, 'organization.manage_staff', await store.listUnitsOfPerson(change.tx.q, personUid));
        const person = found(await store.findPerson(change.tx.q, personUid));
        const fieldsChanged = differences(person, facts);
        if (fieldsChanged.length === 0) throw conflict('organization.nothing_changes');
        await supersede(change.tx.q, 'person', sql`uid = ${personUid}`, change.changeUid);
        await savePerson(change, facts);
        auditChange(change, null, { fieldsChanged });
      });
    },

    async addPosition(actor, raw) {
      const { unitUid, kind, title, ...head } = parseInput(model.addPosition, raw);
      return recordChange(deps, { actor, ...head, kind: 'position_added', subject: { begins: 'position' } }, async (change) => {
        permitIn(change, 'organization.manage_staff', [unitUid]);
        const { tx, changeUid, subjectUid: positionUid, effectiveOn: validFrom } = change;
        await store.insertPosition(tx.q, { positionUid, unitUid, kind, title, validFrom, changeUid });
        auditChange(change, unitUid, { positionKind: kind });
      });
    },

    async closePosition(actor, raw) {
      const { positionUid, ...head } = parseInput(model.closePosition, raw);
      return recordChange(deps, { actor, ...head, kind: 'position_closed', subject: { uid: positionUid } }, async (change) => {
        const position = await lockPosition(change, positionUid);
        if (position.validTo !== null && position.validTo <= head.effectiveOn) throw conflict('organization.nothing_changes');
        await endPositions(change, sql`${positionUid}::uuid`);
        auditChange(change, position.unitUid);
      });
    },

    ...createHoldingChanges(deps),
  };
}

function createHoldingChanges(deps: OrganizationDeps): Pick<StaffChanges, 'assignHolder' | 'endHolding'> {
  return {
    async assignHolder(actor, raw) {
      const { personUid, positionUid, kind, validTo, ...head } = parseInput(model.assignHolder, raw);
      if (validTo !== null && validTo <= head.effectiveOn) throw conflict('organization.end_before_start');
      return recordChange(deps, { actor, ...head, kind: 'holding_started', subject: { begins: 'holding' } }, async (change) => {
        const position = await lockPosition(change, positionUid);
        if (kind === 'acting' && position.kind !== 'head') throw conflict('organization.acting_only_head');
        const { tx, changeUid, subjectUid: holdingUid, effectiveOn: validFrom } = change;
        await store.insertHolding(tx.q, { holdingUid, personUid, position, kind, validFrom, validTo, changeUid });
        auditChange(change, position.unitUid, { personUid, positionUid, holdingKind: kind });
        tx.publish(holdingStarted, { changeUid, effectiveOn: validFrom, holdingUid, personUid, unitUid: position.unitUid });
      });
    },

    async endHolding(actor, raw) {
      const { holdingUid, ...head } = parseInput(model.endHolding, raw);
      return recordChange(deps, { actor, ...head, kind: 'holding_ended', subject: { uid: holdingUid } }, async (change) => {
        const { tx, changeUid, effectiveOn } = change;
        const holding = await lockHolding(change, holdingUid);
        const period = { on: effectiveOn, changeUid };
        await endFacts(tx.q, 'substitution', sql`absent_holding_uid = ${holdingUid} or substitute_holding_uid = ${holdingUid}`, period);
        if ((await endFacts(tx.q, 'holding', sql`uid = ${holdingUid}`, period)) === 0) throw conflict('organization.nothing_changes');
        auditChange(change, holding.unitUid, { personUid: holding.personUid });
        tx.publish(holdingEnded, { changeUid, effectiveOn, holdingUid, personUid: holding.personUid, unitUid: holding.unitUid });
      });
    },
  };
}

/** The position, once the actor may manage the staff of its unit. */
export async function lockPosition(change: Change, positionUid: string): Promise<Position> {
  const position = found(await store.findPosition(change.tx.q, positionUid));
  permitIn(change, 'organization.manage_staff', [position.unitUid]);
  return position;
}

/** The holding, once the actor may manage the staff of its unit. */
export async function lockHolding(change: Change, holdingUid: string): Promise<HeldPosition> {
  const holding = found(await store.findHolding(change.tx.q, holdingUid, null));
  permitIn(change, 'organization.manage_staff', [holding.unitUid]);
  return holding;
}

function found<T>(subject: T | undefined): T {
  if (subject === undefined) throw notFound('organization.not_found');
  return subject;
}

type PersonFacts = Omit<PersonRecord, 'personUid'>;

async function savePerson({ tx, subjectUid, changeUid }: Change, facts: PersonFacts): Promise<void> {
  await store.insertPerson(tx.q, { ...facts, personUid: subjectUid, nameFolded: foldWords(facts.fullName).join(' '), changeUid });
}

function differences(before: PersonFacts, after: PersonFacts): string[] {
  return (['fullName', 'birthDate', 'phone', 'email'] as const).filter((field) => before[field] !== after[field]);
}
