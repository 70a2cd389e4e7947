import { sql, type Kysely } from 'kysely';
import {
  holdReason,
  pageSize,
  stateAt,
  type CertificateFact,
  type CertificateState,
  type FactKind,
  type HolderKind,
} from '../model.ts';
import type { SigningTables } from '../tables.gen.ts';

type Queries = Kysely<SigningTables>;

/** A row of the register with everything that happened to it. */
export type RegisteredCertificate = {
  readonly id: string;
  readonly holderKind: HolderKind;
  readonly holderUid: string;
  readonly holderName: string;
  readonly unitUid: string;
  readonly provider: string;
  readonly keyRef: string;
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly keyKind: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly facts: readonly CertificateFact[];
};

export type NewCertificate = Omit<RegisteredCertificate, 'facts'> & {
  readonly requestId: string;
  readonly der: Buffer;
  readonly chain: Buffer;
};
export type NewFact = CertificateFact & {
  readonly certificateId: string;
  readonly requestId: string;
  readonly recordedBy: string;
};

export async function insertCertificate(q: Queries, row: NewCertificate): Promise<void> {
  await q
    .insertInto('signing.certificate')
    .values({
      id: row.id,
      request_id: row.requestId,
      holder_kind: row.holderKind,
      holder_uid: row.holderUid,
      holder_name: row.holderName,
      unit_uid: row.unitUid,
      provider: row.provider,
      key_ref: row.keyRef,
      subject: row.subject,
      issuer: row.issuer,
      serial: row.serial,
      key_kind: row.keyKind,
      der: row.der,
      chain: row.chain,
      not_before: row.notBefore,
      not_after: row.notAfter,
    })
    .execute();
}

export async function insertFact(q: Queries, fact: NewFact): Promise<void> {
  await q
    .insertInto('signing.certificate_fact')
    .values({
      certificate_id: fact.certificateId,
      request_id: fact.requestId,
      kind: fact.kind,
      effective_at: fact.effectiveAt,
      recorded_at: fact.recordedAt,
      reason_code: fact.reasonCode,
      reason: fact.reason,
      recorded_by: fact.recordedBy,
    })
    .execute();
}

/** Facts of a certificate as one JSON column: the register is read with one statement. */
const factsColumn = sql<FactRow[]>`coalesce((
  select jsonb_agg(jsonb_build_object('kind', f.kind, 'effectiveAt', f.effective_at, 'recordedAt', f.recorded_at,
    'reasonCode', f.reason_code, 'reason', f.reason) order by f.id)
  from signing.certificate_fact f where f.certificate_id = c.id), '[]')`.as('facts');

type FactRow = { kind: FactKind; effectiveAt: string; recordedAt: string; reasonCode: number; reason: string };

