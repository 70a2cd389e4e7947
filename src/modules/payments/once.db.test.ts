import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WireCallback } from './providers/hub/wire.ts';
import { accountNumber, cashier, openPaymentsHouse, payer, type PaymentsHouse } from './testing.ts';
import { reconcile } from './use-cases/reconcile.ts';

let at: PaymentsHouse;

beforeAll(async () => {
  at = await openPaymentsHouse();
});

/** Somebody tells of something; each may fail in the way it may really fail. */
type Telling = () => Promise<unknown>;

const due = 16_000;
const hubAmounts = fc.array(fc.constantFrom(due, due, due / 2, 1, due + 4_000), { maxLength: 2 });
const bankAmounts = fc.array(fc.constantFrom(due, due / 2, 500), { maxLength: 2 });
const scripts = fc.record({
  hubAmounts,
  bankAmounts,
  tellings: fc.array(fc.constantFrom('callback', 'callback', 'forged', 'failed', 'query', 'reconcile', 'feed', 'cash', 'cancel'), { minLength: 2, maxLength: 12 }),
  order: fc.infiniteStream(fc.nat({ max: 1_000_000 })),
  together: fc.boolean(),
});
type Script = { readonly hubAmounts: number[]; readonly bankAmounts: number[]; readonly tellings: string[]; readonly order: fc.Stream<number>; readonly together: boolean };

type Scene = { readonly noticeId: string; readonly subjectId: string; readonly orderId: string; readonly reference: string; readonly messages: WireCallback[] };

/** The matter, and what really happened with money; nobody here has been told yet. */
async function play(script: Script): Promise<Scene> {
  const subjectId = at.test.ids.uuid();
  const noticeId = await at.open(due, subjectId);
  const { payUrl } = await at.payments.payOnline(payer, { requestId: at.test.ids.uuid(), noticeId });
  const orderId = payUrl.slice(payUrl.lastIndexOf('/') + 1);
  const { notice } = await at.payments.viewNotice(payer, noticeId);
  const messages = script.hubAmounts.map((amount) => at.hub.book.pay(orderId, amount));
  for (const amount of script.bankAmounts) at.bank.transfer({ account: accountNumber, amount, content: notice.reference });
  return { noticeId, subjectId, orderId, reference: notice.reference, messages };
}

function tellingOf(kind: string, scene: Scene): Telling[] {
  const { payments, hub, test } = at;
  const say = (message: WireCallback): Telling => () => {
    const { body, signature } = hub.write(message);
    return payments.receiveCallback(body, signature);
  };
  const [first] = scene.messages;
  const forged: WireCallback = { order_id: scene.orderId, status: 'paid', payment: { transaction_id: `FORGED${test.ids.uuid()}`, amount: due, paid_at: test.clock.now().toISOString() } };
  const tellings: Record<string, Telling[]> = {
    callback: scene.messages.map(say),
    failed: first === undefined ? [say({ order_id: scene.orderId, status: 'failed', payment: null })] : [],
    forged: [() => payments.receiveCallback(JSON.stringify(forged), hub.write({ ...forged, status: 'failed' }).signature)],
    query: [() => payments.refresh(payer, scene.noticeId)],
    reconcile: [() => reconcile(at.deps, '2026-11-23')],
    feed: [() => payments.readFeeds()],
    cash: [() => payments.collectCash(cashier, { requestId: test.ids.uuid(), noticeId: scene.noticeId, amount: 1_000 })],
    cancel: [() => test.db.transaction((tx) => payments.end(tx, { subject: { kind: 'case', id: scene.subjectId }, reason: 'Người nộp rút hồ sơ' }))],
  };
  return tellings[kind] ?? [];
}

/** Refusals that belong to the story: a forged message, cash for what is paid already. */
const expected = /payments\.(?:hub_signature_wrong|nothing_owed|too_much)/u;

async function run(telling: Telling): Promise<void> {
  await telling().catch((error: unknown) => {
    if (!expected.test(String(error))) throw error;
  });
}

type Books = { kind: string; amount: number; number: number | null }[];

async function booksOf(noticeId: string): Promise<Books> {
  const { rows } = await at.test.owner.query<Books[number]>(
    'select p.kind, p.amount, r.number from payments.payment p left join payments.receipt r on r.payment_id = p.id where p.notice_id = $1 order by p.kind, p.amount',
    [noticeId],
  );
  return rows;
}

describe('money is in the books exactly once', () => {
  it('whatever is told, how often, by whom, in which order and at the same moment', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async (script) => {
        const scene = await play(script);
        const tellings = script.tellings.flatMap((kind) => tellingOf(kind, scene)).map((telling) => ({ telling, place: script.order.next().value as number }));
        tellings.sort((a, b) => a.place - b.place);
        if (script.together) await Promise.all(tellings.map(({ telling }) => run(telling)));
        else for (const { telling } of tellings) await run(telling);
        // In the end everybody has told everything: the query of the job, the feed of the next minute.
        for (const kind of ['callback', 'query', 'feed']) for (const telling of tellingOf(kind, scene)) await run(telling);

        const books = await booksOf(scene.noticeId);
        const of = (kind: string): number[] => books.filter((row) => row.kind === kind).map(({ amount }) => amount);
        expect(of('hub')).toEqual([...script.hubAmounts].sort((a, b) => a - b));
        expect(of('bank')).toEqual([...script.bankAmounts].sort((a, b) => a - b));
        expect(books.every(({ number }) => number !== null)).toBe(true);

        const { balance, cancellation } = await at.payments.viewNotice(payer, scene.noticeId);
        const moved = books.reduce((sum, { amount }) => sum + amount, 0);
        const owed = cancellation === null ? due : 0;
        expect(balance).toMatchObject({ held: moved, owed: Math.max(0, owed - moved), surplus: Math.max(0, moved - owed) });
        const { rows } = await at.test.owner.query<{ sum: number; awaits: boolean; surplus: number }>(
          'select coalesce((select sum(amount) from payments.refund where notice_id = n.id), 0)::int as sum, awaits, surplus from payments.fee_notice n where id = $1',
          [scene.noticeId],
        );
        expect(rows[0]).toEqual({ sum: balance.surplus, awaits: balance.owed > 0, surplus: balance.surplus });
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('with receipts numbered from one, without a gap', async () => {
    const { rows } = await at.test.owner.query<{ number: number }>('select number from payments.receipt order by number');
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
  });

  it('and stays there: the application may not change or delete a row', async () => {
    await expect(at.test.db.q.updateTable('payments.payment').set({ amount: 1 }).execute()).rejects.toThrow(/permission denied/u);
    await expect(at.test.db.q.deleteFrom('payments.receipt').execute()).rejects.toThrow(/permission denied/u);
    await expect(at.test.db.q.updateTable('payments.fee_notice').set({ amount: 1 }).execute()).rejects.toThrow(/permission denied/u);
  });
});
