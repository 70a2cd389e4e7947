import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownAnswers, prefill } from './prefill.ts';
import { applyCommand, attachFile, parseSubmission } from './submission.ts';
import { sampleDefinition } from './testing.ts';

const parse = (...entries: [string, string | File][]) => parseSubmission(sampleDefinition, entries);

describe('parseSubmission', () => {
  it('builds groups, rows, dates and lists from names', () => {
    const { raw, problems } = parse(
      ['applicant.fullName', 'An'],
      ['applicant.birthDate.day', '1'],
      ['applicant.birthDate.year', '1990'],
      ['purpose', 'school'],
      ['purpose', 'passport'],
      ['companions[0].name', 'B'],
      ['companions[2].papers[1].number', 'X'],
      ['requestId', 'r'],
      ['_shown', 'otherRelation'],
    );
    expect(problems).toEqual([]);
    expect(raw).toEqual({
      applicant: { fullName: 'An', birthDate: { day: '1', year: '1990' } },
      purpose: ['school', 'passport'],
      companions: [{ name: 'B' }, { papers: [{ number: 'X' }] }],
    });
  });

  it.each([
    '__proto__',
    'constructor',
    'applicant.__proto__.x',
    'companions[4].name',
    'companions.name',
    'fee',
    'applicant',
    'relation.day',
    'a b',
    'x'.repeat(999),
  ])('refuses the field %s', (name) => {
    const { raw, problems } = parse([name, 'x']);
    expect(raw).toEqual({});
    expect(problems).toMatchObject(name.startsWith('_') ? [] : [{ code: 'forms.unknown_field' }]);
  });

  it('reads only the questions of the step', () => {
    const { raw, problems } = parseSubmission(
      sampleDefinition,
      [
        ['relation', 'self'],
        ['copies', '2'],
      ],
      'need',
    );
    expect(raw).toEqual({ copies: '2' });
    expect(problems).toMatchObject([{ code: 'forms.unknown_field', path: 'relation' }]);
  });

  it('separates uploads from kept files', () => {
    const file = new File(['x'], 'a.pdf');
    const { raw, uploads } = parse(['photos', 'file-aaaa1111'], ['photos', file], ['proof', new File([], '')]);
    expect(raw).toEqual({ photos: ['file-aaaa1111'] });
    expect(uploads).toEqual([{ path: 'photos', file }]);
    expect(attachFile(sampleDefinition, raw, 'photos', 'file-b')).toEqual({ photos: ['file-aaaa1111', 'file-b'] });
    expect(attachFile(sampleDefinition, raw, 'proof', 'file-b')).toMatchObject({ proof: 'file-b' });
  });

  it('never throws and never leaves the definition', () => {
    const name = fc.oneof(
      fc.string(),
      fc.stringMatching(/^(applicant|companions|photos|__proto__)(\[\d\])?(\.[a-z]{1,9})*$/),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (entries) => {
        const { raw } = parseSubmission(sampleDefinition, entries);
        for (const key of Object.keys(raw)) expect(Object.keys(sampleDefinition.properties)).toContain(key);
      }),
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('applyCommand', () => {
  const press = (value: string, raw = {}) => {
    const { command } = parse(['_command', value]);
    return command && applyCommand(sampleDefinition, raw, command);
  };

  it('adds and removes rows two deep, within the limit', () => {
    expect(press('add:companions')).toEqual({ companions: [{}] });
    const full = { companions: [{}, {}, {}, {}] };
    expect(press('add:companions', full)).toEqual(full);
    expect(press('remove:companions[0]', { companions: [{ name: 'A' }, { name: 'B' }] })).toEqual({
      companions: [{ name: 'B' }],
    });
    expect(press('add:companions[0].papers', { companions: [{ name: 'A', papers: [{ number: '1' }] }] })).toEqual({
      companions: [{ name: 'A', papers: [{ number: '1' }, {}] }],
    });
  });

  it('removes a kept file', () => {
    expect(press('remove:photos:file-1', { photos: ['file-1', 'file-2'] })).toEqual({ photos: ['file-2'] });
  });

  it('computes again without changing what was typed', () => {
    expect(parse(['_command', 'refresh:fee']).command).toEqual({ kind: 'refresh', path: ['fee'] });
    expect(press('refresh:fee', { copies: '3' })).toEqual({ copies: '3' });
    expect(press('refresh:copies')).toBeNull();
  });

  it.each(['add:relation', 'remove:companions', 'add:__proto__', 'drop:companions', 'add:', ''])(
    'ignores %j',
    (value) => {
      expect(press(value)).toBeNull();
    },
  );
});

describe('prefill', () => {
  it('fills what is empty and leaves what was typed', () => {
    const known = { 'account.fullName': 'Nguyễn Văn An' };
    expect(prefill(sampleDefinition, {}, known)).toEqual({ applicant: { fullName: 'Nguyễn Văn An' } });
    expect(prefill(sampleDefinition, { applicant: { fullName: 'B' } }, known)).toEqual({
      applicant: { fullName: 'B' },
    });
  });

  it('fills only where the answers before it say so', () => {
    const layout = { prefill: 'account.birthDate', source: 'Tài khoản định danh', prefillWhen: 'relation = "self"' };
    const born = { type: 'string', title: 'Ngày sinh', format: 'date', 'x-dinh': layout } as const;
    const definition = { ...sampleDefinition, properties: { ...sampleDefinition.properties, note: born } };
    const known = { 'account.birthDate': '1988-03-14' };
    expect(prefill(definition, { relation: 'self' }, known)['note']).toBe('1988-03-14');
    expect(prefill(definition, { relation: 'other' }, known)['note']).toBeUndefined();
    expect(prefill(definition, {}, known)['note']).toBeUndefined();
    expect(knownAnswers(definition, { relation: 'self', note: '1990-01-01' }, known)).toMatchObject([
      { path: 'note', source: 'Tài khoản định danh', known: '1988-03-14', given: '1990-01-01', disputed: true },
    ]);
    expect(knownAnswers(definition, { relation: 'other', note: '1990-01-01' }, known)).toEqual([]);
  });

  it('disputes nothing that is only written otherwise', () => {
    const phone = { type: 'string', title: 'Điện thoại', format: 'phone', 'x-dinh': { prefill: 'account.phone', source: 'Tài khoản định danh' } } as const;
    const definition = { ...sampleDefinition, properties: { ...sampleDefinition.properties, note: phone } };
    const disputed = (note: unknown) => knownAnswers(definition, { note }, { 'account.phone': '0912345678' })[0]?.disputed;
    expect([disputed('+84912345678'), disputed('0912 345 678'), disputed('0912345679')]).toEqual([false, false, true]);
  });
});
