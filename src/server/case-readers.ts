import type { Reader, Readers } from '#modules/cases/index.ts';
import type { Identity } from '#modules/identity/index.ts';
import type { Organization } from '#modules/organization/index.ts';
import { listReadings, type Reading } from '#platform/audit/readings.ts';
import type { AuditTables } from '#platform/audit/tables.gen.ts';
import type { Database } from '#platform/db/database.ts';
import { toLocalDate } from '#platform/text/dates.ts';

const actions = ['cases.read', 'cases.result_downloaded'];
const longestList = 200;

type Parts = { readonly db: Pick<Database<unknown>, 'for'>; readonly identity: Pick<Identity, 'nameOf'>; readonly organization: Pick<Organization, 'holding'> };

/** Who read a case: the trail holds ids; names and positions are those of the day of the reading. */
export function readersForCases({ db, identity, organization }: Parts): Readers {
  const describe = async (reading: Reading): Promise<Reader> => {
    const { accountId, holdingId, action, purpose, at, times } = reading;
    const holding = holdingId === null ? null : await organization.holding(holdingId, toLocalDate(at));
    const name = holding?.personName ?? (await identity.nameOf(accountId)) ?? '';
    return { name, position: holding?.title ?? null, unitName: holding?.unitName ?? null, action, purpose, at, times };
  };
  return {
    async of(caseId) {
      const readings = await listReadings(db.for<AuditTables>().q, { subjectKind: 'case', subjectId: caseId, actions, limit: longestList });
      return Promise.all(readings.map(describe));
    },
  };
}
