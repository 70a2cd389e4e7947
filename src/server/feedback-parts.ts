import { deadlineAfter, explain, type Calendar } from '#modules/calendar/index.ts';
import type { Cases } from '#modules/cases/index.ts';
import type { FeedbackDeps, JudgedCases } from '#modules/feedback/index.ts';
import type { Organization } from '#modules/organization/index.ts';
import { toLocalDate } from '#platform/text/dates.ts';

type Parts = { readonly cases: Cases; readonly organization: Organization; readonly calendar: Calendar };

/** What feedback needs of cases, units and calendar, in its words. */
export function feedbackParts({ cases, organization, calendar }: Parts): Pick<FeedbackDeps, 'cases' | 'supervisors' | 'deadlines'> {
  return {
    cases: judgedCases({ cases, organization }),
    supervisors: {
      above: async (unitUid, at) => (await organization.unit(unitUid, toLocalDate(at)))?.parentUid ?? null,
    },
    deadlines: {
      async after(unitUid, from, { workingDays, legalBase }) {
        const after = deadlineAfter(await calendar.calendarOf(unitUid), from, { unit: 'working_day', n: workingDays, legalBase }, []);
        return { dueAt: after.dueAt ?? from, derivation: explain(after.derivation) };
      },
    },
  };
}

function judgedCases({ cases, organization }: Pick<Parts, 'cases' | 'organization'>): JudgedCases {
  return {
    async own(actor, caseId) {
      const { file } = await cases.getCase(actor, caseId);
      // Of any day: who has left the position since handled the case all the same.
      const holdings = await Promise.all((await cases.listHandlers(actor, file.id)).map((uid) => organization.holding(uid, null)));
      const handlers = [...new Set(holdings.flatMap((holding) => (holding === null ? [] : [holding.personUid])))];
      const { id, code, unitUid, procedureCode, procedureName, state, stepKind } = file;
      return { id, code, unitUid, procedureCode, procedureName, delivered: state === 10, ended: stepKind === 'closed', handlers };
    },
  };
}
