import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { cleanLine, cleanParagraphs } from '#platform/text/clean.ts';
import { formatDate, formatDateTime } from '#platform/text/dates.ts';

export type CellKind = 'text' | 'integer' | 'money' | 'date' | 'datetime';

export type XlsxColumn = {
  /** Vietnamese heading. */
  readonly header: string;
  /** Property of the row. */
  readonly key: string;
  /** In characters; 16 when absent. */
  readonly width?: number;
  readonly kind: CellKind;
};

/** Text as string, integer and money as number or bigint, date as `YYYY-MM-DD`, datetime as an instant. */
export type XlsxValue = string | number | bigint | Date | null | undefined;
export type XlsxRow = Readonly<Record<string, XlsxValue>>;

export type XlsxSheet = {
  readonly name: string;
  readonly columns: readonly XlsxColumn[];
  readonly rows: Iterable<XlsxRow> | AsyncIterable<XlsxRow>;
};

export type XlsxInput = {
  readonly sheets: readonly XlsxSheet[];
  /** Creation date of the workbook. */
  readonly at: Date;
};

const formats: Readonly<Record<CellKind, string>> = {
  text: '@',
  integer: '#,##0',
  money: '#,##0 "đ"',
  date: 'dd/mm/yyyy',
  datetime: 'hh:mm dd/mm/yyyy',
};
const maxCellCharacters = 32_767;
const sevenHours = 7 * 3_600_000;
// Excel counts a 29 February 1900 that never was: older days would be a day off.
const firstExcelDay = Date.UTC(1900, 2, 1);
const rowsBetweenPauses = 200;

function toText(value: string): string {
  return cleanParagraphs(value).slice(0, maxCellCharacters).toWellFormed();
}

function toNumber(value: XlsxValue): ExcelJS.CellValue {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  // Beyond 2^53 Excel would round a number without saying so.
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : toText(String(value));
}

function toDate(value: XlsxValue): ExcelJS.CellValue {
  if (value instanceof Date) return toDateTime(value);
  const day =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (day >= firstExcelDay) return new Date(day);
  return typeof value === 'string' && /^\d{4}(?:-\d{2}){0,2}$/.test(value) ? formatDate(value) : toText(String(value));
}

// A cell has no time zone: it gets the clock of Vietnam.
function toDateTime(value: XlsxValue): ExcelJS.CellValue {
  if (!(value instanceof Date)) return toText(String(value));
  const local = value.getTime() + sevenHours;
  return local >= firstExcelDay ? new Date(local) : formatDateTime(value);
}

// Text is always written as a string cell, never as a formula: "=HYPERLINK(…)" from a citizen stays what it is.
function toCell(value: XlsxValue, kind: CellKind): ExcelJS.CellValue {
  if (value === null || value === undefined || value === '') return null;
  if (kind === 'integer' || kind === 'money') return toNumber(value);
  if (kind === 'date') return toDate(value);
  if (kind === 'datetime') return toDateTime(value);
  return toText(value instanceof Date ? formatDateTime(value) : String(value));
}

/** Excel refuses a workbook with a sheet name that is empty, too long, repeated or has one of these characters. */
function sheetName(name: string, index: number, taken: Set<string>): string {
  const plain =
    cleanLine(name.replace(/[[\]:*?/\\']/g, ' '))
      .slice(0, 28)
      .trim() || `Trang ${index + 1}`;
  const unique = taken.has(plain.toLowerCase()) ? `${plain.slice(0, 26)} ${index + 1}` : plain;
  taken.add(unique.toLowerCase());
  return unique;
}

function addHeader(sheet: ExcelJS.Worksheet, columns: readonly XlsxColumn[]): void {
  sheet.columns = columns.map((column) => ({
    header: cleanLine(column.header),
    key: column.key,
    width: column.width ?? 16,
    style: { numFmt: formats[column.kind], alignment: { vertical: 'top', wrapText: column.kind === 'text' } },
  }));
  const header = sheet.getRow(1);
  header.font = { bold: true };
  header.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true };
  header.commit();
}

async function addRows(sheet: ExcelJS.Worksheet, { columns, rows }: XlsxSheet, out: PassThrough): Promise<void> {
  let count = 0;
  for await (const row of rows) {
    sheet.addRow(columns.map((column) => toCell(row[column.key], column.kind))).commit();
    count += 1;
    if (count % rowsBetweenPauses !== 0) continue;
    // A slow download must slow the query down, not pile the sheet up in memory.
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')]);
    else await new Promise((resolve) => setImmediate(resolve));
    if (out.destroyed) return;
  }
}

async function writeWorkbook({ sheets, at }: XlsxInput, out: PassThrough): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  workbook.created = at;
  workbook.modified = at;
  const taken = new Set<string>();
  for (const [index, input] of sheets.entries()) {
    const options = { views: [{ state: 'frozen' as const, ySplit: 1 }] };
    const sheet = workbook.addWorksheet(sheetName(input.name, index, taken), options);
    addHeader(sheet, input.columns);
    await addRows(sheet, input, out);
    sheet.commit();
  }
  await workbook.commit();
}

/**
 * A workbook as a stream, written while the rows are read. An error of the rows destroys the stream with that error.
 * Cells hold text, numbers and dates only, never formulas; dates Excel cannot count are written as text.
 */
export function renderXlsx(input: XlsxInput): Readable {
  const out = new PassThrough();
  writeWorkbook(input, out).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
}

/** The same workbook in one piece, for e-mail and tests. */
export async function renderXlsxBytes(input: XlsxInput): Promise<Uint8Array> {
  return buffer(renderXlsx(input));
}
