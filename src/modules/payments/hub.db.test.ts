import { beforeAll, describe, expect, it } from 'vitest';
import { recordedAudit } from '#platform/testing/database.ts';
import { createHttpHub } from './providers/hub/http-hub.ts';
import { isSigned, sign } from './providers/hub/signature.ts';
import { readStatement, writeStatement } from './providers/hub/wire.ts';
import { createPayments } from './service.ts';
import { cashier, openPaymentsHouse, payer, type PaymentsHouse } from './testing.ts';

let at: PaymentsHouse;

beforeAll(async () => {
  at = await openPaymentsHouse();
});

const requestId = (): string => at.test.ids.uuid();
const minutes = (count: number): number => count * 60_000;

async function begin(amount = 16_000): Promise<{ noticeId: string; orderId: string; payUrl: string }> {
  const noticeId = await at.open(amount);
  const { payUrl } = await at.payments.payOnline(payer, { requestId: requestId(), noticeId });
  return { noticeId, orderId: payUrl.slice(-36), payUrl };
}

const view = (noticeId: string) => at.payments.viewNotice(payer, noticeId);
const outcomeOf = async (orderId: string) => (await at.test.owner.query<{ outcome: string | null }>('select outcome from payments.hub_order where id = $1', [orderId])).rows[0]?.outcome;

describe('an order', () => {
  it('is one for a second press, and leads to the same page', async () => {
    const { noticeId, payUrl } = await begin();
    const again = await Promise.all([1, 2, 3].map(() => at.payments.payOnline(payer, { requestId: requestId(), noticeId })));
    expect(new Set(again.map((answer) => answer.payUrl))).toEqual(new Set([payUrl]));
    const { rows } = await at.test.owner.query('select id from payments.hub_order where notice_id = $1', [noticeId]);
    expect(rows).toHaveLength(1);
    expect((await view(noticeId)).ways.waiting?.payUrl).toBe(payUrl);
  });

  it('is new after the old one has ended, even with the old request', async () => {
    const noticeId = await at.open(16_000);
    const request = { requestId: requestId(), noticeId };
    const first = await at.payments.payOnline(payer, request);
    at.test.clock.advance(minutes(20));
    const second = await at.payments.payOnline(payer, request);
    expect(second.payUrl).not.toBe(first.payUrl);
  });

  it('whose hub does not answer is asked after later, and pays nothing', async () => {
    const noticeId = await at.open(16_000);
    const away = createPayments({ ...at.deps, hub: createHttpHub({ url: 'http://127.0.0.1:9', merchant: 'x', secret: 'a secret of sixteen letters' }, at.test.clock) });
    await expect(away.payOnline(payer, { requestId: requestId(), noticeId })).rejects.toMatchObject({ kind: 'unavailable', code: 'payments.hub_away' });
    const { rows } = await at.test.owner.query<{ id: string }>('select id from payments.hub_order where notice_id = $1', [noticeId]);
    at.test.clock.advance(minutes(30));
    await at.payments.refresh(payer, noticeId);
    expect(await outcomeOf(rows[0]?.id ?? '')).toBe('unknown');
    expect((await view(noticeId)).balance.state).toBe('open');
  });

  it('paid without a word is found by the query of the payer who comes back, or of the job', async () => {
    const silent = await begin();
    at.hub.book.pay(silent.orderId, 16_000);
    await at.payments.refresh(payer, silent.noticeId);
    expect((await view(silent.noticeId)).balance.state).toBe('paid');
    const forgotten = await begin();
    at.hub.book.pay(forgotten.orderId, 16_000);
    await at.test.owner.query(`update graphile_worker._private_jobs set run_at = now()`);
    await at.test.runJobs();
    expect((await view(forgotten.noticeId)).balance.state).toBe('paid');
  });

  it('that expires is closed; money that comes all the same is entered', async () => {
    const { noticeId, orderId } = await begin();
    at.test.clock.advance(minutes(20));
    await at.payments.refresh(payer, noticeId);
    expect(await outcomeOf(orderId)).toBe('expired');
    await at.payments.collectCash(cashier, { requestId: requestId(), noticeId, amount: 16_000 });
    const { body, signature } = at.hub.write(at.hub.book.pay(orderId, 16_000));
    await at.payments.receiveCallback(body, signature);
    expect((await view(noticeId)).balance).toMatchObject({ state: 'overpaid', surplus: 16_000 });
    expect(await outcomeOf(orderId)).toBe('paid');
  });
});

