import { sql, type RawBuilder } from 'kysely';
import type { LocalDate, Validity } from '../validity.ts';
import type { DelegationRecord, SubstitutionRecord } from '../views.ts';
import type { DelegationKind, HoldingKind, PositionKind } from '../vocabulary.ts';
import type { Queries } from './queries.ts';

export type NewDelegation = Validity & {
  readonly delegationUid: string;
  readonly kind: DelegationKind;
  readonly grantorPositionUid: string;
  readonly delegatePositionUid: string;
  readonly scope: string;
  readonly passable: boolean;
  readonly changeUid: string;
};

export async function insertDelegation(q: Queries, row: NewDelegation): Promise<void> {
  await q
    .insertInto('organization.delegation')
    .values({
      uid: row.delegationUid,
      kind: row.kind,
      grantor_position_uid: row.grantorPositionUid,
      delegate_position_uid: row.delegatePositionUid,
      scope: row.scope,
      passable: row.passable,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      recorded_by: row.changeUid,
    })
    .execute();
}

/** Delegations of a day with both sides; the paper is the one of the change that first recorded them. */
const inForce = (asOf: LocalDate, where: RawBuilder<unknown>) => sql<DelegationRecord>`
  select d.uid as "delegationUid", d.kind, d.scope, d.passable, d.valid_from as "validFrom", d.valid_to as "validTo",
    g.uid as "grantorPositionUid", g.title as "grantorTitle", g.unit_uid as "grantorUnitUid", gu.full_name as "grantorUnitName",
    r.uid as "delegatePositionUid", r.title as "delegateTitle", r.unit_uid as "delegateUnitUid", ru.full_name as "delegateUnitName",
    c.document
  from organization.delegation d
  join organization.position g on g.uid = d.grantor_position_uid and g.superseded_by is null
  join organization.unit_version gu on gu.unit_uid = g.unit_uid and gu.superseded_by is null and gu.validity @> ${asOf}::date
  join organization.position r on r.uid = d.delegate_position_uid and r.superseded_by is null
  join organization.unit_version ru on ru.unit_uid = r.unit_uid and ru.superseded_by is null and ru.validity @> ${asOf}::date
  join organization.change c on c.subject_uid = d.uid and c.kind = 'delegation_granted'
  where d.superseded_by is null and d.validity @> ${asOf}::date and (${where})
  order by d.valid_from, d.uid`;

/** Delegations given by or to the positions of a unit, in force on a day. */
export async function listDelegations(q: Queries, unitUid: string, asOf: LocalDate): Promise<DelegationRecord[]> {
  return (await inForce(asOf, sql`g.unit_uid = ${unitUid} or r.unit_uid = ${unitUid}`).execute(q)).rows;
}

/** Delegations that concern a holder on a day: to the own position, and to the head of the own unit by order or authorisation. */
export async function listDelegationsFor(
  q: Queries,
  position: { positionUid: string; unitUid: string },
  asOf: LocalDate,
): Promise<DelegationRecord[]> {
  const toTheHead = sql`r.unit_uid = ${position.unitUid} and d.kind in ('by_order', 'by_authorisation')`;
  return (await inForce(asOf, sql`r.uid = ${position.positionUid} or (${toTheHead})`).execute(q)).rows;
}

export type SignerRow = Validity & {
  readonly signerName: string;
  readonly kind: HoldingKind;
  readonly positionUid: string;
  readonly positionKind: PositionKind;
  readonly title: string;
  readonly headTitle: string | null;
  readonly collectiveName: string | null;
  readonly unitUid: string;
};

/** What a signature block needs to know of a holder; the unit and its head as they are on the day. */
export async function findSigner(q: Queries, holdingUid: string, asOf: LocalDate): Promise<SignerRow | undefined> {
  const { rows } = await sql<SignerRow>`
    select n.full_name as "signerName", h.kind, h.position_uid as "positionUid", h.position_kind as "positionKind", p.title,
      (select head.title from organization.position head where head.superseded_by is null and head.unit_uid = p.unit_uid
        and head.kind = 'head' and head.validity @> ${asOf}::date) as "headTitle",
      u.collective_name as "collectiveName", p.unit_uid as "unitUid", h.valid_from as "validFrom", h.valid_to as "validTo"
    from organization.holding h
    join organization.person n on n.uid = h.person_uid and n.superseded_by is null
    join organization.position p on p.uid = h.position_uid and p.superseded_by is null
    left join organization.unit_version u on u.unit_uid = p.unit_uid and u.superseded_by is null and u.validity @> ${asOf}::date
    where h.uid = ${holdingUid} and h.superseded_by is null`.execute(q);
  return rows[0];
}

export async function insertSubstitution(
  q: Queries,
  row: Omit<SubstitutionRecord, 'substituteName'> & { changeUid: string },
): Promise<void> {
  await q
    .insertInto('organization.substitution')
    .values({
      uid: row.substitutionUid,
      absent_holding_uid: row.absentHoldingUid,
      substitute_holding_uid: row.substituteHoldingUid,
      reason: row.reason,
      valid_from: row.validFrom,
      valid_to: row.validTo ?? row.validFrom,
      recorded_by: row.changeUid,
    })
    .execute();
}

const substitutions = (asOf: LocalDate, where: RawBuilder<unknown>) => sql<SubstitutionRecord>`
  select s.uid as "substitutionUid", s.absent_holding_uid as "absentHoldingUid", s.substitute_holding_uid as "substituteHoldingUid",
    n.full_name as "substituteName", s.reason, s.valid_from as "validFrom", s.valid_to as "validTo"
  from organization.substitution s
  join organization.holding h on h.uid = s.substitute_holding_uid and h.superseded_by is null
  join organization.person n on n.uid = h.person_uid and n.superseded_by is null
  where s.superseded_by is null and s.validity @> ${asOf}::date and (${where})`;

/** Substitutions in force on a day for any of these absent holders. */
export async function listSubstitutions(
  q: Queries,
  absentHoldingUids: readonly string[],
  asOf: LocalDate,
): Promise<SubstitutionRecord[]> {
  const absent = sql`s.absent_holding_uid = any(${[...absentHoldingUids]}::uuid[])`;
  return (await substitutions(asOf, absent).execute(q)).rows;
}

/** The holdings for which a person stands in on a day. */
export async function listAbsentHoldingsFor(q: Queries, personUid: string, asOf: LocalDate): Promise<string[]> {
  const { rows } = await substitutions(asOf, sql`h.person_uid = ${personUid}`).execute(q);
  return rows.map((row) => row.absentHoldingUid);
}
