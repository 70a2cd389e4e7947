import { systemActor } from '#platform/access/actor.ts';
import type { CaseFile, StepKind } from '../model.ts';
import type { CasesDeps, Colleague, WarningKind } from '../ports.ts';
import { states } from '../states.ts';
import * as caseFiles from '../store/case-files.ts';
import * as warnings from '../store/warnings.ts';

const batchSize = 200;

const templateOf: Readonly<Record<WarningKind, { readonly template: string; readonly part?: string }>> = {
  half: { template: 'cases.time_used', part: '50 %' },
  most: { template: 'cases.time_used', part: '80 %' },
  day_before: { template: 'cases.day_before' },
  due: { template: 'cases.past_due' },
};

/** Sends every warning that has fallen due, each once. Safe to run at any time and by several processes at once. */
export async function sendWarnings(deps: CasesDeps): Promise<void> {
  const now = deps.clock.now();
  for (;;) {
    const waiting = await warnings.listWaiting(deps.db.q, now, batchSize);
    for (const warning of waiting) await sendWarning(deps, warning, now);
    if (waiting.length < batchSize) return;
  }
}

async function sendWarning(deps: CasesDeps, warning: warnings.Warning, now: Date): Promise<void> {
  const seen = await caseFiles.findCase(deps.db.q, warning.caseId);
  const recipients = seen === undefined ? [] : await recipientsOf(deps, seen);
  await deps.db.transaction(async (tx) => {
    const file = await caseFiles.lockCase(tx.q, warning.caseId);
    if (file === undefined || !isRunning(file, warning)) return warnings.dropWarning(tx.q, warning);
    if (!(await warnings.markSent(tx.q, warning, now))) return;
    for (const { accountId } of recipients) {
      const { template, part } = templateOf[warning.kind];
      const facts = { code: file.code, procedure: file.procedureName, dueAt: warning.dueAt.toISOString() };
      await deps.notices.send(tx, {
        key: `cases.warning:${file.id}:${warning.kind}:${warning.dueAt.getTime()}:${accountId ?? ''}`,
        to: { accountId, email: null, locale: 'vi' },
        template,
        data: part === undefined ? facts : { ...facts, part },
        link: `/can-bo/ho-so/${file.id}?phan=giay-to`,
        unitUid: file.unitUid,
      });
    }
    tx.audit({ actor: systemActor('cases.warn'), action: 'cases.warned', subject: { kind: 'case', id: file.id }, unitUid: file.unitUid, detail: { code: file.code, kind: warning.kind } });
  });
}

/** A clock that stands still, a date that moved and a case that is over are nothing to warn of. */
function isRunning(file: CaseFile, { dueAt }: warnings.Warning): boolean {
  const running = file.state === states.accepted || file.state === states.inProcess;
  return running && file.dueAt?.getTime() === dueAt.getTime();
}

const permissionOfStep: Readonly<Record<Exclude<StepKind, 'closed'>, string>> = {
  receive: 'cases.receive',
  process: 'cases.process',
  sign: 'cases.sign',
  deliver: 'cases.deliver',
};

/** Whoever holds it, or everybody who could take it; and the head of the unit. */
async function recipientsOf({ people }: CasesDeps, file: CaseFile): Promise<Colleague[]> {
  const holdings = [file.holderId, file.delegateId].filter((id) => id !== null);
  const named = await Promise.all(holdings.map((id) => people.byHolding(id)));
  const anyone = holdings.length > 0 || file.stepKind === 'closed' ? [] : await people.withPermission(permissionOfStep[file.stepKind], file.unitUid);
  const all = [...named, ...anyone, await people.headOf(file.unitUid)].filter((one) => one !== undefined);
  const byAccount = new Map(all.filter((one) => one.accountId !== null).map((one) => [one.accountId, one]));
  return [...byAccount.values()];
}
