import { sql, type Kysely } from 'kysely';
import type { HallTables } from '../tables.gen.ts';

type Queries = Kysely<HallTables>;

export type EarlierRequest = { readonly kind: string; readonly byAccount: string; readonly answer: unknown };

/** Enters a request; the earlier one with the same id when there is one. A request under way is waited for. */
export async function enterRequest(q: Queries, request: { requestId: string; kind: string; by: string; at: Date }): Promise<EarlierRequest | null> {
  const { requestId, kind, by, at } = request;
  const added = await q.insertInto('hall.request').values({ request_id: requestId, kind, by_account: by, at }).onConflict((clash) => clash.doNothing()).returning('request_id').executeTakeFirst();
  if (added !== undefined) return null;
  const row = await q.selectFrom('hall.request').select(['kind', 'by_account', 'answer']).where('request_id', '=', requestId).executeTakeFirstOrThrow();
  return { kind: row.kind, byAccount: row.by_account, answer: row.answer };
}

export async function saveAnswer(q: Queries, requestId: string, answer: unknown): Promise<void> {
  await q.updateTable('hall.request').set({ answer: sql`${JSON.stringify(answer ?? null)}::jsonb` }).where('request_id', '=', requestId).execute();
}
