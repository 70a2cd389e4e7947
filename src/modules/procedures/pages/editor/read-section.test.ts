import { expect, it } from 'vitest';
import { shippedCatalogue } from '../../shipped.ts';
import { applyRowIntent, readSection, valueAt } from './read-section.ts';
import { boxAt, patternOf, specs, type BoxSection, type Spec } from './spec.ts';

/** What a browser would post for a section that nobody touched. */
function posted(list: readonly Spec[], content: unknown, prefix = ''): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const spec of list) {
    const value = valueAt(content, spec.name);
    const path = `${prefix}${spec.name}`;
    if (spec.kind === 'group') Object.assign(fields, posted(spec.fields, value, `${path}.`));
    else if (spec.kind !== 'rows') fields[path] = Array.isArray(value) ? value.join('\r\n') : String((value as string | number | null | undefined) ?? '');
    else {
      const rows = value as readonly unknown[];
      fields[`${path}.count`] = String(rows.length);
      for (const [index, row] of rows.entries()) Object.assign(fields, posted(spec.fields, row, `${path}.${index}.`));
    }
  }
  return fields;
}

it('changes nothing of a shipped record that was opened and saved', async () => {
  for (const { content } of await shippedCatalogue()) {
    for (const section of Object.keys(specs) as BoxSection[]) {
      const list = specs[section];
      const before = Object.fromEntries(Object.entries(content).filter(([key]) => list.some(({ name }) => name.split('.')[0] === key)));
      expect(readSection(posted(list, before), list, before), `${content.code} ${section}`).toEqual(before);
    }
  }
});

it('keeps what has no box with the thing it belongs to, wherever somebody moved it', () => {
  const list: Spec[] = [{ name: 'results', kind: 'rows', titleOf: ['code'], fields: [{ name: 'code', kind: 'line' }], blank: { code: '', form: null } }];
  const before = { results: [{ code: 'B', form: 'of B' }, { code: 'A', form: 'of A' }] };
  expect(readSection({ 'results.count': '2', 'results.0.code': 'A', 'results.1.code': 'B' }, list, before)).toEqual({ results: [{ code: 'A', form: 'of A' }, { code: 'B', form: 'of B' }] });
});

it('reads amounts with points, keeps what is no number, and bounds the rows', () => {
  const list = specs.channels;
  const fee = (amount: string) => valueAt(readSection({ 'channels.count': '1', 'channels.0.fees.count': '1', 'channels.0.fees.0.amount': amount }, list, {}), 'channels.0.fees.0.amount');
  expect([fee('8.000'), fee('8000'), fee('tám nghìn'), fee('-5'), fee('')]).toEqual([8000, 8000, 'tám nghìn', '-5', undefined]);
  expect(readSection({ 'channels.count': '1e9' }, list, {})).toMatchObject({ channels: { length: 200 } });
});

it('adds, moves and removes rows, and does nothing for words it does not know', () => {
  const content = { channels: [{ kind: 'online', fees: [{ code: 'A' }, { code: 'B' }] }] };
  const codes = (intent: string) => {
    const { content: changed, opened } = applyRowIntent(content, intent, specs.channels);
    return [(valueAt(changed, 'channels.0.fees') as { code: string }[]).map(({ code }) => code).join(), opened];
  };
  expect(codes('add:channels.0.fees')).toEqual(['A,B,', 'channels.0.fees.2']);
  expect(codes('remove:channels.0.fees.0')).toEqual(['B', null]);
  expect(codes('up:channels.0.fees.1')).toEqual(['B,A', 'channels.0.fees.0']);
  expect(codes('down:channels.0.fees.1')[0]).toBe('A,B');
  for (const intent of ['add:channels.0.nothing', 'remove:__proto__.0', 'constructor', 'add:', '']) expect(codes(intent)[0]).toBe('A,B');
});

it('leads a problem to a box', () => {
  expect(boxAt(specs.channels, 'channels.0.duration')).toBe('channels.0.duration.unit');
  expect(boxAt(specs.channels, 'channels.1.fees.0.amount')).toBe('channels.1.fees.0.amount');
  expect(boxAt(specs.general, 'name')).toBe('name.vi');
  expect(boxAt(specs.law, 'decision')).toBe('decision.number');
  expect(boxAt(specs.process, 'steps')).toBe('steps');
  expect(patternOf('channels.1.fees.0.amount')).toBe('channels.fees.amount');
});
