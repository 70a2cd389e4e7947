import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '#modules/cases/index.ts';
import { createBankSimulator, createHubSimulator, listen, type BankSimulator, type HubSimulator } from '#modules/payments/index.ts';
import { openCaseStory, type CaseStory } from './testing/case-story.ts';
import { openTestHouse, type TestHouse } from './testing/house.ts';

let at: TestHouse;
let story: CaseStory;
let hub: HubSimulator;
let bank: BankSimulator;

/** The hub and the bank answer over real HTTP, by the clock of the house. */
beforeAll(async () => {
  const clock = { now: (): Date => at.test.clock.now() };
  const hubSettings = { url: 'http://127.0.0.1', merchant: 'an-hoa', secret: 'a secret of sixteen letters' };
  const feedSettings = { url: 'http://127.0.0.1', token: 'token-of-tests' };
  hub = createHubSimulator({ demo: true, settings: hubSettings, clock });
  bank = createBankSimulator({ demo: true, settings: feedSettings, clock });
  const doors = [await listen(hub.listener), await listen(bank.listener)];
  afterAll(() => Promise.all(doors.map((door) => door.stop())));
  at = await openTestHouse({
    env: { PAYMENT_HUB: JSON.stringify({ ...hubSettings, url: doors[0]!.url }), BANK_FEED: JSON.stringify({ ...feedSettings, url: doors[1]!.url }) },
  });
  story = await openCaseStory(at);
});

const act = (file: CaseFile): { requestId: string; caseId: string } => ({ requestId: at.house.ids.uuid(), caseId: file.id });
const now = async (file: CaseFile): Promise<CaseFile> => (await at.house.modules.cases.getCase(await story.citizen.actor(), file.id)).file;

async function noticesOf(file: CaseFile) {
  return at.house.modules.payments.listOfSubject(await story.citizen.actor(), { kind: 'case', id: file.id });
}

async function beginOnline(file: CaseFile): Promise<string> {
  const [first] = (await noticesOf(file)).filter(({ balance }) => balance.owed > 0);
  const { payUrl } = await at.house.modules.payments.payOnline(await story.citizen.actor(), { requestId: at.house.ids.uuid(), noticeId: first!.notice.id });
  return payUrl.slice(-36);
}

/** The hub tells, at our door. */
function tell(message: Parameters<HubSimulator['write']>[0], change: { signature?: string } = {}) {
  const { body, signature } = hub.write(message);
  return at.anybody.send({
    method: 'POST',
    url: '/api/v1/payments/hub/callback',
    headers: { 'content-type': 'application/json', 'x-hub-signature': change.signature ?? signature },
    payload: body,
  });
}

async function pay(file: CaseFile, amount: number): Promise<number> {
  const answer = await tell(hub.book.pay(await beginOnline(file), amount));
  await at.drainJobs();
  return answer.statusCode;
}

