import type { Kysely } from 'kysely';
import type { PaperInput } from '../model.ts';
import type { CasesTables } from '../tables.gen.ts';
import { caseRow, type NewCase } from './case-files.ts';
import { lineRow, type NewLine } from './journal.ts';
import { paperRows } from './papers.ts';

export type NewSubmission = { readonly file: NewCase; readonly line: NewLine; readonly papers: readonly PaperInput[] };

/**
 * The case with its papers and first line of the journal, and the end of the draft that it was, in one statement: each
 * round trip of its own would cost as much as all four. The unique request id refuses a replay.
 */
export async function insertSubmission(q: Kysely<CasesTables>, { file, line, papers }: NewSubmission): Promise<void> {
  const filed = q
    .with('filed', (db) => db.insertInto('cases.case_file').values(caseRow(file)))
    .with('dropped', (db) => db.deleteFrom('cases.draft').where('id', '=', file.requestId).where('account_id', '=', file.submittedBy));
  const place = { caseId: file.id, from: 0, at: file.submittedAt };
  const attached = papers.length === 0 ? filed : filed.with('attached', (db) => db.insertInto('cases.paper').values(paperRows(papers, place)));
  await attached.insertInto('cases.journal').values(lineRow(line)).execute();
}
