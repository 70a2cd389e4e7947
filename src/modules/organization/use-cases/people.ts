import type { Actor } from '#platform/access/actor.ts';
import { conflict, notFound } from '#platform/errors/app-error.ts';
import { foldWords } from '#platform/text/fold.ts';
import * as model from '../model.ts';
import type { OrganizationChanges } from '../organization.ts';
import * as store from '../store/staff.ts';
import { dateInVietnam } from '../validity.ts';
import type { PersonRecord, Recorded } from '../views.ts';
import { parseInput } from './parse-input.ts';
import { auditChange, permitIn, recordChange, type Change, type OrganizationDeps } from './record-change.ts';

/** Officials as persons; what they hold is in holdings. */
export function createPeople(deps: OrganizationDeps): Pick<OrganizationChanges, 'addPerson' | 'correctPerson'> {
  return {
    addPerson: (actor, raw) => addPerson(deps, actor, raw),
    correctPerson: (actor, raw) => correctPerson(deps, actor, raw),
  };
}

async function addPerson(deps: OrganizationDeps, actor: Actor, raw: model.AddPerson): Promise<Recorded> {
  const { requestId, ...facts } = parseInput(model.addPerson, raw);
  const head = { requestId, effectiveOn: dateInVietnam(deps.clock.now()), document: null, reason: null };
  return recordChange(deps, { actor, ...head, kind: 'person_added', subject: { begins: 'person' } }, async (change) => {
    permitIn(change, 'organization.manage_staff', []);
    await savePerson(change, facts);
    auditChange(change, null);
  });
}

async function correctPerson(deps: OrganizationDeps, actor: Actor, raw: model.CorrectPerson): Promise<Recorded> {
  const { requestId, reason, personUid, ...facts } = parseInput(model.correctPerson, raw);
  const head = { requestId, effectiveOn: dateInVietnam(deps.clock.now()), document: null, reason };
  return recordChange(
    deps,
    { actor, ...head, kind: 'person_corrected', subject: { uid: personUid } },
    async (change) => {
      const { q } = change.tx;
      permitIn(change, 'organization.manage_staff', await store.listUnitsOfPerson(q, personUid));
      const person = await store.findPerson(q, personUid);
      if (person === undefined) throw notFound('organization.not_found');
      const fieldsChanged = differences(person, facts);
      if (fieldsChanged.length === 0) throw conflict('organization.nothing_changes');
      await store.supersedePerson(q, personUid, change.changeUid);
      await savePerson(change, facts);
      auditChange(change, null, { fieldsChanged });
    },
  );
}

type PersonFacts = Omit<PersonRecord, 'personUid'>;

async function savePerson({ tx, subjectUid, changeUid }: Change, facts: PersonFacts): Promise<void> {
  const nameFolded = foldWords(facts.fullName).join(' ');
  await store.insertPerson(tx.q, { ...facts, personUid: subjectUid, nameFolded, changeUid });
}

function differences(before: PersonFacts, after: PersonFacts): string[] {
  return (['fullName', 'birthDate', 'phone', 'email'] as const).filter((field) => before[field] !== after[field]);
}
