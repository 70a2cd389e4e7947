import type { PrintValue } from '#platform/render/print-data.ts';
import { renderPaper } from '#platform/render/pdf.ts';
import { renderXlsx, type XlsxColumn, type XlsxRow } from '#platform/render/xlsx.ts';
import { formatDate } from '#platform/text/dates.ts';
import { formatPhone } from '#platform/text/phone.ts';
import type { Readable } from 'node:stream';
import { addressOf } from './press-letters.ts';
import { states } from './states.ts';
import type { RegisterLine } from './store/register.ts';

export type RegisterFacts = {
  readonly lines: readonly RegisterLine[];
  readonly unitName: string;
  /** Local dates, both included. */
  readonly from: string;
  readonly to: string;
  readonly at: Date;
};

/** The columns of Form 07 (TT 03/2025/TT-VPCP), in their order. */
const columns: readonly XlsxColumn[] = [
  { header: 'TT', key: 'position', width: 6, kind: 'integer' },
  { header: 'Mã hồ sơ', key: 'code', width: 26, kind: 'text' },
  { header: 'Tên thủ tục hành chính', key: 'procedure', width: 40, kind: 'text' },
  { header: 'Số lượng hồ sơ (bộ)', key: 'sets', width: 10, kind: 'integer' },
  { header: 'Tên cá nhân, tổ chức', key: 'applicant', width: 28, kind: 'text' },
  { header: 'Địa chỉ, số điện thoại', key: 'contact', width: 34, kind: 'text' },
  { header: 'Cơ quan chủ trì giải quyết', key: 'office', width: 30, kind: 'text' },
  { header: 'Ngày nhận', key: 'receivedOn', width: 12, kind: 'date' },
  { header: 'Ngày hẹn trả', key: 'dueOn', width: 12, kind: 'date' },
  { header: 'Ngày trả', key: 'returnedOn', width: 12, kind: 'date' },
  { header: 'Phương thức nhận kết quả', key: 'way', width: 18, kind: 'text' },
  { header: 'Ký nhận', key: 'signed', width: 12, kind: 'text' },
  { header: 'Ghi chú', key: 'note', width: 30, kind: 'text' },
];

/** Form 07 as a workbook. */
export function registerXlsx(facts: RegisterFacts): Readable {
  return renderXlsx({ sheets: [{ name: 'Sổ theo dõi hồ sơ', columns, rows: rowsOf(facts) }], at: facts.at });
}

/** Form 07 as PDF/A-2a, A4 across. */
export async function registerPdf(facts: RegisterFacts): Promise<Uint8Array> {
  const dates = ['receivedOn', 'dueOn', 'returnedOn'];
  const printed = rowsOf(facts).map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value instanceof Date && dates.includes(key) ? formatDate(value) : String(value ?? '')])),
  );
  const period = facts.from === facts.to ? `Ngày ${formatDate(facts.from)}` : `Từ ngày ${formatDate(facts.from)} đến ngày ${formatDate(facts.to)}`;
  const data: PrintValue = { unit: facts.unitName, period, rows: printed };
  const { pdf } = await renderPaper({ template: new URL('./templates/form-07.typ', import.meta.url), data, at: facts.at });
  return pdf;
}

function rowsOf({ lines, unitName }: RegisterFacts): XlsxRow[] {
  return lines.map((line, index) => ({
    position: index + 1,
    code: line.code,
    procedure: line.procedureName,
    sets: 1,
    applicant: line.applicantName,
    contact: [addressOf(line), line.applicantPhone === null ? null : formatPhone(line.applicantPhone)].filter((part) => part !== null).join('; '),
    office: unitName,
    receivedOn: line.receivedAt,
    dueOn: line.dueAt,
    returnedOn: line.deliveredAt,
    way: wayOf(line),
    signed: line.deliveredWay === 'electronic' ? 'điện tử' : '',
    note: noteOf(line),
  }));
}

function wayOf({ channel, deliveredWay }: RegisterLine): string {
  if (deliveredWay === 'electronic') return 'bản điện tử';
  if (deliveredWay === 'post') return 'bưu chính';
  return deliveredWay === null && channel === 'online' ? 'bản điện tử' : 'tại quầy';
}

function noteOf({ state, supplements, extendedTo }: RegisterLine): string {
  const ended = { [states.withdrawn]: 'người nộp rút hồ sơ', [states.stopped]: 'dừng giải quyết' } as Readonly<Record<number, string>>;
  return [
    ended[state] ?? null,
    supplements > 0 ? `bổ sung ${supplements} lần` : null,
    extendedTo === null ? null : `hẹn lại ${formatDate(extendedTo)}`,
  ]
    .filter((part) => part !== null)
    .join('; ');
}
