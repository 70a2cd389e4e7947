import { sql } from 'kysely';
import type { LegalDocument } from '../model.ts';
import type { LocalDate } from '../validity.ts';
import type { JournalEntry } from '../views.ts';
import type { Queries } from './queries.ts';

export type ChangeRow = {
  readonly uid: string;
  readonly requestId: string;
  readonly kind: string;
  readonly subjectUid: string;
  readonly effectiveOn: LocalDate;
  readonly document: LegalDocument | null;
  readonly reason: string | null;
  readonly actorKind: 'officer' | 'system';
  readonly actorId: string;
  readonly actorName: string;
  readonly recordedAt: Date;
  readonly undoes: string | null;
};

/** Raises the version of the data. The row stays locked: changes of the organisation happen one after another. */
export async function raiseVersion(q: Queries): Promise<void> {
  await q
    .updateTable('organization.state')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute();
}

export async function readVersion(q: Queries): Promise<number> {
  const row = await q.selectFrom('organization.state').select('version').executeTakeFirstOrThrow();
  return row.version;
}

export async function insertSubject(q: Queries, uid: string, kind: string): Promise<void> {
  await q.insertInto('organization.subject').values({ uid, kind }).execute();
}

export async function insertChange(q: Queries, row: ChangeRow): Promise<void> {
  await q
    .insertInto('organization.change')
    .values({
      uid: row.uid,
      request_id: row.requestId,
      kind: row.kind,
      subject_uid: row.subjectUid,
      effective_on: row.effectiveOn,
      document: row.document === null ? null : JSON.stringify(row.document),
      reason: row.reason,
      actor_kind: row.actorKind,
      actor_id: row.actorId,
      actor_name: row.actorName,
      recorded_at: row.recordedAt,
      undoes: row.undoes,
    })
    .execute();
}

export type FoundChange = Pick<ChangeRow, 'uid' | 'kind' | 'subjectUid' | 'effectiveOn' | 'actorId'>;

export async function findChangeByRequest(q: Queries, requestId: string): Promise<FoundChange | undefined> {
  return found(q).where('request_id', '=', requestId).executeTakeFirst();
}

export async function findChange(q: Queries, uid: string): Promise<FoundChange | undefined> {
  return found(q).where('uid', '=', uid).executeTakeFirst();
}

function found(q: Queries) {
  return q
    .selectFrom('organization.change')
    .select(['uid', 'kind', 'subject_uid as subjectUid', 'effective_on as effectiveOn', 'actor_id as actorId']);
}

/** What a change is about, as people call it: the last that was recorded of it, even if it was taken back since. */
const subjectName = sql`coalesce(
  (select v.full_name from organization.unit_version v where v.unit_uid = c.subject_uid order by v.row_id desc limit 1),
  (select k.code from organization.unit_code k where k.uid = c.subject_uid order by k.row_id desc limit 1),
  (select p.title from organization.position p where p.uid = c.subject_uid order by p.row_id desc limit 1),
  (select n.full_name || ', ' || p.title from organization.holding h
    join organization.person n on n.uid = h.person_uid join organization.position p on p.uid = h.position_uid
    where h.uid = c.subject_uid order by n.row_id desc, p.row_id desc limit 1),
  (select p.title from organization.delegation d join organization.position p on p.uid = d.delegate_position_uid
    where d.uid = c.subject_uid order by p.row_id desc limit 1),
  (select n.full_name from organization.substitution s join organization.holding h on h.uid = s.substitute_holding_uid
    join organization.person n on n.uid = h.person_uid where s.uid = c.subject_uid order by n.row_id desc limit 1))`;

/** The journal of a unit: changes of the unit itself, its positions, holdings, codes and delegations; newest first. */
export async function listJournal(q: Queries, unitUid: string, limit: number): Promise<JournalEntry[]> {
  const { rows } = await sql<JournalEntry & { recordedAt: string }>`
    with positions as (select distinct uid from organization.position where unit_uid = ${unitUid}),
    holdings as (select distinct uid from organization.holding where position_uid in (select uid from positions)),
    touched as (
      select recorded_by as uid from organization.unit_version where unit_uid = ${unitUid}
      union select superseded_by from organization.unit_version where unit_uid = ${unitUid}
      union select recorded_by from organization.unit_code where unit_uid = ${unitUid}
      union select recorded_by from organization.unit_succession where from_uid = ${unitUid} or to_uid = ${unitUid}
      union select recorded_by from organization.position where uid in (select uid from positions)
      union select recorded_by from organization.holding where uid in (select uid from holdings)
      union select recorded_by from organization.delegation where grantor_position_uid in (select uid from positions)
        or delegate_position_uid in (select uid from positions)
      union select recorded_by from organization.substitution where absent_holding_uid in (select uid from holdings))
    select c.uid as "changeUid", c.kind, c.subject_uid as "subjectUid", coalesce(${subjectName}, '') as "subjectName",
      c.effective_on as "effectiveOn", c.document, c.reason, c.actor_name as "actorName",
      to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "recordedAt",
      exists (select from organization.change u where u.undoes = c.uid) as undone
    from organization.change c
    where c.subject_uid = ${unitUid} or c.uid in (select uid from touched) or c.undoes in (select uid from touched)
    order by c.recorded_at desc, c.uid desc limit ${limit}`.execute(q);
  return rows;
}
