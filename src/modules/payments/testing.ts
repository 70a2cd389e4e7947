import { createNumbering } from '#modules/numbering/index.ts';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { afterAll } from 'vitest';
import type { FeeLine, NewFeeNotice } from './model.ts';
import type { PaymentsDeps } from './ports.ts';
import { createSepayFeed } from './providers/bank/sepay-feed.ts';
import { createBankSimulator, type BankSimulator } from './providers/bank/simulator/simulator.ts';
import { listen } from './providers/http-listener.ts';
import { createHttpHub } from './providers/hub/http-hub.ts';
import { createHubSimulator, type HubSimulator } from './providers/hub/simulator/simulator.ts';
import { createPayments, type Payments } from './service.ts';
import type { PaymentsTables } from './tables.gen.ts';

export const unitUid = 'unit-an-hoa';
export const accountNumber = '0999000000001';
export const payer = aCitizen();
export const cashier = anOfficer({ accountId: 'account-cashier', name: 'Trần Thị Bích', grants: { 'payments.read': [unitUid], 'payments.collect': [unitUid] } });
export const leader = anOfficer({ accountId: 'account-leader', name: 'Hoàng Minh Châu', positionName: 'Chủ tịch', grants: { 'payments.read': [unitUid], 'payments.decide_refund': [unitUid] } });
export const administrator = anOfficer({ accountId: 'account-admin', grants: { 'payments.manage_accounts': 'all' } });

/** The module on a real database, with a hub and a bank that answer over real HTTP. */
export type PaymentsHouse = {
  readonly test: TestDatabase<PaymentsTables>;
  readonly deps: PaymentsDeps;
  readonly payments: Payments;
  readonly hub: HubSimulator;
  readonly bank: BankSimulator;
  /** Opens a notice for a new matter; returns its id. */
  open(amount: number, subjectId?: string): Promise<string>;
};

export const feeLine = (amount: number): FeeLine => ({ code: 'LP-TLHT', name: 'Lệ phí trích lục', legalBase: 'TT 281/2016/TT-BTC', amount, exemption: null });

export function newNotice(amount: number, subjectId: string): NewFeeNotice {
  return {
    subject: { kind: 'case', id: subjectId, code: `H99.50-${subjectId.slice(-6)}`, title: 'Cấp bản sao trích lục hộ tịch' },
    ...{ purpose: 'fee', unitUid, channel: 'online', dueWhen: 'on_delivery', lines: [feeLine(amount)] },
    payer: { accountId: payer.accountId, name: payer.name, address: 'Thôn Đông, xã An Hòa' },
  };
}

export async function openPaymentsHouse(): Promise<PaymentsHouse> {
  const test = await testDatabase<PaymentsTables>();
  const { clock, ids } = test;
  const hubSettings = { url: 'http://127.0.0.1', merchant: 'an-hoa', secret: 'a secret of sixteen letters' };
  const feedSettings = { url: 'http://127.0.0.1', token: 'token-of-tests' };
  const hub = createHubSimulator({ demo: true, settings: hubSettings, clock });
  const bank = createBankSimulator({ demo: true, settings: feedSettings, clock });
  const [hubDoor, bankDoor] = [await listen(hub.listener), await listen(bank.listener)];
  afterAll(() => Promise.all([hubDoor.stop(), bankDoor.stop()]));
  const deps: PaymentsDeps = {
    ...{ db: test.db, audit: test.audit, clock, ids, baseUrl: 'http://xa.example' },
    numbers: createNumbering({ db: test.db.for(), clock }),
    units: { collector: async () => ({ name: 'Ủy ban nhân dân xã An Hòa', place: 'An Hòa' }), list: async () => [{ uid: unitUid, name: 'Xã An Hòa' }] },
    hub: createHttpHub({ ...hubSettings, url: hubDoor.url }, clock),
    feed: createSepayFeed({ ...feedSettings, url: bankDoor.url }),
  };
  const payments = createPayments(deps);
  test.registry.add(payments.handlers);
  const account = { unitUid, bankBin: '970499', bankName: 'Ngân hàng mô phỏng', accountNumber, holder: 'UBND XA AN HOA', validFrom: '2025-07-01' };
  await payments.recordAccount(administrator, { requestId: ids.uuid(), ...account });
  const open = async (amount: number, subjectId = ids.uuid()): Promise<string> => {
    await test.db.transaction((tx) => payments.open(tx, newNotice(amount, subjectId)));
    const { rows } = await test.owner.query<{ id: string }>('select id from payments.fee_notice where subject_id = $1', [subjectId]);
    return rows[0]?.id ?? '';
  };
  return { test, deps, payments, hub, bank, open };
}
