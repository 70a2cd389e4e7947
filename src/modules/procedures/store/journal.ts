import type { Kysely } from 'kysely';
import type { Section } from '../sections.ts';
import type { ProceduresTables } from '../tables.gen.ts';

type Queries = Kysely<ProceduresTables>;

export type JournalAct = 'begun' | 'saved' | 'discarded' | 'published' | 'withdrawn' | 'ended';

/** One thing done to a procedure. `content` keeps what a save carried. */
export type JournalLine = {
  readonly requestId: string;
  readonly act: JournalAct;
  readonly code: string;
  readonly draftId: string | null;
  readonly versionId: string | null;
  readonly section: Section | null;
  readonly revision: number | null;
  readonly reason: string;
  readonly byAccount: string;
  readonly byName: string;
  readonly at: Date;
};

const columns = ['request_id', 'act', 'code', 'draft_id', 'version_id', 'section', 'revision', 'reason', 'by_account', 'by_name', 'at'] as const;

export async function findRequest(q: Queries, requestId: string): Promise<JournalLine | undefined> {
  const row = await q.selectFrom('procedures.journal').select(columns).where('request_id', '=', requestId).executeTakeFirst();
  return row === undefined ? undefined : toLine(row);
}

export async function insertLine(q: Queries, line: JournalLine & { readonly content: unknown }): Promise<void> {
  await q
    .insertInto('procedures.journal')
    .values({
      ...{ request_id: line.requestId, act: line.act, code: line.code, draft_id: line.draftId, version_id: line.versionId },
      ...{ section: line.section, revision: line.revision, reason: line.reason, by_account: line.byAccount, by_name: line.byName, at: line.at },
      content: line.content === null ? null : JSON.stringify(line.content),
    })
    .execute();
}

/** Newest first; saves of drafts only on request, they are many. */
export async function listLines(q: Queries, code: string, limit: number): Promise<JournalLine[]> {
  const rows = await q.selectFrom('procedures.journal').select(columns).where('code', '=', code).where('act', '<>', 'saved').orderBy('at', 'desc').limit(limit).execute();
  return rows.map(toLine);
}

type Row = Pick<ProceduresTables['procedures.journal'], 'act' | 'code' | 'draft_id' | 'version_id' | 'section' | 'revision' | 'by_account' | 'by_name' | 'at' | 'request_id'> & { reason: string };

function toLine(row: Row): JournalLine {
  return {
    ...{ requestId: row.request_id, act: row.act as JournalAct, code: row.code, draftId: row.draft_id, versionId: row.version_id },
    ...{ section: row.section as Section | null, revision: row.revision, reason: row.reason, byAccount: row.by_account, byName: row.by_name, at: row.at },
  };
}
