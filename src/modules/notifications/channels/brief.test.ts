import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedTemplates } from '../shipped.ts';
import { placeholdersOf } from '../template-text.ts';
import { briefFields, briefPlaceholders, fillBrief, parametersOf, withoutAccents, writeBrief } from './brief.ts';
import { shortTexts } from './short-texts.ts';

const templateOf = (key: string) => {
  const found = shippedTemplates.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no template ${key}`);
  return found;
};

/** A person who stands in every field that a template could have, and in some that none has. */
const person = { name: 'Nguyễn Văn An', agency: 'UBND xã An Hòa', phone: '0912345678', personalId: '001090000042', email: 'an@dan.vidu.test' };
const data = { ...person, code: 'H99.50-261123-0001', procedure: 'Đăng ký khai sinh', dueAt: '2026-11-24T09:30:00Z', reason: 'Vì ông Nguyễn Văn An thiếu giấy' };

describe.each([...shortTexts.values()])('the short words of $key', ({ key, sms, zalo, state }) => {
  const { placeholders } = templateOf(key);

  it('use code, procedure, state, due date and link only, and those that this kind of message has', () => {
    const allowed = briefPlaceholders(placeholders).map(({ name }) => name);
    for (const name of [...placeholdersOf(sms), ...placeholdersOf(zalo)]) {
      expect(briefFields).toContain(name);
      expect(allowed).toContain(name);
    }
  });

  it.each(['vi', 'en'] as const)('say nothing of the person (%s)', (locale) => {
    const filler = Object.fromEntries(placeholders.map(({ name, kind }) => [name, kind === 'date' ? '2026-11-24' : kind === 'instant' ? data.dueAt : 'Nguyễn Văn An']));
    const brief = writeBrief({ placeholders, data: { ...filler, ...data }, state: state[locale], link: 'https://x.vidu.test/ho-so/1', locale });
    const told = [fillBrief(sms, brief), ...Object.values(parametersOf(zalo, brief))].join(' ');
    for (const secret of ['Nguyễn', 'An Hòa', '0912345678', '001090000042', 'an@dan']) expect(told).not.toContain(secret);
    expect(told).toContain(data.code);
  });
});

it('a number that got into the name of a procedure is blotted out', () => {
  const { placeholders } = templateOf('cases.submitted');
  const brief = writeBrief({ placeholders, data: { ...data, procedure: 'Cấp lại thẻ 001090000042' }, state: 'x', link: null, locale: 'vi' });
  expect(brief.procedure).toBe('Cấp lại thẻ •••');
});

it('words without accents are GSM letters, as many lines, and never longer than three for one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = withoutAccents(text);
      expect(plain).toMatch(/^[\n\x20-\x7e]*$/u);
      expect(plain.split('\n').length).toBe(text.normalize('NFD').split('\n').length);
    }),
  );
  expect(withoutAccents('Đăng ký khai sinh – hồ sơ “số 1”…')).toBe('Dang ky khai sinh - ho so "so 1"...');
});