function selectCertificates(q: Queries) {
  return q
    .selectFrom('signing.certificate as c')
    .select([
      'c.id',
      'c.holder_kind',
      'c.holder_uid',
      'c.holder_name',
      'c.unit_uid',
      'c.provider',
      'c.key_ref',
      'c.subject',
      'c.issuer',
      'c.serial',
      'c.key_kind',
      'c.not_before',
      'c.not_after',
      factsColumn,
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectCertificates>['executeTakeFirstOrThrow']>>;

function toRegistered(row: Row): RegisteredCertificate {
  return {
    id: row.id,
    holderKind: row.holder_kind as HolderKind,
    holderUid: row.holder_uid,
    holderName: row.holder_name,
    unitUid: row.unit_uid,
    provider: row.provider,
    keyRef: row.key_ref,
    subject: row.subject,
    issuer: row.issuer,
    serial: row.serial,
    keyKind: row.key_kind,
    notBefore: row.not_before,
    notAfter: row.not_after,
    facts: row.facts.map((fact) => ({
      ...fact,
      effectiveAt: new Date(fact.effectiveAt),
      recordedAt: new Date(fact.recordedAt),
    })),
  };
}

export async function findCertificate(q: Queries, id: string): Promise<RegisteredCertificate | undefined> {
  const row = await selectCertificates(q).where('c.id', '=', id).executeTakeFirst();
  return row && toRegistered(row);
}

/** Locks the row, so that two changes of one certificate see each other. */
export async function lockCertificate(q: Queries, id: string): Promise<RegisteredCertificate | undefined> {
  const row = await selectCertificates(q).where('c.id', '=', id).forUpdate('c').executeTakeFirst();
  return row && toRegistered(row);
}

/** The certificate that a repeated request registered the first time. */
export async function findByRequest(q: Queries, requestId: string): Promise<RegisteredCertificate | undefined> {
  const row = await selectCertificates(q).where('c.request_id', '=', requestId).executeTakeFirst();
  return row && toRegistered(row);
}

export async function factIsRecorded(q: Queries, requestId: string): Promise<boolean> {
  const row = await q
    .selectFrom('signing.certificate_fact')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row !== undefined;
}

/** All certificates of a holder, the one that ends last first. */
export async function listOfHolder(q: Queries, kind: HolderKind, uid: string): Promise<RegisteredCertificate[]> {
  const rows = await selectCertificates(q)
    .where('c.holder_kind', '=', kind)
    .where('c.holder_uid', '=', uid)
    .orderBy('c.not_after', 'desc')
    .limit(50)
    .execute();
  return rows.map(toRegistered);
}

export type RegisterFilter = {
  readonly units: 'all' | readonly string[];
  readonly state: 'all' | 'expiring' | Extract<CertificateState, 'active' | 'suspended' | 'revoked' | 'expired'>;
  readonly expiringBefore: Date;
  readonly at: Date;
  readonly page: number;
};

/** The state of a certificate in SQL; agrees with `stateAt` of the model for facts that have begun. */
const stateColumn = (at: Date) => sql<string>`case
  when exists (select 1 from signing.certificate_fact f where f.certificate_id = c.id and f.kind = 'revoked' and f.effective_at <= ${at}) then 'revoked'
  when c.not_after < ${at} then 'expired'
  when (select f.kind from signing.certificate_fact f where f.certificate_id = c.id and f.kind in ('suspended', 'resumed') and f.effective_at <= ${at}
    order by f.effective_at desc, f.id desc limit 1) = 'suspended' then 'suspended'
  else 'active' end`;

/** One page of the register for the given units, soonest end first. */
export async function listRegister(q: Queries, filter: RegisterFilter): Promise<RegisteredCertificate[]> {
  const { units, state, at } = filter;
  const rows = await selectCertificates(q)
    .$if(units !== 'all', (query) => query.where('c.unit_uid', 'in', units === 'all' ? [] : [...units, '']))
    .$if(state === 'expiring', (query) =>
      query.where(stateColumn(at), '=', 'active').where('c.not_after', '<', filter.expiringBefore),
    )
    .$if(state !== 'all' && state !== 'expiring', (query) => query.where(stateColumn(at), '=', state))
    .orderBy('c.not_after')
    .orderBy('c.id')
    .limit(pageSize)
    .offset((filter.page - 1) * pageSize)
    .execute();
  return rows.map(toRegistered);
}

export async function readDer(q: Queries, id: string): Promise<{ der: Buffer; chain: Buffer } | undefined> {
  return q.selectFrom('signing.certificate').select(['der', 'chain']).where('id', '=', id).executeTakeFirst();
}

export type RevocationRow = { readonly serial: string; readonly at: Date; readonly reason: number };

/** Certificates of one issuer that are revoked or on hold: the content of its revocation list. */
export async function listRevoked(q: Queries, issuer: string, at: Date): Promise<RevocationRow[]> {
  const touched = await selectCertificates(q)
    .where('c.issuer', '=', issuer)
    .where('c.id', 'in', (inner) =>
      inner
        .selectFrom('signing.certificate_fact')
        .select('certificate_id')
        .where('kind', 'in', ['revoked', 'suspended']),
    )
    .execute();
  return touched.map(toRegistered).flatMap((certificate) => revocationOf(certificate, at));
}

function revocationOf(certificate: RegisteredCertificate, at: Date): RevocationRow[] {
  const { serial, facts } = certificate;
  const begun = facts.filter((fact) => fact.effectiveAt <= at);
  const revoked = begun.find((fact) => fact.kind === 'revoked');
  if (revoked) return [{ serial, at: revoked.effectiveAt, reason: revoked.reasonCode }];
  const hold = begun.findLast((fact) => fact.kind === 'suspended');
  return hold && stateAt(certificate, at) === 'suspended' ? [{ serial, at: hold.effectiveAt, reason: holdReason }] : [];
}

/** Certificates that end before the given time and have not, for inspection of alarms. */
export async function listEndingBefore(q: Queries, now: Date, before: Date): Promise<RegisteredCertificate[]> {
  const rows = await selectCertificates(q)
    .where('c.not_after', '>', now)
    .where('c.not_after', '<', before)
    .orderBy('c.not_after')
    .limit(5000)
    .execute();
  return rows.map(toRegistered);
}

/** True when this stage was not raised before: the row makes each alarm happen once. */
export async function raiseAlarm(
  q: Queries,
  alarm: { certificateId: string; days: number; at: Date },
): Promise<boolean> {
  const row = await q
    .insertInto('signing.expiry_alarm')
    .values({ certificate_id: alarm.certificateId, days: alarm.days, raised_at: alarm.at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('days')
    .executeTakeFirst();
  return row !== undefined;
}
