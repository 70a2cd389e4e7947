import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeProblem } from './describe-problem.ts';
import { toEntries } from './entries.ts';
import { fitsSchema, hashDefinition, validateOnServer } from './schema-judge.ts';
import { mergeStep, parseSubmission } from './submission.ts';
import { codeLists, sampleAnswers, sampleDefinition, today } from './testing.ts';
import { validate } from './validate.ts';

const options = { today, codeLists };
const good = {
  applicant: { fullName: 'Nguyễn Văn An', personalId: '001090000042' },
  relation: 'self',
  copies: 2,
  truth: true,
};
const judge = (changes: Record<string, unknown>) => validate(sampleDefinition, { ...good, ...changes }, options);
const said = (changes: Record<string, unknown>) => judge(changes).problems.map((problem) => describeProblem(problem));
const born = (birthDate: unknown) => said({ applicant: { ...good.applicant, birthDate } });

const inGroup = (sentence: string) => `Người yêu cầu: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;

describe('validate', () => {
  it('keeps clean typed values and computes what is computed', () => {
    const verdict = judge({
      applicant: { fullName: '  Nguyễn  Văn\u200b An ', personalId: '001 090 000 042', phone: '0912.345.678' },
    });
    expect(verdict.problems).toEqual([]);
    expect(verdict.values).toEqual({
      applicant: { fullName: 'Nguyễn Văn An', personalId: '001090000042', phone: '+84912345678' },
      relation: 'self',
      copies: 2,
      fee: 16000,
      truth: true,
    });
  });

  it.each([
    [{ day: '27', month: '13', year: '1990' }, ['Tháng phải từ 1 đến 12.']],
    [{ day: '31', month: '4', year: '1990' }, ['Tháng 4 năm 1990 chỉ có 30 ngày. Sửa lại ngày.']],
    [{ day: '29', month: '2', year: '2023' }, ['Tháng 2 năm 2023 chỉ có 28 ngày. Sửa lại ngày.']],
    [{ day: '0', month: '5', year: '90' }, ['Ngày phải từ 1 đến 31.', 'Năm phải có 4 chữ số, như 1990.']],
    [{ day: '5', month: '', year: '1990' }, ['Ngày, tháng, năm sinh: ghi thêm tháng.']],
    [{ day: '1', month: 'ba', year: '1990' }, ['Ngày, tháng, năm sinh: ngày, tháng, năm chỉ ghi bằng số.']],
    [{ day: '24', month: '11', year: '2026' }, ['Ngày, tháng, năm sinh phải là hôm nay hoặc trước hôm nay.']],
    [{ day: '', month: '', year: '1870' }, ['Ngày, tháng, năm sinh phải từ 01/01/1880 trở về sau.']],
    ['1990-02-30', ['Ngày, tháng, năm sinh: ghi ngày, tháng, năm, như 27 3 1990.']],
    [{ day: '', month: '', year: '1950' }, []],
    [{ day: ' ', month: '', year: '' }, []],
    [{ day: '29', month: '02', year: '2024' }, []],
  ])('says precisely what is wrong with the date %j', (typed, words) => expect(born(typed)).toEqual(words.map(inGroup)));

  it.each([
    [{ applicant: { personalId: '001090000042' } }, 'Người yêu cầu: nhập họ, chữ đệm, tên.'],
    [{ applicant: { ...good.applicant, personalId: '123' } }, 'Người yêu cầu: nhập số định danh 12 chữ số, in trên thẻ căn cước.'],
    [{ relation: 'cousin' }, 'Chọn quan hệ với người được cấp trong danh sách.'],
    [{ relation: 'other' }, 'Nhập quan hệ khác.'],
    [{ copies: '21' }, 'Số bản phải từ 20 trở xuống.'],
    [{ copies: '1,5' }, 'Số bản: ghi số nguyên, không có phần lẻ.'],
    [{ copies: 'hai' }, 'Số bản: chỉ ghi số, ví dụ 12.'],
    [{ copies: 1, purpose: ['passport'] }, 'Làm hộ chiếu cần ít nhất 2 bản. Sửa số bản.'],
    [{ truth: '' }, 'Đánh dấu vào ô “Tôi cam đoan lời khai là đúng” để tiếp tục.'],
    [{ note: 'x'.repeat(305) }, 'Ghi chú dài nhất 300 ký tự. Bỏ bớt 5 ký tự.'],
    [{ photos: ['../../etc/passwd'] }, 'Tệp ở mục “Ảnh” không còn. Chọn lại tệp.'],
    [{ companions: [{ adult: true }] }, 'Người 1: nhập họ tên.'],
    [
      { companions: [{ name: 'A', papers: [{ number: 'b?' }] }] },
      'Người 1, giấy tờ 1: số chưa đúng cách ghi. Ghi như: B1234567.',
    ],
    [{ province: '99' }, 'Chọn tỉnh, thành phố trong danh sách.'],
    [{ admin: true }, 'Biểu mẫu này không có mục “admin”. Tải lại trang rồi nộp lại.'],
  ])('tells what to do for %j', (changes, words) => expect(said(changes)).toEqual([words]));

  it('drops hidden answers, forged or stale, at any depth', () => {
    const companions = [{ name: 'A', adult: true, guardian: 'forged' }];
    const { values } = judge({ otherRelation: 'forged', proof: 'file-aaaa1111', companions, fee: 1 });
    expect(JSON.stringify(values)).not.toContain('forged');
    expect(values).toMatchObject({ fee: 16000, companions: [{ name: 'A', adult: true }] });
    expect(values).not.toHaveProperty('proof');
  });

  it('asks a new question without scolding when it was not on the page', () => {
    const shown = new Set<string>();
    const { problems } = validate(sampleDefinition, { ...good, relation: 'other' }, { ...options, shown });
    expect(problems).toMatchObject([{ path: 'otherRelation', unasked: true }]);
  });

  it('does not scold inside a group that has just appeared', () => {
    const { properties } = sampleDefinition;
    const applicant = {
      ...properties.applicant,
      'x-dinh': { fields: ['fullName', 'personalId', 'birthDate', 'phone'], visibleWhen: 'true' },
    };
    const definition = { ...sampleDefinition, properties: { ...properties, applicant } } as typeof sampleDefinition;
    const { problems } = validate(
      definition,
      { ...good, applicant: {} },
      { ...options, shown: new Set(['applicant.fullName']) },
    );
    expect(problems.map((problem) => [problem.path, problem.unasked])).toEqual([
      ['applicant.fullName', undefined],
      ['applicant.personalId', true],
    ]);
  });

  it('does not scold for a table that has just appeared', () => {
    const { properties } = sampleDefinition;
    const companions = { ...properties['companions'], minItems: 1, 'x-dinh': { rowTitle: 'Người', visibleWhen: 'copies > 1', requiredWhen: 'true' } };
    const definition = { ...sampleDefinition, properties: { ...properties, companions } } as typeof sampleDefinition;
    const told = (shown: ReadonlySet<string>) =>
      validate(definition, good, { ...options, shown }).problems.map(({ code, unasked }) => [code, unasked]);
    expect(told(new Set())).toEqual([['forms.too_few_rows', true]]);
    expect(told(new Set(['companions']))).toEqual([['forms.too_few_rows', undefined]]);
  });

  it('judges one step, but everything for a step that does not exist', () => {
    const step = (name: string) =>
      validate(sampleDefinition, {}, { ...options, step: name }).problems.map((problem) => problem.path);
    expect(step('need')).toEqual(['copies']);
    expect(step('papers')).toEqual(['truth']);
    expect(step('bogus')).toEqual(['applicant.fullName', 'applicant.personalId', 'relation', 'copies', 'truth']);
  });

  it('takes locked values from what is known', () => {
    const { properties } = sampleDefinition;
    const note = { type: 'string', title: 'Ghi chú', 'x-dinh': { locked: true, prefill: 'account.name' } } as const;
    const definition = { ...sampleDefinition, properties: { ...properties, note } };
    const known = { 'account.name': 'Nguyễn Văn An' };
    expect(validate(definition, { ...good, note: 'Người khác' }, { ...options, known }).values.note).toBe(
      'Nguyễn Văn An',
    );
  });

  it('never throws on anything', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
    });
    fc.assert(fc.property(anything, (input) => void validate(sampleDefinition, input, options)));
    const keys = Object.keys(sampleDefinition.properties);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...keys), anything),
        (input) => void validate(sampleDefinition, input, options),
      ),
    );
  });
});

describe('engine, form and JSON Schema together', () => {
  it('is idempotent, agrees with Ajv, and what is valid survives form and back', () => {
    fc.assert(
      fc.property(sampleAnswers, (answers) => {
        const first = validate(sampleDefinition, answers, options);
        const again = validate(sampleDefinition, first.values, options);
        expect(again.values).toEqual(first.values);
        if (first.problems.length > 0) return;
        expect(fitsSchema(sampleDefinition, first.values)).toBe(true);
        const { raw, problems } = parseSubmission(sampleDefinition, toEntries(sampleDefinition, first.values));
        expect(problems).toEqual([]);
        expect(validate(sampleDefinition, raw, options)).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  it('never lets a hidden answer through', () => {
    fc.assert(
      fc.property(sampleAnswers, (answers) => {
        const { values, visible } = validate(sampleDefinition, answers, options);
        for (const key of Object.keys(values)) expect(visible.has(key)).toBe(true);
        expect('otherRelation' in values).toBe(
          values.relation === 'other' && typeof answers.otherRelation === 'string',
        );
        const companions = (values.companions ?? []) as { adult: boolean }[];
        for (const row of companions) expect(row.adult && 'guardian' in row).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same verdict when answered step by step', () => {
    const saved = mergeStep(sampleDefinition, { copies: '9' }, { copies: '2' }, 'need');
    expect(mergeStep(sampleDefinition, saved, { relation: 'self' }, 'people')).toEqual({
      copies: '2',
      relation: 'self',
    });
  });

  it('hashes a definition whatever the order of its keys', () => {
    const shuffled = Object.fromEntries(
      Object.entries(sampleDefinition).reverse(),
    ) as unknown as typeof sampleDefinition;
    expect(hashDefinition(shuffled)).toBe(hashDefinition(sampleDefinition));
    expect(validateOnServer(sampleDefinition, good, options).problems).toEqual([]);
  });
});
