import type { Kysely } from 'kysely';
import type { CopyKind, Digitisation, KeptCheck, PaperCheck, PaperReason } from '../paper-checks.ts';
import type { CasesTables } from '../tables.gen.ts';

type Queries = Kysely<CasesTables>;

export type NewCheck = { readonly requestId: string; readonly caseId: string; readonly paper: string; readonly check: PaperCheck; readonly at: Date; readonly holdingId: string; readonly officerName: string };

export async function insertCheck(q: Queries, line: NewCheck): Promise<void> {
  const { check } = line;
  await q
    .insertInto('cases.paper_check')
    .values({
      request_id: line.requestId,
      case_id: line.caseId,
      paper: line.paper,
      verdict: check.verdict,
      reason: check.reason,
      note: check.note,
      to_digitise: check.toDigitise,
      digitisation: check.digitisation,
      copy_kind: check.copyKind,
      original_returned: check.originalReturned,
      judged_at: check.judgedAt,
      at: line.at,
      holding_id: line.holdingId,
      officer_name: line.officerName,
    })
    .execute();
}

export async function hasTick(q: Queries, requestId: string, caseId: string): Promise<boolean> {
  const row = await q.selectFrom('cases.paper_check').select('id').where('request_id', '=', requestId).where('case_id', '=', caseId).executeTakeFirst();
  return row !== undefined;
}

/** The check that holds of every paper of a case, by its code. */
export async function listChecks(q: Queries, caseId: string): Promise<Map<string, KeptCheck>> {
  const rows = await q.selectFrom('cases.paper_check').distinctOn('paper').selectAll().where('case_id', '=', caseId).orderBy('paper').orderBy('id', 'desc').execute();
  return new Map(
    rows.map((row) => [
      row.paper,
      {
        verdict: row.verdict as PaperCheck['verdict'],
        reason: row.reason,
        note: row.note,
        toDigitise: row.to_digitise,
        digitisation: row.digitisation as Digitisation,
        copyKind: row.copy_kind as CopyKind | null,
        originalReturned: row.original_returned,
        judgedAt: row.judged_at,
        officerName: row.officer_name,
      },
    ]),
  );
}

/** Files of a case with the moment at which each came in. */
export async function listSent(q: Queries, caseId: string): Promise<{ position: number; code: string; addedAt: Date }[]> {
  const rows = await q.selectFrom('cases.paper').select(['position', 'code', 'added_at']).where('case_id', '=', caseId).orderBy('position').execute();
  return rows.map((row) => ({ position: row.position, code: row.code, addedAt: row.added_at }));
}

/** Reasons of every day, so that an old verdict keeps its words; `current` are those in force on a day (yyyy-mm-dd). */
export async function listReasons(q: Queries, day: string): Promise<{ all: PaperReason[]; current: PaperReason[] }> {
  const rows = await q
    .selectFrom('cases.paper_reason')
    .select(['code', 'label', 'request', 'needs_note'])
    .select((eb) => eb.and([eb('valid_from', '<=', day), eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)])]).as('current'))
    .orderBy('position')
    .orderBy('valid_from', 'desc')
    .execute();
  const reasons = rows.map((row) => ({ code: row.code, label: row.label, request: row.request, needsNote: row.needs_note, current: row.current }));
  return { all: reasons, current: reasons.filter(({ current }) => current === true) };
}
