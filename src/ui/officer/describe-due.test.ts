import { describe, expect, it } from 'vitest';
import { describeDue, describeMoment } from './describe-due.ts';
import { keyName, displayKey } from './shortcut-keys.ts';
import { matchCommands } from './match-commands.ts';

const at = (text: string): number => Date.parse(`${text}+07:00`);
const now = at('2026-11-23T08:20');

describe('describeDue', () => {
  it.each([
    ['2026-11-23T08:19', 'late', 'quá 1 phút'],
    ['2026-11-23T06:10', 'late', 'quá 2 giờ'],
    ['2026-11-19T08:00', 'late', 'quá 4 ngày'],
    ['2026-11-23T10:30', 'due', '10:30 hôm nay'],
    ['2026-11-23T23:59', 'due', '23:59 hôm nay'],
    ['2026-11-24T00:00', 'info', 'mai 00:00'],
    ['2026-11-26T11:00', 'info', '26/11'],
    ['2027-01-04T11:00', 'info', '04/01/2027'],
  ])('%s is %s: %s', (due, tone, text) => expect(describeDue(at(due), now)).toEqual({ tone, text }));

  it('says the moment in full', () => expect(describeMoment(at('2026-11-23T16:30'))).toBe('16:30 thứ Hai 23/11/2026'));
});

describe('keys', () => {
  const press = { key: 'T', code: 'KeyT', ctrlKey: false, metaKey: false, altKey: false, isComposing: false };
  it.each([
    [{}, 't'],
    [{ key: 'k', ctrlKey: true }, 'ctrl+k'],
    [{ key: 'k', metaKey: true }, 'ctrl+k'],
    [{ key: 'Process' }, 't'],
    [{ isComposing: true }, null],
    [{ altKey: true }, null],
  ])('%j is %s', (change, name) => expect(keyName({ ...press, ...change })).toBe(name));
  it('are shown as on the keyboard', () => expect(displayKey('ctrl+k')).toBe('Ctrl K'));
});

describe('matchCommands', () => {
  const commands = ['Hồ sơ một cửa', 'Văn bản đến', 'Tìm hồ sơ'].map((label) => ({
    id: label,
    label,
    group: 'Ngăn',
    href: '/',
  }));
  const found = (query: string) => matchCommands(commands, query).map((command) => command.label);
  it('finds without diacritics, the beginning first', () =>
    expect(found('ho so')).toEqual(['Hồ sơ một cửa', 'Tìm hồ sơ']));
  it('wants every word', () => expect(found('văn  den')).toEqual(['Văn bản đến']));
  it('shows everything for nothing', () => expect(found(' ')).toHaveLength(3));
});
