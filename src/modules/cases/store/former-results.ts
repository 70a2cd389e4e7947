import type { Kysely, Selectable } from 'kysely';
import type { Result, Signer } from '../model.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

export type Ending = { readonly caseId: string; readonly kind: 'replaced' | 'revoked'; readonly replacedBy: string | null; readonly reason: string; readonly at: Date };

/** Keeps what was issued before a correction takes its place; copied by the database, so that nothing is retyped. */
export async function keepFormer(q: Queries, ending: Ending): Promise<void> {
  await q
    .insertInto('cases.former_result')
    .columns(['case_id', 'kind', 'template', 'fields', 'number', 'notation', 'signer', 'signed_at', 'sha256', 'size', 'verification_code', 'ended_at', 'end_reason', 'replaced_by'])
    .expression((eb) =>
      eb
        .selectFrom('cases.result')
        .select((inner) => [
          'case_id',
          inner.val(ending.kind).as('kind'),
          ...(['template', 'fields'] as const),
          inner.ref('number').$notNull().as('number'),
          inner.ref('notation').$notNull().as('notation'),
          'signer',
          inner.ref('signed_at').$notNull().as('signed_at'),
          inner.ref('sha256').$notNull().as('sha256'),
          inner.ref('size').$notNull().as('size'),
          inner.ref('verification_code').$notNull().as('verification_code'),
          inner.cast<Date>(inner.val(ending.at), 'timestamptz').as('ended_at'),
          inner.val(ending.reason).as('end_reason'),
          inner.val(ending.replacedBy).as('replaced_by'),
        ])
        .where('case_id', '=', ending.caseId),
    )
    .execute();
}

/** Results of a case that hold no longer, oldest first. */
export async function listFormer(q: Queries, caseId: string): Promise<Result[]> {
  const rows = await q.selectFrom('cases.former_result').selectAll().where('case_id', '=', caseId).orderBy('id').execute();
  return rows.map(toResult);
}

export async function findFormerByCode(q: Queries, code: string): Promise<Result | undefined> {
  const row = await q.selectFrom('cases.former_result').selectAll().where('verification_code', '=', code).executeTakeFirst();
  return row === undefined ? undefined : toResult(row);
}

export async function findFormerByHash(q: Queries, sha256: string): Promise<Result | undefined> {
  const row = await q.selectFrom('cases.former_result').selectAll().where('sha256', '=', sha256).executeTakeFirst();
  return row === undefined ? undefined : toResult(row);
}

/** As a result that was revoked: whoever checks the paper is told since when and why. */
function toResult(row: Selectable<CasesTables['cases.former_result']>): Result {
  return {
    caseId: row.case_id,
    state: 'revoked',
    template: row.template,
    fields: row.fields as Record<string, unknown>,
    notation: row.notation,
    signer: row.signer as Signer,
    signedAt: row.signed_at,
    sha256: row.sha256,
    size: row.size,
    verificationCode: row.verification_code,
    revokedAt: row.ended_at,
    revokeReason: row.end_reason,
  };
}
