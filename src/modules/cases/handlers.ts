import { once } from '#platform/jobs/once.ts';
import { onEvent, onJob, type EventDefinition, type EventHandler, type Handlers } from '#platform/jobs/definitions.ts';
import { splitName } from '#platform/text/names.ts';
import { paymentEvents } from '#modules/payments/index.ts';
import * as events from './events.ts';
import type { CasesDeps } from './ports.ts';
import * as caseFiles from './store/case-files.ts';
import { endFees, followPayment } from './use-cases/fees.ts';
import { workOffBatch } from './use-cases/sign-batch.ts';
import { issueResult } from './use-cases/sign.ts';
import { sendWarnings } from './use-cases/warn.ts';

/** Work outside the transactions of the counter: the paper of a signed result, and telling the applicant. */
export function createCasesHandlers(deps: CasesDeps): Handlers {
  return {
    jobs: [
      onJob(events.issueResult, ({ caseId }) => issueResult(deps, caseId)),
      onJob(events.signBatch, ({ batchId }) => workOffBatch(deps, batchId)),
    ],
    schedules: [{ name: 'cases.warn_of_due_dates', cron: '*/5 * * * *', run: () => sendWarnings(deps) }],
    events: [
      tell(deps, events.caseFileSubmitted, 'cases.submitted'),
      tell(deps, events.caseFileAccepted, 'cases.accepted'),
      tell(deps, events.caseFileRefused, 'cases.refused'),
      tell(deps, events.supplementAsked, 'cases.supplement_asked'),
      tell(deps, events.caseFileStopped, 'cases.stopped'),
      tell(deps, events.appointmentMoved, 'cases.overdue'),
      tell(deps, events.caseFileFinished, 'cases.finished'),
      tell(deps, events.resultRevoked, 'cases.result_revoked'),
      tell(deps, events.resultCorrected, 'cases.result_corrected'),
      onEvent(paymentEvents.balanceChanged, 'cases.follow_payment', async ({ subjectKind, subjectId }) => {
        if (subjectKind === 'case') await followPayment(deps, subjectId);
      }),
      endsFees(deps, events.caseFileRefused, 'refused'),
      endsFees(deps, events.caseFileWithdrawn, 'withdrawn'),
      endsFees(deps, events.caseFileStopped, 'stopped'),
    ],
  };
}

function endsFees<P extends Told>(deps: CasesDeps, event: EventDefinition<P>, ending: Parameters<typeof endFees>[3]): EventHandler {
  return onEvent(event, `cases.end_fees.${ending}`, ({ caseId }) => deps.db.transaction((tx) => endFees(deps, tx, caseId, ending)));
}

type Told = { readonly caseId: string; readonly dueAt?: string };

/** One event, one notice: the key holds the event, so a second delivery tells nobody twice. */
function tell<P extends Told>(deps: CasesDeps, event: EventDefinition<P>, template: string): EventHandler {
  return onEvent(event, `cases.tell.${template}`, async (payload, context) => {
    const file = await caseFiles.findCase(deps.db.q, payload.caseId);
    if (file === undefined) return;
    const agency = await deps.agencies.agency(file.unitUid, file.submittedAt);
    const data = { name: splitName(file.applicantName).given, code: file.code, procedure: file.procedureName, agency: agency.name };
    await deps.db.transaction(async (tx) => {
      if (!(await once(tx, context))) return;
      await deps.notices.send(tx, {
        key: `${template}:${context.eventId ?? file.id}`,
        to: { accountId: file.accountId, email: file.applicantEmail, phone: file.applicantPhone, locale: 'vi' },
        template,
        data: payload.dueAt === undefined ? data : { ...data, dueAt: payload.dueAt },
        link: file.accountId === null ? `/tra-cuu/${file.code}` : `/ho-so/${file.id}`,
        unitUid: file.unitUid,
      });
    });
  });
}
