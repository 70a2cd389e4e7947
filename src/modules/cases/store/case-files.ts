import type { Insertable, Kysely, Selectable } from 'kysely';
import type { untouched, CaseFile, Channel, DerivationLine, StepKind } from '../model.ts';
import type { State } from '../states.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;
type Row = Selectable<CasesTables['cases.case_file']>;

const columns = [
  'id', 'code', 'procedure_code', 'procedure_name', 'version_id', 'unit_uid', 'received_unit_uid', 'channel', 'state', 'step', 'step_kind', 'holder_id',
  'account_id', 'applicant_name', 'applicant_personal_id', 'applicant_phone', 'applicant_email', 'answers', 'fee_due', 'fee_paid',
  'submitted_at', 'accepted_at', 'due_at', 'due_derivation', 'calendar_version', 'finished_at', 'delivered_at',
  'delegate_id', 'moved_by', 'moved_from_step', 'extended_to',
] as const;

export type NewCase = Omit<CaseFile, 'acceptedAt' | 'dueAt' | 'dueDerivation' | 'calendarVersion' | 'finishedAt' | 'deliveredAt' | 'feePaid' | keyof typeof untouched> & {
  readonly requestId: string;
  readonly submittedBy: string;
  readonly applicantSearch: string;
};

/** A new case as its table keeps it. */
export function caseRow(row: NewCase): Insertable<CasesTables['cases.case_file']> {
  return {
    id: row.id,
    request_id: row.requestId,
    code: row.code,
    procedure_code: row.procedureCode,
    procedure_name: row.procedureName,
    version_id: row.versionId,
    unit_uid: row.unitUid,
    received_unit_uid: row.receivedUnitUid,
    channel: row.channel,
    state: row.state,
    step: row.step,
    step_kind: row.stepKind,
    account_id: row.accountId,
    submitted_by: row.submittedBy,
    applicant_name: row.applicantName,
    applicant_search: row.applicantSearch,
    applicant_personal_id: row.applicantPersonalId,
    applicant_phone: row.applicantPhone,
    applicant_email: row.applicantEmail,
    answers: JSON.stringify(row.answers),
    fee_due: row.feeDue,
    submitted_at: row.submittedAt,
  };
}

export async function lockCase(q: Queries, caseId: string): Promise<CaseFile | undefined> {
  const row = await q.selectFrom('cases.case_file').select(columns).where('id', '=', caseId).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : toCase(row);
}

export async function findCase(q: Queries, caseId: string): Promise<CaseFile | undefined> {
  const row = await q.selectFrom('cases.case_file').select(columns).where('id', '=', caseId).executeTakeFirst();
  return row === undefined ? undefined : toCase(row);
}

export async function findCaseByCode(q: Queries, code: string): Promise<CaseFile | undefined> {
  const row = await q.selectFrom('cases.case_file').select(columns).where('code', '=', code).executeTakeFirst();
  return row === undefined ? undefined : toCase(row);
}

/** The first submission with this request id, and who made it. */
export async function findByRequest(q: Queries, requestId: string): Promise<(CaseFile & { submittedBy: string }) | undefined> {
  const row = await q
    .selectFrom('cases.case_file')
    .select([...columns, 'submitted_by'])
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...toCase(row), submittedBy: row.submitted_by };
}

export async function listByAccount(q: Queries, accountId: string): Promise<CaseFile[]> {
  const rows = await q
    .selectFrom('cases.case_file')
    .select(columns)
    .where('account_id', '=', accountId)
    .orderBy('submitted_at', 'desc')
    .limit(200)
    .execute();
  return rows.map(toCase);
}

/** Writes everything an act may change. */
export async function saveCase(q: Queries, file: CaseFile): Promise<void> {
  await q
    .updateTable('cases.case_file')
    .set({
      unit_uid: file.unitUid,
      state: file.state,
      step: file.step,
      step_kind: file.stepKind,
      holder_id: file.holderId,
      answers: JSON.stringify(file.answers),
      fee_due: file.feeDue,
      fee_paid: file.feePaid,
      accepted_at: file.acceptedAt,
      due_at: file.dueAt,
      due_derivation: JSON.stringify(file.dueDerivation),
      calendar_version: file.calendarVersion,
      finished_at: file.finishedAt,
      delivered_at: file.deliveredAt,
      delegate_id: file.delegateId,
      moved_by: file.movedBy,
      moved_from_step: file.movedFromStep,
      extended_to: file.extendedTo,
    })
    .where('id', '=', file.id)
    .execute();
}

function toCase(row: Pick<Row, (typeof columns)[number]>): CaseFile {
  return {
    id: row.id,
    code: row.code,
    procedureCode: row.procedure_code,
    procedureName: row.procedure_name,
    versionId: row.version_id,
    unitUid: row.unit_uid,
    receivedUnitUid: row.received_unit_uid,
    channel: row.channel as Channel,
    state: row.state as State,
    step: row.step,
    stepKind: row.step_kind as StepKind,
    holderId: row.holder_id,
    accountId: row.account_id,
    applicantName: row.applicant_name,
    applicantPersonalId: row.applicant_personal_id,
    applicantPhone: row.applicant_phone,
    applicantEmail: row.applicant_email,
    answers: row.answers as Record<string, unknown>,
    feeDue: row.fee_due,
    feePaid: row.fee_paid,
    submittedAt: row.submitted_at,
    acceptedAt: row.accepted_at,
    dueAt: row.due_at,
    dueDerivation: (row.due_derivation ?? []) as DerivationLine[],
    calendarVersion: row.calendar_version,
    finishedAt: row.finished_at,
    deliveredAt: row.delivered_at,
    delegateId: row.delegate_id,
    movedBy: row.moved_by,
    movedFromStep: row.moved_from_step,
    extendedTo: row.extended_to,
  };
}
