import type { Payments } from '#modules/payments/index.ts';
import { systemActor } from '#platform/access/actor.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { DemoPlaces } from './load.ts';

/** Communes of the demonstration that collect fees. No bank has this BIN, no account this number. */
const communes = ['an-hoa', 'thanh-son', 'dinh-trung'] as const;

/** An account for each commune, so that fees can be paid by VietQR at the simulated bank. */
export async function recordDemoAccounts(payments: Payments, places: Pick<DemoPlaces, 'unitUids'>, ids: Ids): Promise<void> {
  for (const [index, key] of communes.entries()) {
    await payments.recordAccount(systemActor('demo'), {
      requestId: ids.uuid(),
      unitUid: places.unitUids.get(key) ?? '',
      bankBin: '999999',
      bankName: 'Ngân hàng mô phỏng (hư cấu)',
      accountNumber: `TRINHDIEN${50 + index}`,
      holder: `UBND ${key.replace('-', ' ')} HU CAU`,
      validFrom: '2025-07-01',
    });
  }
}
