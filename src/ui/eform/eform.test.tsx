import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { sampleDefinition } from '#platform/forms/sample-definition.ts';
import { validate } from '#platform/forms/validate.ts';
import { answerBlocks, EForm, EFormFacts } from './index.ts';

const today = '2026-11-23';
const codeLists = { provinces: [{ value: '01', label: 'Thành phố Hà Nội' }] };
const codes = { provinces: new Set(['01']) };
const answers = {
  applicant: { fullName: 'Nguyễn <b>Văn</b> An', personalId: '001090000042', birthDate: '1990', phone: '+84912345678' },
  relation: 'parent',
  copies: 2,
  companions: [{ name: 'Bích', adult: true }],
  weight: 3.5,
  province: '01',
  truth: true,
};
const render = (step: string, values: Record<string, unknown>, locale = 'vi') => {
  const { problems } = validate(sampleDefinition, values, { today, step, shown: new Set(), codeLists: codes, locale });
  return renderToStaticMarkup(
    <EForm {...{ definition: sampleDefinition, step, values, problems, today, codeLists, locale }} />,
  );
};

describe('EForm', () => {
  it('shows a conditional question only with its answer, and asks it without an error the first time', () => {
    expect(render('people', { ...answers, relation: 'self' })).not.toContain('name="otherRelation"');
    const html = render('people', { ...answers, relation: 'other' });
    expect(html).toContain('name="otherRelation"');
    expect(html).toContain('còn 1 câu hỏi nữa');
    expect(html).not.toContain('class="errors"');
  });

  it('carries what was typed, escaped, and says which questions it showed', () => {
    const html = render('people', answers);
    expect(html).toContain('value="Nguyễn &lt;b&gt;Văn&lt;/b&gt; An"');
    expect(html).toContain('value="0912 345 678"');
    expect(html).toMatch(/name="_shown" value="[^"]*relation/);
  });

  it('is multipart for files and offers rows until the limit', () => {
    const companions = Array.from({ length: 4 }, (_, index) => ({ name: `N${index}`, adult: true }));
    expect(render('papers', answers)).toMatch(/enctype="multipart\/form-data"/i);
    expect(render('need', { ...answers, companions })).not.toContain('value="add:companions"');
  });

  it('shows a known, locked answer as text that cannot be posted', () => {
    const note = {
      type: 'string',
      title: 'Ghi chú',
      'x-dinh': { locked: true, prefill: 'account.name', source: 'CSDL dân cư' },
    } as const;
    const definition = { ...sampleDefinition, properties: { ...sampleDefinition.properties, note } };
    const known = { 'account.name': 'Nguyễn Văn An' };
    const html = renderToStaticMarkup(
      <EForm {...{ definition, step: 'papers', values: { note: 'giả' }, today, known }} />,
    );
    expect(html).toContain('Nguyễn Văn An</b><span class="opt"> (CSDL dân cư)</span>');
    expect(html).not.toContain('name="note"');
    expect(html).not.toContain('giả');
  });

  it('speaks English where asked', () => {
    expect(render('need', { ...answers, copies: '' }, 'en')).toContain('There is a problem');
  });
});

describe('answers to read', () => {
  const verdict = validate(sampleDefinition, answers, { today, codeLists: codes });
  const form = { definition: sampleDefinition, ...verdict, codeLists };

  it('are grouped by step and row, in words', () => {
    const lines = answerBlocks(form).flatMap((block) =>
      block.lines.map((line) => [line.heading, line.label, line.text].join(' | ')),
    );
    expect(lines).toContain('Người yêu cầu | Ngày, tháng, năm sinh | 1990');
    expect(lines).toContain('Người 1 | Họ tên | Bích');
    expect(lines).toContain(' | Quan hệ với người được cấp | Cha hoặc mẹ');
    expect(lines).toContain(' | Lệ phí | 16.000 đồng');
    expect(lines).toContain(' | Cân nặng | 3,5');
    expect(lines).toContain(' | Tỉnh, thành phố | Thành phố Hà Nội');
    expect(lines.join()).not.toContain('Quan hệ khác');
  });

  it('carry the remarks of the officer’s desk', () => {
    const remark = (line: { name: string }) => (line.name === 'applicant.fullName' ? { source: 'CSDL dân cư' } : null);
    expect(renderToStaticMarkup(<EFormFacts {...form} remark={remark} />)).toContain('✓ CSDL dân cư');
  });
});
