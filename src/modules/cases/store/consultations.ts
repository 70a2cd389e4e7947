import type { Kysely, Selectable } from 'kysely';
import type { Addressee } from '../policy.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

export type OpinionKind = 'agree' | 'disagree' | 'other';

/** An opinion asked beside a step. */
export type Consultation = Addressee & {
  readonly id: string;
  readonly caseId: string;
  readonly question: string;
  readonly unitName: string;
  readonly personName: string | null;
  readonly mandatory: boolean;
  readonly wantedBy: Date | null;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly opinion: OpinionKind | null;
  readonly answer: string | null;
  readonly answeredByName: string | null;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
};

export type NewConsultation = Pick<
  Consultation,
  | 'id' | 'caseId' | 'question' | 'unitUid' | 'unitName' | 'holdingId' | 'personName'
  | 'mandatory' | 'wantedBy' | 'askedBy' | 'askedByName' | 'askedAt'
>;

export async function insertConsultations(q: Queries, rows: readonly NewConsultation[]): Promise<void> {
  const values = rows.map((row) => ({
    id: row.id,
    case_id: row.caseId,
    question: row.question,
    unit_uid: row.unitUid,
    unit_name: row.unitName,
    holding_id: row.holdingId,
    person_name: row.personName,
    mandatory: row.mandatory,
    wanted_by: row.wantedBy,
    asked_by: row.askedBy,
    asked_by_name: row.askedByName,
    asked_at: row.askedAt,
  }));
  await q.insertInto('cases.consultation').values(values).execute();
}

/** Whose opinion on a case is still waited for, and who gave theirs. */
export async function listAsked(q: Queries, caseId: string): Promise<{ asked: Addressee[]; heard: Addressee[] }> {
  const rows = await q
    .selectFrom('cases.consultation')
    .select(['unit_uid', 'holding_id', 'answered_at'])
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .execute();
  const people = (answered: boolean): Addressee[] =>
    rows.filter((row) => (row.answered_at !== null) === answered).map((row) => ({ unitUid: row.unit_uid, holdingId: row.holding_id }));
  return { asked: people(false), heard: people(true) };
}

/** Every opinion asked of a case, oldest first. */
export async function listConsultations(q: Queries, caseId: string): Promise<Consultation[]> {
  const rows = await q.selectFrom('cases.consultation').selectAll().where('case_id', '=', caseId).orderBy('asked_at').orderBy('id').execute();
  return rows.map(toConsultation);
}

export async function lockConsultation(q: Queries, id: string): Promise<Consultation | undefined> {
  const row = await q.selectFrom('cases.consultation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : toConsultation(row);
}

/** How many mandatory opinions of a case are still missing. */
export async function countMissing(q: Queries, caseId: string): Promise<number> {
  const row = await q
    .selectFrom('cases.consultation')
    .select((eb) => eb.fn.countAll<number>().as('missing'))
    .where('case_id', '=', caseId)
    .where('mandatory', '=', true)
    .where('answered_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.missing;
}

export async function saveAnswer(q: Queries, row: { id: string; opinion: OpinionKind; answer: string; by: string; at: Date }): Promise<void> {
  await q
    .updateTable('cases.consultation')
    .set({ opinion: row.opinion, answer: row.answer, answered_by_name: row.by, answered_at: row.at })
    .where('id', '=', row.id)
    .execute();
}

export async function endConsultation(q: Queries, row: { id: string; reason: string; at: Date }): Promise<void> {
  await q.updateTable('cases.consultation').set({ ended_at: row.at, end_reason: row.reason }).where('id', '=', row.id).execute();
}

/** A question that waits for somebody, with the case it is about. */
export type AskedLine = Pick<Consultation, 'id' | 'caseId' | 'question' | 'mandatory' | 'wantedBy' | 'askedByName' | 'askedAt'> & {
  readonly code: string;
  readonly procedureName: string;
};

/** Questions that wait for this person or this unit, what is wanted first on top. */
export async function listWaitingFor(q: Queries, who: Addressee): Promise<AskedLine[]> {
  const rows = await q
    .selectFrom('cases.consultation as asked')
    .innerJoin('cases.case_file as file', 'file.id', 'asked.case_id')
    .select(['asked.id', 'asked.case_id', 'asked.question', 'asked.mandatory', 'asked.wanted_by', 'asked.asked_by_name', 'asked.asked_at', 'file.code', 'file.procedure_name'])
    .where('asked.answered_at', 'is', null)
    .where('asked.ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('asked.holding_id', '=', who.holdingId),
        eb.and([eb('asked.holding_id', 'is', null), eb('asked.unit_uid', '=', who.unitUid)]),
      ]),
    )
    .orderBy('asked.wanted_by')
    .orderBy('asked.asked_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    question: row.question,
    mandatory: row.mandatory,
    wantedBy: row.wanted_by,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at,
    code: row.code,
    procedureName: row.procedure_name,
  }));
}

function toConsultation(row: Selectable<CasesTables['cases.consultation']>): Consultation {
  return {
    id: row.id,
    caseId: row.case_id,
    question: row.question,
    unitUid: row.unit_uid,
    unitName: row.unit_name,
    holdingId: row.holding_id,
    personName: row.person_name,
    mandatory: row.mandatory,
    wantedBy: row.wanted_by,
    askedBy: row.asked_by,
    askedByName: row.asked_by_name,
    askedAt: row.asked_at,
    opinion: row.opinion as OpinionKind | null,
    answer: row.answer,
    answeredByName: row.answered_by_name,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  };
}