describe('the fee of a case', () => {
  it('is told when it is submitted, with the lines of its channel', async () => {
    const file = await story.submit();
    const [view, ...others] = await noticesOf(file);
    expect(others).toEqual([]);
    expect(view?.notice).toMatchObject({ amount: 16_000, unitUid: at.unit('an-hoa'), payerName: 'Nguyễn Văn An', dueWhen: 'on_delivery', subject: { code: file.code } });
    expect(view?.notice.lines).toMatchObject([{ code: 'LP-TLHT', amount: 16_000, exemption: null, legalBase: 'TT 281/2016/TT-BTC' }]);
  });

  it('paid online is followed by the case, once for a message told twice; a forged one changes nothing', async () => {
    const file = await story.accepted();
    const message = hub.book.pay(await beginOnline(file), 16_000);
    expect((await tell(message, { signature: `t=1,v1=${'0'.repeat(64)}` })).statusCode).toBe(403);
    await at.drainJobs();
    expect((await now(file)).feePaid).toBe(0);
    const answers = await Promise.all([tell(message), tell(message)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([204, 204]);
    await at.drainJobs();
    expect(await now(file)).toMatchObject({ feePaid: 16_000, feeDue: 16_000 });
    const { journal } = await at.house.modules.cases.getCase(await story.clerk.actor(), file.id);
    expect(journal.filter((line) => line.act === 'collect_fee')).toMatchObject([{ actorKind: 'system', data: { amount: 16_000, method: 'electronic' } }]);
  });

  it('paid after the result is there delivers it at once to who applied online', async () => {
    const file = await story.issued();
    expect(file).toMatchObject({ state: 9, feePaid: 0 });
    expect(await pay(file, 16_000)).toBe(204);
    expect(await now(file)).toMatchObject({ state: 10, stepKind: 'closed', feePaid: 16_000 });
  });

  it('paid by transfer is found by the reference in its text', async () => {
    const file = await story.accepted();
    const [view] = await noticesOf(file);
    bank.transfer({ account: 'TRINHDIEN50', amount: 16_000, content: view!.notice.reference });
    await at.house.modules.payments.readFeeds();
    await at.drainJobs();
    expect((await now(file)).feePaid).toBe(16_000);
  });

  it('taken at the counter has a receipt in the books, and the case follows in the same stroke', async () => {
    const file = await story.accepted();
    const clerk = await story.clerk.actor();
    const taken = await at.house.modules.cases.collectFee(clerk, { ...act(file), amount: 6_000, method: 'cash' });
    expect(taken).toMatchObject({ feePaid: 6_000, feeDue: 16_000 });
    await expect(at.house.modules.cases.collectFee(clerk, { ...act(file), amount: 10_000, method: 'transfer' })).rejects.toMatchObject({ code: 'payments.bank_ref_too_short' });
    await at.house.modules.cases.collectFee(clerk, { ...act(file), amount: 10_000, method: 'transfer', reference: 'FT26327001' });
    await at.drainJobs();
    const [view] = await noticesOf(file);
    expect(view).toMatchObject({ balance: { state: 'paid' }, payments: [{ kind: 'cash', amount: 6_000, recordedName: 'Trần Thị Bích' }, { kind: 'transfer', amount: 10_000 }] });
    const paper = await story.citizen.get(`/bien-lai/${view!.payments[0]!.id}`);
    expect([paper.statusCode, paper.headers['content-type'], paper.body.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
    expect((await (await at.citizen('mp-le-thi-cuc')).get(`/bien-lai/${view!.payments[0]!.id}`)).statusCode).toBe(404);
    const { journal } = await at.house.modules.cases.getCase(clerk, file.id);
    expect(journal.filter((line) => line.act === 'collect_fee').map((line) => line.actorName)).toEqual(['Trần Thị Bích', 'Trần Thị Bích']);
  });

  it('of a withdrawn case is proposed for refund; money that comes later too', async () => {
    const file = await story.accepted();
    expect(await pay(file, 10_000)).toBe(204);
    const orderId = await beginOnline(file);
    await at.house.modules.cases.withdraw(await story.citizen.actor(), act(file));
    await at.drainJobs();
    const leader = await story.leader.actor();
    const proposals = async () => (await at.house.modules.payments.listRefunds(leader)).filter(({ notice }) => notice.subject.id === file.id);
    expect(await proposals()).toMatchObject([{ amount: 10_000, reason: 'Người nộp rút hồ sơ' }]);
    await tell(hub.book.pay(orderId, 6_000));
    await at.drainJobs();
    expect(await proposals()).toMatchObject([{ amount: 10_000 }, { amount: 6_000 }]);
    for (const { id } of await proposals()) {
      await at.house.modules.payments.decideRefund(leader, { requestId: at.house.ids.uuid(), refundId: id, approve: true, way: 'hub', words: 'Hồ sơ rút trước khi thụ lý' });
    }
    await at.drainJobs();
    expect(await proposals()).toEqual([]);
    expect(await now(file)).toMatchObject({ state: 7, feeDue: 16_000, feePaid: 0 });
  });
});

describe('a financial duty', () => {
  it('stops the case until it is paid here, then the case goes on by itself with its clock', async () => {
    const file = await story.accepted();
    const specialist = await story.specialist.actor();
    const { cases } = at.house.modules;
    const waiting = await cases.askPayment(specialist, { ...act(file), words: 'Thông báo nộp lệ phí trước bạ số 12/TB', amount: 250_000 });
    expect(waiting).toMatchObject({ state: 6, feeDue: 266_000 });
    at.test.clock.advance(600_000);
    expect(await pay(file, 16_000)).toBe(204);
    expect((await now(file)).state).toBe(6);
    expect(await pay(file, 250_000)).toBe(204);
    expect(await now(file)).toMatchObject({ state: 4, feePaid: 266_000, feeDue: 266_000 });
    const { journal } = await cases.getCase(await story.clerk.actor(), file.id);
    expect(journal.filter((line) => line.act === 'confirm_payment')).toMatchObject([{ actorKind: 'system', fromState: 6, toState: 4 }]);
  });
});
