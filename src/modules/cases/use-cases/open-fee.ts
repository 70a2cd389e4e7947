import type { Tx } from '#platform/db/database.ts';
import type { CaseFile } from '../model.ts';
import type { CaseProcedure, CasesDeps, FeeLine } from '../ports.ts';
import type { CasesTables } from '../tables.gen.ts';

type CasesTx = Tx<CasesTables>;

/** Tells the applicant what the case costs by its channel and answers, exemptions included. May be repeated. */
export async function openFee(deps: CasesDeps, tx: CasesTx, file: CaseFile, procedure: Pick<CaseProcedure, 'feeLines'>): Promise<void> {
  const lines = procedure.feeLines(file.channel, file.answers);
  if (lines.length === 0) return;
  await deps.fees.open(tx, {
    ...noticeOf(file),
    purpose: 'fee',
    lines: lines.map(({ code, name, legalBase, amount, exemption }) => ({ code, name, legalBase, amount, exemption })),
    dueWhen: firstDue(lines),
  });
}

/** Tells the applicant of a financial duty that is paid here while the case waits for it. */
export async function openDuty(deps: CasesDeps, tx: CasesTx, file: CaseFile, duty: { amount: number; words: string; key: string }): Promise<void> {
  const line = { code: 'NVTC', name: 'Nghĩa vụ tài chính', legalBase: duty.words.slice(0, 200), amount: duty.amount, exemption: null };
  await deps.fees.open(tx, { ...noticeOf(file), purpose: `duty/${duty.key}`, lines: [line], dueWhen: 'on_notice' });
}

function noticeOf(file: CaseFile) {
  const { id, code, procedureName, unitUid, channel, accountId, applicantName, answers } = file;
  const address = typeof answers['applicantResidence'] === 'string' ? answers['applicantResidence'] : null;
  return { subject: { kind: 'case' as const, id, code, title: procedureName }, unitUid, channel, payer: { accountId, name: applicantName, address } };
}

function firstDue(lines: readonly FeeLine[]): FeeLine['when'] {
  const order = ['on_submission', 'on_supplement', 'on_delivery'] as const;
  return order.find((when) => lines.some((line) => line.when === when && line.amount > 0)) ?? 'on_delivery';
}
