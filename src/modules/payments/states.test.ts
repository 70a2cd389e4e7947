import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf, refundToPropose, type Facts, type PaymentKind } from './states.ts';

const incoming = fc.record({ kind: fc.constantFrom<PaymentKind>('hub', 'bank', 'cash', 'transfer'), amount: fc.integer({ min: 1, max: 50_000 }) });
const facts: fc.Arbitrary<Facts> = fc.record({ amount: fc.integer({ min: 0, max: 100_000 }), cancelled: fc.boolean(), payments: fc.array(incoming, { maxLength: 6 }) });

describe('the balance of a notice', () => {
  it('is the same in whatever order the facts came', () => {
    fc.assert(
      fc.property(facts, fc.infiniteStream(fc.nat()), (given, order: fc.Stream<number>) => {
        const shuffled = given.payments.map((payment) => ({ payment, at: order.next().value as number })).sort((a, b) => a.at - b.at);
        expect(balanceOf({ ...given, payments: shuffled.map(({ payment }) => payment) })).toEqual(balanceOf(given));
      }),
    );
  });

  it('never owes and holds a surplus at once, and neither is negative', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { owed, surplus, held, state } = balanceOf(given);
        expect(Math.min(owed, surplus)).toBe(0);
        expect(held + owed - surplus).toBe(given.cancelled ? 0 : given.amount);
        expect(state === 'overpaid').toBe(surplus > 0);
        expect(owed > 0).toBe(state === 'open' || state === 'partial');
      }),
    );
  });

  it('is settled by giving back exactly what is proposed', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const amount = refundToPropose(given, []);
        const after: Facts = { ...given, payments: [...given.payments, ...(amount > 0 ? [{ kind: 'refund' as const, amount: -amount }] : [])] };
        expect(balanceOf(after).surplus).toBe(0);
        expect(balanceOf(after).owed).toBe(balanceOf(given).owed);
        expect(refundToPropose(after, [amount])).toBe(0);
      }),
    );
  });

  it('says each state', () => {
    const cash = (amount: number) => ({ kind: 'cash' as const, amount });
    const back = (amount: number) => ({ kind: 'refund' as const, amount: -amount });
    const wrong = (amount: number) => ({ kind: 'reversal' as const, amount: -amount });
    const stateOf = (amount: number, cancelled: boolean, ...payments: Facts['payments']) => balanceOf({ amount, cancelled, payments }).state;
    expect(stateOf(8000, false)).toBe('open');
    expect(stateOf(0, false)).toBe('exempt');
    expect(stateOf(8000, false, cash(3000))).toBe('partial');
    expect(stateOf(8000, false, cash(3000), cash(5000))).toBe('paid');
    expect(stateOf(8000, false, cash(8000), cash(1000))).toBe('overpaid');
    expect(stateOf(8000, false, cash(8000), wrong(8000))).toBe('open');
    expect(stateOf(8000, true)).toBe('cancelled');
    expect(stateOf(8000, true, cash(8000))).toBe('overpaid');
    expect(stateOf(8000, true, cash(8000), back(8000))).toBe('refunded');
    expect(stateOf(8000, true, cash(8000), wrong(8000))).toBe('cancelled');
  });
});
