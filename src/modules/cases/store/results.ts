import type { Kysely, Selectable } from 'kysely';
import type { Result, ResultState, Signer } from '../model.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

const columns = [
  'case_id', 'state', 'template', 'fields', 'notation', 'signer', 'signed_at', 'sha256', 'size', 'verification_code', 'revoked_at', 'revoke_reason',
] as const;

/** Writes the draft; a later draft replaces it until it is signed. */
export async function putDraft(q: Queries, row: { caseId: string; template: string; fields: unknown; state: 'drafted' | 'proposed'; at: Date }): Promise<void> {
  const changes = { state: row.state, template: row.template, fields: JSON.stringify(row.fields), updated_at: row.at };
  await q
    .insertInto('cases.result')
    .values({ case_id: row.caseId, ...changes })
    .onConflict((oc) => oc.column('case_id').doUpdateSet(changes))
    .execute();
}

export async function lockResult(q: Queries, caseId: string): Promise<Result | undefined> {
  const row = await q.selectFrom('cases.result').select(columns).where('case_id', '=', caseId).forUpdate().executeTakeFirst();
  return row === undefined ? undefined : toResult(row);
}

export async function findResult(q: Queries, caseId: string): Promise<Result | undefined> {
  const row = await q.selectFrom('cases.result').select(columns).where('case_id', '=', caseId).executeTakeFirst();
  return row === undefined ? undefined : toResult(row);
}

export async function findByVerificationCode(q: Queries, code: string): Promise<Result | undefined> {
  const row = await q.selectFrom('cases.result').select(columns).where('verification_code', '=', code).executeTakeFirst();
  return row === undefined ? undefined : toResult(row);
}

/** A result by the hash of its file, for somebody who holds the file. */
export async function findByHash(q: Queries, sha256: string): Promise<Result | undefined> {
  const row = await q.selectFrom('cases.result').select(columns).where('sha256', '=', sha256).executeTakeFirst();
  return row === undefined ? undefined : toResult(row);
}

export async function setState(q: Queries, caseId: string, change: { state: ResultState; at: Date }): Promise<void> {
  await q.updateTable('cases.result').set({ state: change.state, updated_at: change.at }).where('case_id', '=', caseId).execute();
}

/** The leader's consent: number, signature block and verification code are fixed from here on. */
export async function markSigning(
  q: Queries,
  row: { caseId: string; requestId: string; number: number; notation: string; signer: Signer; verificationCode: string; at: Date },
): Promise<void> {
  await q
    .updateTable('cases.result')
    .set({
      state: 'signing',
      issue_request_id: row.requestId,
      number: row.number,
      notation: row.notation,
      signer: JSON.stringify(row.signer),
      verification_code: row.verificationCode,
      signed_at: row.at,
      updated_at: row.at,
    })
    .where('case_id', '=', row.caseId)
    .execute();
}

/** A corrected text takes the place of what was issued, which has gone to the former results. */
export async function putCorrection(q: Queries, row: { caseId: string; fields: unknown; at: Date }): Promise<void> {
  const cleared = { sha256: null, size: null, revoked_at: null, revoke_reason: null };
  await q
    .updateTable('cases.result')
    .set({ state: 'proposed', fields: JSON.stringify(row.fields), ...cleared, updated_at: row.at })
    .where('case_id', '=', row.caseId)
    .execute();
}

/** The result holds no longer; its paper goes on saying so wherever it is checked. */
export async function markRevoked(q: Queries, row: { caseId: string; reason: string; at: Date }): Promise<void> {
  await q
    .updateTable('cases.result')
    .set({ state: 'revoked', revoked_at: row.at, revoke_reason: row.reason, updated_at: row.at })
    .where('case_id', '=', row.caseId)
    .execute();
}

export async function markIssued(q: Queries, row: { caseId: string; sha256: string; size: number; at: Date }): Promise<void> {
  await q
    .updateTable('cases.result')
    .set({ state: 'issued', sha256: row.sha256, size: row.size, updated_at: row.at })
    .where('case_id', '=', row.caseId)
    .execute();
}

function toResult(row: Pick<Selectable<CasesTables['cases.result']>, (typeof columns)[number]>): Result {
  return {
    caseId: row.case_id,
    state: row.state as ResultState,
    template: row.template,
    fields: row.fields as Record<string, unknown>,
    notation: row.notation,
    signer: row.signer as Signer | null,
    signedAt: row.signed_at,
    sha256: row.sha256,
    size: row.size,
    verificationCode: row.verification_code,
    revokedAt: row.revoked_at,
    revokeReason: row.revoke_reason,
  };
}
