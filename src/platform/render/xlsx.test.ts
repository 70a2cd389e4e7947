import { setTimeout as wait } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderXlsx, renderXlsxBytes } from './xlsx.ts';
import type { XlsxColumn, XlsxRow } from './xlsx.ts';

const at = new Date('2026-11-21T02:00:00Z');
const columns: readonly XlsxColumn[] = [
  { header: 'Họ và tên', key: 'name', width: 28, kind: 'text' },
  { header: 'Số bản', key: 'copies', kind: 'integer' },
  { header: 'Lệ phí', key: 'fee', kind: 'money' },
  { header: 'Ngày sinh', key: 'born', kind: 'date' },
  { header: 'Tiếp nhận lúc', key: 'received', kind: 'datetime' },
];

async function readSheet(rows: Iterable<XlsxRow> | AsyncIterable<XlsxRow>, name = 'Hồ sơ'): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  const bytes = await renderXlsxBytes({ sheets: [{ name, columns, rows }], at });
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

describe('renderXlsx', () => {
  it('writes Vietnamese headings and typed cells', async () => {
    const sheet = await readSheet([
      { name: 'Nguyễn Văn An', copies: 2, fee: 16_000, born: '1990-03-27', received: new Date('2026-11-20T08:20:00Z') },
    ]);
    expect(sheet.name).toBe('Hồ sơ');
    expect(sheet.getRow(1).values).toEqual([undefined, 'Họ và tên', 'Số bản', 'Lệ phí', 'Ngày sinh', 'Tiếp nhận lúc']);
    expect(sheet.getRow(1).getCell(1).font.bold).toBe(true);
    expect(sheet.getRow(2).values).toEqual([
      undefined,
      'Nguyễn Văn An',
      2,
      16_000,
      new Date('1990-03-27T00:00:00Z'),
      new Date('2026-11-20T15:20:00Z'),
    ]);
    expect(sheet.getCell('C2').numFmt).toBe('#,##0 "đ"');
    expect(sheet.getCell('D2').numFmt).toBe('dd/mm/yyyy');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  });

  it('leaves missing values empty, and writes what Excel cannot count as text', async () => {
    const sheet = await readSheet([
      { name: null, copies: 2n ** 60n, fee: undefined, born: '1899-12-31', received: new Date('1890-01-01T00:00:00Z') },
      { name: '', copies: Number.NaN, born: '1945' },
    ]);
    expect(sheet.getRow(2).values).toEqual([
      undefined,
      undefined,
      '1152921504606846976',
      undefined,
      '31/12/1899',
      expect.stringMatching(/ 01\/01\/1890$/),
    ]);
    expect(sheet.getRow(3).values).toEqual([undefined, undefined, 'NaN', undefined, '1945']);
  });

  it('never makes a formula of what people typed', async () => {
    const starts = fc.constantFrom('=', '+', '-', '@', '\t=', '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1", '');
    const text = fc.tuple(starts, fc.string({ unit: 'binary', maxLength: 20 })).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
        const sheet = await readSheet(texts.map((name) => ({ name, born: name, fee: name })));
        sheet.eachRow((row) =>
          row.eachCell((cell) => expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Null]).toContain(cell.type)),
        );
      }),
      { numRuns: 20 },
    );
    expect((await readSheet([{ name: '=1+1' }])).getCell('A2').value).toBe('=1+1');
  });

  it('takes names of sheets as people write them', async () => {
    expect((await readSheet([], "Báo cáo [quý 4]: xã/phường 'An Hòa' năm 2026")).name).toBe(
      'Báo cáo quý 4 xã phường An H'.trim(),
    );
    expect((await readSheet([], '??')).name).toBe('Trang 1');
    const twice = { name: 'Sổ', columns, rows: [] };
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await renderXlsxBytes({ sheets: [twice, twice], at })).buffer as ArrayBuffer);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['Sổ', 'Sổ 2']);
  });

  it('streams rows as they come and stops when the reader goes away', async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<XlsxRow> {
      for (;;) {
        read += 1;
        if (read % 1_000 === 0) await wait(1);
        yield { name: `Người thứ ${read} ${'văn bản dài '.repeat(20)}`, copies: read };
      }
    }
    const stream = renderXlsx({ sheets: [{ name: 'Sổ', columns, rows: endless() }], at });
    await new Promise((resolve) => stream.once('readable', resolve));
    stream.destroy();
    await wait(300);
    const whenGone = read;
    await wait(200);
    expect(read).toBe(whenGone);
  });

  it('fails the stream when the rows fail', async () => {
    function* failing(): Generator<XlsxRow> {
      yield { name: 'An' };
      throw new Error('connection lost');
    }
    await expect(renderXlsxBytes({ sheets: [{ name: 'Sổ', columns, rows: failing() }], at })).rejects.toThrow(
      'connection lost',
    );
  });
});
