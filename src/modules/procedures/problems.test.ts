import { describe, expect, it } from 'vitest';
import type { ProcedureContent } from './model.ts';
import { judge } from './problems.ts';
import { shippedCatalogue } from './shipped.ts';

const shipped = await shippedCatalogue();
const base = shipped.find(({ content }) => content.code === '2.000635')!.content;
const problemsOf = (changes: Partial<Record<keyof ProcedureContent, unknown>>) => judge({ ...base, ...changes }).problems.map(({ section, path, message }) => `${section} ${path}: ${message}`);

it('finds no problem in what is shipped', () => {
  for (const { content } of shipped) expect(judge(content).problems, content.code).toEqual([]);
});

describe('every problem has a place and Vietnamese words', () => {
  const channel = base.channels[0]!;
  const step = base.steps[1]!;
  it.each<[string, Partial<Record<keyof ProcedureContent, unknown>>, string]>([
    ['an empty name', { name: { vi: '', en: 'x' } }, 'general name.vi: chưa ghi'],
    ['no law', { legalBasis: [] }, 'law legalBasis: cần ít nhất 1 mục'],
    ['a text for an amount', { channels: [{ ...channel, fees: [{ ...channel.fees[0]!, amount: 'tám' }] }] }, 'channels channels.0.fees.0.amount: ghi bằng số'],
    ['a negative amount', { channels: [{ ...channel, fees: [{ ...channel.fees[0]!, amount: -1 }] }] }, 'channels channels.0.fees.0.amount: từ 0 trở lên'],
    ['an unknown choice', { level: 'planet' }, 'general level: chọn một trong các giá trị có sẵn'],
    ['a paper without an answer to look at', { cases: [{ ...base.cases[0]!, papers: [{ ...base.cases[0]!.papers[0]!, requiredWhen: 'nothing = 1' }] }] }, 'papers cases.0.papers.0.requiredWhen: điều kiện nhắc đến “nothing” nhưng biểu mẫu không có mục đó'],
    ['a condition that is none', { cases: [{ ...base.cases[0]!, when: 'if (' }] }, 'papers cases.0.when: điều kiện viết sai hoặc dùng hàm không được phép'],
    ['two channels of a kind', { channels: [channel, channel] }, 'channels channels.1.kind: kênh này đã có ở trên'],
    ['a return to a later step', { steps: base.steps.map((one, index) => (index === 1 ? { ...step, returnsTo: [base.steps[2]!.key] } : one)) }, `process steps.1.returnsTo: “${base.steps[2]!.key}” không phải là một bước đứng trước`],
    ['an applicant who is not asked', { applicant: { ...base.applicant, phone: 'fax' } }, 'general applicant.phone: biểu mẫu không có mục “fax”'],
    ['a form that cannot work', { form: { ...(base.form as object), properties: {} } }, 'form form: thứ tự các mục chưa đủ'],
  ])('%s', (_what, changes, told) => {
    expect(problemsOf(changes).some((line) => line.startsWith(told)), problemsOf(changes).join('\n')).toBe(true);
  });

  it('names all of them at once', () => {
    expect(judge({ code: '2.000635' }).problems.length).toBeGreaterThan(15);
    expect(judge({}).content).toBeNull();
  });
});

it('warns of a process longer than the limit and of fees without exemptions', () => {
  const warnings = judge({ ...base, steps: base.steps.map((step) => ({ ...step, hours: 40 })), channels: base.channels.map((channel) => ({ ...channel, fees: channel.fees.map((fee) => ({ ...fee, exemptions: [] })) })) }).warnings;
  expect(warnings.map(({ path }) => path)).toEqual(expect.arrayContaining(['channels.0.duration', 'channels.0.fees.0.exemptions']));
});
