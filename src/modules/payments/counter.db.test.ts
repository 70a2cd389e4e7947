import { beforeAll, describe, expect, it } from 'vitest';
import { anOfficer, aCitizen } from '#platform/testing/actors.ts';
import { recordedAudit, recordedEvents } from '#platform/testing/database.ts';
import { accountNumber, cashier, leader, openPaymentsHouse, payer, unitUid, type PaymentsHouse } from './testing.ts';
import { readVietQr } from './vietqr/vietqr.ts';

let at: PaymentsHouse;
const day = '2026-11-23';

beforeAll(async () => {
  at = await openPaymentsHouse();
});

const requestId = (): string => at.test.ids.uuid();
const view = (id: string) => at.payments.viewNotice(payer, id);

describe('a notice', () => {
  it('says how to pay: a code with account, amount and a reference that finds it again', async () => {
    const id = await at.open(16_000);
    const { ways, balance, notice } = await view(id);
    expect(balance).toMatchObject({ state: 'open', owed: 16_000 });
    expect(readVietQr(ways.transfer!.text)).toMatchObject({ bankBin: '970499', account: accountNumber, amount: 16_000, purpose: notice.reference });
    expect(ways).toMatchObject({ online: true, waiting: null });
  });

  it('is opened once for a matter and purpose', async () => {
    const subjectId = requestId();
    expect(await at.open(16_000, subjectId)).toBe(await at.open(99_000, subjectId));
  });

  it('is there for its payer and for officers of money in its unit; for nobody else', async () => {
    const id = await at.open(16_000);
    const strangers = [aCitizen({ accountId: 'other' }), anOfficer({ grants: { 'payments.read': ['unit-thanh-son'] } }), anOfficer({ grants: { 'cases.read': 'all' } }), { kind: 'anonymous' as const }];
    for (const stranger of strangers) {
      await expect(at.payments.viewNotice(stranger, id)).rejects.toMatchObject({ kind: 'not_found', code: 'payments.notice_not_found' });
      await expect(at.payments.payOnline(stranger, { requestId: requestId(), noticeId: id })).rejects.toMatchObject({ kind: 'not_found' });
      await expect(at.payments.collectCash(stranger, { requestId: requestId(), noticeId: id, amount: 1 })).rejects.toMatchObject({ kind: 'not_found' });
    }
    expect((await at.payments.listOpen(anOfficer({ grants: { 'payments.read': ['unit-thanh-son'] } }), {})).items).toEqual([]);
    await expect(at.payments.payOnline(cashier, { requestId: requestId(), noticeId: id })).rejects.toMatchObject({ code: 'payments.only_the_payer' });
    await expect(at.payments.collectCash(leader, { requestId: requestId(), noticeId: id, amount: 1 })).rejects.toMatchObject({ code: 'payments.act_forbidden' });
    await expect(view('nothing')).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('cash', () => {
  it('gets a receipt, once for a request, never more than is owed, with audit and event', async () => {
    const id = await at.open(16_000);
    const press = { requestId: requestId(), noticeId: id, amount: 6_000 };
    const [first, second] = await Promise.all([at.payments.collectCash(cashier, press), at.payments.collectCash(cashier, press)]);
    expect(first.id).toBe(second.id);
    expect(first.receipt?.year).toBe(2026);
    expect((await view(id)).balance).toMatchObject({ state: 'partial', owed: 10_000 });
    await expect(at.payments.collectCash(cashier, { ...press, requestId: requestId(), amount: 10_001 })).rejects.toMatchObject({ code: 'payments.too_much', details: { amount: '10.000' } });
    for (const amount of [0, -1, 1.5, Number.NaN]) await expect(at.payments.collectCash(cashier, { ...press, requestId: requestId(), amount })).rejects.toMatchObject({ kind: 'invalid' });
    const rest = await at.payments.collectCash(cashier, { requestId: requestId(), noticeId: id, amount: 10_000 });
    expect(rest.receipt?.number).toBe((first.receipt?.number ?? 0) + 1);
    await expect(at.payments.collectCash(cashier, { requestId: requestId(), noticeId: id, amount: 1 })).rejects.toMatchObject({ code: 'payments.nothing_owed' });
    const events = (await recordedEvents(at.test)).filter(({ payload }) => payload['noticeId'] === id);
    expect(events.map(({ name, payload }) => [name, payload['state']])).toEqual([['payments.balance_changed', 'partial'], ['payments.balance_changed', 'paid']]);
    const audit = (await recordedAudit(at.test)).filter(({ subject_id: subject }) => subject === id);
    expect(audit.map(({ action }) => action)).toEqual(['payments.notice_opened', 'payments.payment_recorded', 'payments.payment_recorded']);
    expect(audit[1]).toMatchObject({ actor_id: cashier.accountId, unit_uid: unitUid, detail: { kind: 'cash', amount: 6_000 } });
  });

  it('is printed as a receipt for the payer and the cashier', async () => {
    const id = await at.open(8_000);
    const { id: paymentId } = await at.payments.collectCash(cashier, { requestId: requestId(), noticeId: id, amount: 8_000 });
    for (const actor of [payer, cashier]) {
      const { pdf, name } = await at.payments.receiptPaper(actor, paymentId);
      expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
      expect(name).toMatch(/^bien-lai-\d{7}-2026\.pdf$/u);
    }
    await expect(at.payments.receiptPaper(aCitizen({ accountId: 'other' }), paymentId)).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('transfers', () => {
  it('are matched by their reference within a minute', async () => {
    const id = await at.open(16_000);
    const { ways } = await view(id);
    at.bank.transfer({ account: accountNumber, amount: 16_000, content: ways.transfer!.content });
    await at.payments.readFeeds();
    await at.payments.readFeeds();
    expect(await view(id)).toMatchObject({ balance: { state: 'paid' }, payments: [{ kind: 'bank', amount: 16_000 }] });
  });

  it('without a reference wait for the cashier, who names the notice or says why it is no fee', async () => {
    const id = await at.open(16_000);
    const { notice } = await view(id);
    at.bank.transfer({ account: accountNumber, amount: 16_000, content: 'nop le phi con trai' });
    at.bank.transfer({ account: accountNumber, amount: 70_000, content: 'tien thue mat bang' });
    await at.payments.readFeeds();
    const [fee, rent] = await at.payments.listUnmatched(cashier);
    expect([fee?.amount, rent?.amount]).toEqual([16_000, 70_000]);
    expect(await at.payments.listUnmatched(anOfficer({ grants: { 'payments.collect': ['unit-thanh-son'] } }))).toEqual([]);
    const assign = { requestId: requestId(), transactionId: fee!.id, reference: notice.reference.toLowerCase() };
    await expect(at.payments.assignTransaction(leader, assign)).rejects.toMatchObject({ code: 'payments.act_forbidden' });
    await expect(at.payments.assignTransaction(cashier, { ...assign, reference: 'DINH00000000' })).rejects.toMatchObject({ code: 'payments.reference_unknown' });
    await at.payments.assignTransaction(cashier, assign);
    await at.payments.assignTransaction(cashier, assign);
    await expect(at.payments.assignTransaction(cashier, { ...assign, requestId: requestId() })).rejects.toMatchObject({ code: 'payments.already_assigned' });
    await at.payments.assignTransaction(cashier, { requestId: requestId(), transactionId: rent!.id, reason: 'Tiền thuê mặt bằng, đã chuyển kế toán' });
    expect(await at.payments.listUnmatched(cashier)).toEqual([]);
    expect((await view(id)).balance.state).toBe('paid');
  });

  it('noted by an officer are proved by the feed, not counted again', async () => {
    const id = await at.open(16_000);
    const { notice } = await view(id);
    const bankRef = at.bank.transfer({ account: accountNumber, amount: 16_000, content: notice.reference });
    await at.payments.noteTransfer(cashier, { requestId: requestId(), noticeId: id, amount: 16_000, bankRef: ` ${bankRef.toLowerCase()} ` });
    await at.payments.readFeeds();
    expect(await view(id)).toMatchObject({ balance: { state: 'paid' }, payments: [{ kind: 'transfer' }] });
    const other = await at.open(16_000);
    await expect(at.payments.noteTransfer(cashier, { requestId: requestId(), noticeId: other, amount: 16_000, bankRef })).rejects.toMatchObject({ code: 'payments.bank_ref_used' });
  });

  it('noted under a mistyped number are shown to the cashier instead of being counted twice', async () => {
    const id = await at.open(16_000);
    const { notice } = await view(id);
    await at.payments.noteTransfer(cashier, { requestId: requestId(), noticeId: id, amount: 16_000, bankRef: 'FT-MISTYPED' });
    at.bank.transfer({ account: accountNumber, amount: 16_000, content: notice.reference });
    await at.payments.readFeeds();
    const [waiting] = await at.payments.listUnmatched(cashier);
    await at.payments.assignTransaction(cashier, { requestId: requestId(), transactionId: waiting!.id, reference: notice.reference });
    expect(await view(id)).toMatchObject({ balance: { state: 'paid' }, payments: [{ kind: 'transfer' }] });
  });
});

describe('a refund', () => {
  const decide = (refundId: string, change: object = {}) => ({ requestId: requestId(), refundId, approve: true, way: 'hub' as const, words: 'Người nộp rút hồ sơ trước khi thụ lý', ...change });
  const refundOf = async (noticeId: string) => (await at.payments.listRefunds(leader)).find((refund) => refund.noticeId === noticeId);
  const end = (subjectId: string) => at.test.db.transaction((tx) => at.payments.end(tx, { subject: { kind: 'case', id: subjectId }, reason: 'Người nộp rút hồ sơ' }));

  it('of what came through the hub goes back through the hub, once', async () => {
    const subjectId = requestId();
    const id = await at.open(16_000, subjectId);
    const { payUrl } = await at.payments.payOnline(payer, { requestId: requestId(), noticeId: id });
    const { body, signature } = at.hub.write(at.hub.book.pay(payUrl.slice(-36), 16_000));
    await at.payments.receiveCallback(body, signature);
    await end(subjectId);
    await end(subjectId);
    const refund = await refundOf(id);
    expect(refund).toMatchObject({ amount: 16_000, byHub: true, mayDecide: true, reason: 'Người nộp rút hồ sơ' });
    await expect(at.payments.decideRefund(cashier, decide(refund!.id))).rejects.toMatchObject({ code: 'payments.act_forbidden' });
    await expect(at.payments.decideRefund(leader, decide(refund!.id, { words: 'ok' }))).rejects.toMatchObject({ code: 'payments.reason_too_short' });
    const decision = decide(refund!.id);
    await at.payments.decideRefund(leader, decision);
    await at.payments.decideRefund(leader, decision);
    await expect(at.payments.decideRefund(leader, decide(refund!.id, { approve: false }))).rejects.toMatchObject({ code: 'payments.refund_decided' });
    await at.test.runJobs();
    expect(await view(id)).toMatchObject({ balance: { state: 'refunded', held: 0 }, payments: [{ kind: 'hub' }, { kind: 'refund', amount: -16_000 }] });
    expect(await refundOf(id)).toBeUndefined();
  });

  it('that the hub refuses is paid out at the counter', async () => {
    const subjectId = requestId();
    const id = await at.open(16_000, subjectId);
    const { payUrl } = await at.payments.payOnline(payer, { requestId: requestId(), noticeId: id });
    const orderId = payUrl.slice(-36);
    const paid = at.hub.book.pay(orderId, 16_000);
    const { body, signature } = at.hub.write(paid);
    await at.payments.receiveCallback(body, signature);
    await end(subjectId);
    // Somebody gave the money back at the hub's own page.
    at.hub.book.refund({ refund_id: requestId(), transaction_id: paid.payment!.transaction_id, amount: 16_000, reason: '' });
    const refund = await refundOf(id);
    await at.payments.decideRefund(leader, decide(refund!.id));
    await at.test.runJobs();
    expect(await refundOf(id)).toMatchObject({ way: 'cash', failure: 'no such money' });
    const press = { requestId: requestId(), refundId: refund!.id };
    await at.payments.payOut(cashier, press);
    await at.payments.payOut(cashier, press);
    await expect(at.payments.payOut(cashier, { ...press, requestId: requestId() })).rejects.toMatchObject({ code: 'payments.refund_not_payable' });
    expect((await view(id)).balance).toMatchObject({ state: 'refunded', held: 0 });
  });

  it('of too much is proposed by itself; a rejected one is not proposed again; cash does not go back through the hub', async () => {
    const id = await at.open(16_000);
    const { notice } = await view(id);
    await at.payments.collectCash(cashier, { requestId: requestId(), noticeId: id, amount: 16_000 });
    at.bank.transfer({ account: accountNumber, amount: 16_000, content: notice.reference });
    await at.payments.readFeeds();
    expect((await view(id)).balance).toMatchObject({ state: 'overpaid', surplus: 16_000 });
    const refund = await refundOf(id);
    expect(refund).toMatchObject({ amount: 16_000, byHub: false });
    await expect(at.payments.decideRefund(leader, decide(refund!.id))).rejects.toMatchObject({ code: 'payments.no_hub_payment' });
    await at.payments.decideRefund(leader, decide(refund!.id, { approve: false, way: 'cash', words: 'Người nộp đề nghị để lại cho hồ sơ sau' }));
    await expect(at.payments.payOut(cashier, { requestId: requestId(), refundId: refund!.id })).rejects.toMatchObject({ code: 'payments.refund_not_payable' });
    expect(await refundOf(id)).toBeUndefined();
  });
});

describe('the end of the day', () => {
  it('counts the cash of a cashier, explains a difference, and never changes again', async () => {
    const late = { ...cashier, accountId: 'account-late', name: 'Vũ Thị Mận' };
    const close = { requestId: requestId(), unitUid, counted: 24_000 };
    await expect(at.payments.closeDay(late, close)).rejects.toMatchObject({ code: 'payments.day_empty' });
    const [one, two] = [await at.open(16_000), await at.open(8_000)];
    const first = await at.payments.collectCash(late, { requestId: requestId(), noticeId: one, amount: 16_000 });
    await at.payments.collectCash(late, { requestId: requestId(), noticeId: two, amount: 8_000 });
    await expect(at.payments.closeDay(late, { ...close, counted: 23_000 })).rejects.toMatchObject({ code: 'payments.difference_unexplained', details: { difference: '-1.000' } });
    await at.payments.closeDay(late, { ...close, counted: 23_000, reason: 'Thối nhầm cho người nộp một nghìn' });
    await at.payments.closeDay(late, { ...close, counted: 23_000, reason: 'Thối nhầm cho người nộp một nghìn' });
    await expect(at.payments.closeDay(late, { ...close, requestId: requestId() })).rejects.toMatchObject({ code: 'payments.day_closed' });
    const three = await at.open(8_000);
    await expect(at.payments.collectCash(late, { requestId: requestId(), noticeId: three, amount: 8_000 })).rejects.toMatchObject({ code: 'payments.day_closed' });
    const { cashiers, total, byKind } = await at.payments.viewDay(cashier, { unitUid, day });
    const book = cashiers.find(({ accountId }) => accountId === late.accountId);
    expect(book).toMatchObject({ expected: 24_000, counted: 23_000, differenceReason: 'Thối nhầm cho người nộp một nghìn', current: { receipts: 2, cashIn: 24_000, cashOut: 0 } });
    expect(book?.current.firstReceipt).toContain(String(first.receipt?.number));
    expect(byKind.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
    await expect(at.test.owner.query("update payments.cash_day set counted = 1 where account_id = 'account-late'")).rejects.toThrow(/never changes/u);
    await expect(at.test.db.q.deleteFrom('payments.cash_day').execute()).rejects.toThrow(/permission denied/u);
  });

  it('takes no cash while the box is being counted', async () => {
    for (let round = 0; round < 8; round += 1) {
      const busy = { ...cashier, accountId: `account-busy-${round}` };
      const [one, two] = [await at.open(1_000), await at.open(1_000)];
      await at.payments.collectCash(busy, { requestId: requestId(), noticeId: one, amount: 1_000 });
      await Promise.allSettled([
        at.payments.closeDay(busy, { requestId: requestId(), unitUid, counted: 1_000, reason: 'Đếm được một nghìn đồng' }),
        at.payments.collectCash(busy, { requestId: requestId(), noticeId: two, amount: 1_000 }),
      ]);
      const { rows } = await at.test.owner.query<{ expected: number; sum: number }>(
        `select d.expected, (select sum(amount)::int from payments.payment where recorded_by = d.account_id) as sum from payments.cash_day d where account_id = $1`,
        [busy.accountId],
      );
      expect(rows[0]?.expected).toBe(rows[0]?.sum);
    }
  });

  it('prints, and goes into a workbook', async () => {
    const { pdf } = await at.payments.dayPaper(cashier, { unitUid, day });
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    const { bytes, name } = await at.payments.dayWorkbook(cashier, { unitUid, day });
    expect(Buffer.from(bytes).subarray(0, 2).toString()).toBe('PK');
    expect(name).toBe('so-thu-2026-11-23.xlsx');
    await expect(at.payments.dayPaper(payer, { unitUid, day })).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('the account of a unit', () => {
  it('changes on a day, and money on the old one is still matched', async () => {
    const { payments, test } = at;
    const id = await at.open(16_000);
    const { notice } = await view(id);
    const admin = anOfficer({ grants: { 'payments.manage_accounts': [unitUid] } });
    const change = { requestId: requestId(), unitUid, bankBin: '970498', bankName: 'Ngân hàng mới', accountNumber: '0888000000002', holder: 'UBND XA AN HOA', validFrom: '2026-12-01' };
    await expect(payments.recordAccount(cashier, change)).rejects.toMatchObject({ code: 'payments.act_forbidden' });
    await expect(payments.recordAccount(admin, { ...change, validFrom: '2025-07-01' })).rejects.toMatchObject({ code: 'payments.account_day_taken' });
    await expect(payments.recordAccount(admin, { ...change, bankBin: '97' })).rejects.toMatchObject({ code: 'payments.bin_wrong' });
    await payments.recordAccount(admin, change);
    await payments.recordAccount(admin, change);
    expect((await payments.listAccounts(admin)).accounts.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([['2026-12-01', null], ['2025-07-01', '2026-11-30']]);
    expect((await view(id)).ways.transfer?.account.accountNumber).toBe(accountNumber);
    test.clock.set(new Date('2026-12-02T03:00:00Z'));
    expect((await view(id)).ways.transfer?.account.accountNumber).toBe('0888000000002');
    at.bank.transfer({ account: accountNumber, amount: 16_000, content: notice.reference });
    await payments.readFeeds();
    expect((await view(id)).balance.state).toBe('paid');
  });
});
