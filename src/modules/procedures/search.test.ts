import { describe, expect, it } from 'vitest';
import { foldText } from '#platform/text/fold.ts';
import { rank, searchEntry } from './search.ts';
import { shippedCatalogue } from './shipped.ts';

const words = (vi: string) => ({ vi, en: vi });
const procedure = (code: string, name: string, more: { events?: string[]; keywords?: string[]; field?: string; summary?: string } = {}) =>
  searchEntry(code, { code, name: words(name), summary: words(more.summary ?? ''), field: { code: 'X', name: words(more.field ?? 'Hộ tịch') }, lifeEvents: more.events ?? [], keywords: more.keywords ?? [] });

const entries = [
  procedure('1.000001', 'Đăng ký kết hôn', { events: ['Kết hôn'], summary: 'Hai người cùng ký.' }),
  procedure('1.000002', 'Cấp Giấy xác nhận tình trạng hôn nhân', { events: ['Kết hôn', 'Mua bán nhà đất'] }),
  procedure('1.000003', 'Đăng ký khai sinh', { events: ['Có con mới sinh'] }),
  procedure('1.000004', 'Cấp bản sao trích lục hộ tịch', { keywords: ['bản sao', 'giấy khai sinh'] }),
  procedure('1.000005', 'Cấp giấy phép xây dựng nhà ở riêng lẻ', { events: ['Xây nhà'], field: 'Xây dựng' }),
  procedure('1.000006', 'Chứng thực hợp đồng bán nhà', { field: 'Chứng thực' }),
  procedure('1.000007', 'Cấp phép làm bàn thờ', { field: 'Văn hóa' }),
];

describe('ranking', () => {
  it.each([
    ['kết hôn', '1.000001'],
    ['ket hon', '1.000001'],
    ['mới sinh con', '1.000003'],
    ['đẻ con', '1.000003'],
    ['vợ tôi mới đẻ con', '1.000003'],
    ['xây nhà', '1.000005'],
    ['làm nhà', '1.000005'],
    ['cưới', '1.000001'],
    ['độc thân', '1.000002'],
    ['trích lục', '1.000004'],
    ['xin giấy khai sinh', '1.000004'],
    ['1.000005', '1.000005'],
    ['KHAI SINH', '1.000003'],
  ])('%s finds %s first', (query, first) => {
    expect(rank(entries, query)[0]).toBe(first);
  });

  it('lets accents that were typed decide between words that look alike without them', () => {
    expect(rank(entries, 'bán')[0]).toBe('1.000006');
    expect(rank(entries, 'bàn')[0]).toBe('1.000007');
  });

  it('puts the name before the life event, and both before a word of the summary', () => {
    expect(rank(entries, 'kết hôn').slice(0, 2)).toEqual(['1.000001', '1.000002']);
    expect(rank(entries, 'nhà').at(-1)).toBe('1.000002');
  });

  it('finds all for nothing and for words that say nothing, a part for a part of a code, none for what is not there', () => {
    expect(rank(entries, '  ')).toHaveLength(entries.length);
    expect(rank(entries, '1.00000')).toHaveLength(entries.length);
    expect(rank(entries, '9.')).toEqual([]);
    expect(rank(entries, 'tàu vũ trụ')).toEqual([]);
    expect(rank(entries, '%_\\ ^$.*')).toHaveLength(entries.length);
  });

  it('gives the nearest when a word too many was typed', () => {
    expect(rank(entries, 'đăng ký khai sinh siêu tốc')[0]).toBe('1.000003');
  });
});

it('finds every shipped procedure by its name, with and without accents, among the first three', async () => {
  const shipped = (await shippedCatalogue()).map(({ content }) => searchEntry(content.code, content));
  for (const { item, plainName } of shipped) {
    expect(rank(shipped, plainName).slice(0, 3), plainName).toContain(item);
    expect(rank(shipped, foldText(plainName)).slice(0, 3), foldText(plainName)).toContain(item);
  }
});