describe('a callback', () => {
  it('must be signed over its very bytes, lately, with our secret', async () => {
    const { noticeId, orderId } = await begin();
    const { body, signature } = at.hub.write(at.hub.book.pay(orderId, 16_000));
    const old = sign('a secret of sixteen letters', body, new Date(at.test.clock.now().getTime() - minutes(11)));
    const foreign = sign('another secret, just as long', body, at.test.clock.now());
    for (const forged of ['', 'v1=00', old, foreign, signature.replace(/.$/u, (last) => (last === '0' ? '1' : '0'))]) {
      await expect(at.payments.receiveCallback(body, forged)).rejects.toMatchObject({ code: 'payments.hub_signature_wrong' });
    }
    await expect(at.payments.receiveCallback(` ${body}`, signature)).rejects.toMatchObject({ code: 'payments.hub_signature_wrong' });
    await expect(at.payments.receiveCallback(body.replace('16000', '99000'), signature)).rejects.toMatchObject({ code: 'payments.hub_signature_wrong' });
    expect((await view(noticeId)).balance.state).toBe('open');
    expect((await recordedAudit(at.test)).filter(({ action }) => action === 'payments.forged_callback')).toHaveLength(7);
    await at.payments.receiveCallback(body, signature);
    expect((await view(noticeId)).balance.state).toBe('paid');
  });

  it('with a right signature and wrong contents is refused, and of an unknown order kept as evidence', async () => {
    const send = (message: unknown): Promise<void> => {
      const body = JSON.stringify(message);
      return at.payments.receiveCallback(body, sign('a secret of sixteen letters', body, at.test.clock.now()));
    };
    const payment = { transaction_id: 'X1', amount: 16_000, paid_at: '2026-11-23T02:00:00Z' };
    const orderId = requestId();
    for (const wrong of [{}, [], 'text', { order_id: orderId, status: 'paid', payment: null }, { order_id: orderId, status: 'failed', payment }, { order_id: orderId, status: 'paid', payment: { ...payment, amount: -1 } }]) {
      await expect(send(wrong)).rejects.toMatchObject({ code: 'payments.hub_message_wrong' });
    }
    await expect(send({ order_id: orderId, status: 'paid', payment })).rejects.toMatchObject({ code: 'payments.hub_order_unknown' });
    const { rows } = await at.test.owner.query<{ outcome: string }>('select outcome from payments.hub_message where order_id = $1', [orderId]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(['unknown_order']);
  });
});

describe('the daily file', () => {
  it('brings what nobody told, shows what does not agree, and changes nothing the second time', async () => {
    const [known, silent] = [await begin(), await begin()];
    const { body, signature } = at.hub.write(at.hub.book.pay(known.orderId, 16_000));
    await at.payments.receiveCallback(body, signature);
    at.hub.book.pay(silent.orderId, 16_000);
    const lost = at.hub.book.add({ order_id: requestId(), amount: 5_000, description: 'x', expires_at: '2030-01-01T00:00:00Z', return_url: 'http://x.example', notify_url: 'http://x.example' })!;
    at.hub.book.pay(lost.order_id, 5_000);
    expect(await at.payments.reconcile('2026-11-23')).toBe(false);
    at.test.clock.advance(86_400_000);
    expect(await at.payments.reconcile('2026-11-23')).toBe(true);
    expect(await at.payments.reconcile('2026-11-23')).toBe(true);
    expect((await view(silent.noticeId)).balance.state).toBe('paid');
    const [report, ...others] = await at.payments.listReconciliations(cashier);
    expect(others).toEqual([]);
    expect(report).toMatchObject({ day: '2026-11-23', recovered: 1, differences: [{ orderId: lost.order_id, problem: 'only_theirs', theirs: 5_000, ours: null }] });
    expect(report!.theirCount).toBe(report!.ourCount + 1);
    expect(report!.theirTotal).toBe(report!.ourTotal + 5_000);
  });

  it('that was cut short or changed is not believed', () => {
    const lines = [{ transaction_id: 'A', order_id: '0190a000-0000-7000-8000-000000000000', amount: 5, paid_at: '2026-11-23T02:00:00Z' }];
    const text = writeStatement(lines);
    expect(readStatement(text)).toEqual(lines);
    expect(readStatement(writeStatement([]))).toEqual([]);
    for (const broken of ['', text.replace('#,1,5', '#,2,5'), text.replace('#,1,5', '#,1,6'), text.replace(/\n#.*/u, ''), text.replace('A,', 'A'), text.replace(',5,', ',x,')]) expect(readStatement(broken)).toBeNull();
  });
});

it('a signature holds for ten minutes either side and for one text', () => {
  const now = new Date('2026-11-23T02:00:00Z');
  const header = sign('secret', 'text', now);
  expect(isSigned('secret', 'text', header, new Date(now.getTime() + minutes(9)))).toBe(true);
  expect(isSigned('secret', 'text', header, new Date(now.getTime() - minutes(11)))).toBe(false);
  expect(isSigned('secret', 'texT', header, now)).toBe(false);
  expect(isSigned('Secret', 'text', header, now)).toBe(false);
});
