import { z } from 'zod';
import { forbidInTransaction } from '#platform/db/database.ts';
import { unavailable } from '#platform/errors/app-error.ts';
import type { BankFeed, FedTransaction } from './feed.ts';

export const feedSettings = z.object({ url: z.url(), token: z.string().min(8) });
export type FeedSettings = z.infer<typeof feedSettings>;

/** Greatest page of the provider. */
const pageLimit = 5_000;
const patience = 10_000;

const amount = z.string().regex(/^\d{1,13}(?:\.\d{2})?$/u);
const line = z.object({
  id: z.string().regex(/^\d{1,15}$/u),
  account_number: z.string(),
  transaction_date: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/u),
  amount_in: amount,
  transaction_content: z.string().nullable(),
  reference_number: z.string().nullable(),
});
const answer = z.object({ status: z.number(), transactions: z.array(line) });

/**
 * Reads a SePay feed: `GET /userapi/transactions/list?account_number=&since_id=&limit=` with a bearer token; amounts are
 * decimal texts, times without zone are those of Viet Nam, `since_id` is inclusive (developer.sepay.vn, transaction API).
 */
export function createSepayFeed({ url, token }: FeedSettings): BankFeed {
  return {
    async fetch(accountNumber, cursor) {
      forbidInTransaction('the bank feed');
      const query = new URLSearchParams({ account_number: accountNumber, since_id: cursor ?? '0', limit: String(pageLimit) });
      const { transactions } = await ask(`${url.replace(/\/$/u, '')}/userapi/transactions/list?${query.toString()}`, token);
      const own = transactions.filter((transaction) => transaction.account_number === accountNumber).sort((a, b) => Number(a.id) - Number(b.id));
      const last = own.at(-1);
      // The provider gives the newest first, so a full page cannot be followed by the ones before; a minute holds far fewer.
      return { transactions: own.flatMap(credit), cursor: last === undefined ? cursor : String(Number(last.id) + 1), more: false };
    },
  };
}

async function ask(url: string, token: string): Promise<z.infer<typeof answer>> {
  try {
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, redirect: 'error', signal: AbortSignal.timeout(patience) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return answer.parse(await response.json());
  } catch (error) {
    throw unavailable('payments.feed_away', { cause: error instanceof Error ? error.message : '' });
  }
}

/** Only money that came in; whole đồng. */
function credit(given: z.infer<typeof line>): FedTransaction[] {
  const dong = Math.round(Number(given.amount_in));
  if (dong <= 0) return [];
  const bookedAt = new Date(`${given.transaction_date.replace(' ', 'T')}+07:00`);
  return [{ bankRef: given.reference_number ?? `SEPAY${given.id}`, bookedAt, amount: dong, content: given.transaction_content ?? '', payer: null }];
}
