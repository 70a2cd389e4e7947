import { permit } from '#platform/access/decide.ts';
import { notFound } from '#platform/errors/app-error.ts';
import { foldWords } from '#platform/text/fold.ts';
import type { OrganizationReads } from '../organization.ts';
import { decide } from '../policy.ts';
import * as staff from '../store/staff.ts';
import { isUid } from './directory.ts';
import type { OrganizationDeps } from './record-change.ts';
import { mayRead } from './records.ts';

const searchLimit = 20;

/** Officials: names for every officer, personal data for those who manage them. */
export function createPersonReads(
  deps: OrganizationDeps,
): Pick<OrganizationReads, 'searchPersons' | 'findPersonName' | 'readPerson'> {
  return {
    async searchPersons(actor, text) {
      mayRead(actor, 'person');
      const words = foldWords(text.slice(0, 100));
      return words.length === 0 ? [] : staff.searchPersons(deps.db.q, words, searchLimit);
    },

    async findPersonName(actor, personUid) {
      mayRead(actor, personUid);
      const person = isUid(personUid) ? await staff.findPerson(deps.db.q, personUid) : undefined;
      return person === undefined ? null : { personUid, fullName: person.fullName };
    },

    async readPerson(actor, { personUid, purpose }) {
      const person = isUid(personUid) ? await staff.findPerson(deps.db.q, personUid) : undefined;
      const unitUids = person === undefined ? [] : await staff.listUnitsOfPerson(deps.db.q, personUid);
      const subject = { kind: 'organization', id: personUid };
      permit(decide(actor, 'organization.read_staff_private', { unitUids }), {
        actor,
        action: 'organization.read_staff_private',
        subject,
      });
      if (person === undefined) throw notFound('organization.not_found');
      await deps.audit.record({ actor, action: 'organization.person_read', subject, purpose });
      return person;
    },
  };
}
