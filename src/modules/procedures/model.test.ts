import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkForms } from './form-check.ts';
import { feeOf, procedureContent, searchTextOf, type Fee } from './model.ts';
import { shippedCatalogue } from './shipped.ts';

const line = (changes: Partial<Fee> = {}): Fee => ({
  code: 'LP',
  name: 'Lệ phí',
  kind: 'le_phi',
  amount: 8000,
  perAnswer: 'copies',
  formula: null,
  when: 'on_delivery',
  exemptions: [],
  legalBase: 'TT 281/2016/TT-BTC',
  certainty: null,
  ...changes,
});

describe('feeOf', () => {
  it('multiplies by the answer it names and by nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.anything(), (copies, noise) => {
        expect(feeOf([line()], { copies, noise }, () => false)).toBe(8000 * copies);
      }),
    );
  });

  it('never goes below one copy, whatever stands in the answer', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer({ max: 0 }), fc.constant(null), fc.double({ noInteger: true })), (copies) => {
        expect(feeOf([line()], { copies }, () => false) % 8000).toBe(0);
        expect(feeOf([line()], { copies }, () => false)).toBeGreaterThanOrEqual(8000);
      }),
    );
  });

  it('frees whoever an exemption applies to, line by line', () => {
    const exempt = line({ exemptions: [{ text: 'Hộ nghèo', when: 'poor' }] });
    expect(feeOf([exempt, line({ amount: 5000, perAnswer: null })], { copies: 2 }, (condition) => condition === 'poor')).toBe(5000);
    // An exemption without a condition is read aloud but decided by an officer.
    expect(feeOf([line({ exemptions: [{ text: 'Người có công', when: null }] })], { copies: 1 }, () => true)).toBe(8000);
  });
});

describe('the shipped catalogue', () => {
  it('passes the model and the checks of its own forms', async () => {
    const records = await shippedCatalogue();
    expect(records.map((record) => record.content.code)).toContain('2.000635');
    for (const { content } of records) {
      expect(checkForms(content), content.code).toBeUndefined();
      expect(searchTextOf(content)).toContain(content.name.vi);
    }
  });

  it('keeps internal steps within a working day where the result is due the same day (OS§6)', async () => {
    for (const { content } of await shippedCatalogue()) {
      const hours = content.steps.reduce((sum, step) => sum + step.hours, 0);
      if (content.channels.every((channel) => channel.duration.unit === 'same_day')) expect(hours).toBeLessThanOrEqual(8);
    }
  });

  it('refuses a record whose code is not one', async () => {
    const [record] = await shippedCatalogue();
    const broken = { ...record!.content, code: 'not a code' };
    expect(procedureContent.safeParse(broken).success).toBe(false);
  });
});
