import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printLetter, type LetterFacts } from './press-letters.ts';
import { registerPdf, registerXlsx } from './press-register.ts';
import type { ProcedureStep } from './ports.ts';
import { aCase, aLine } from './testing.ts';

const run = promisify(execFile);
let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'dinh-letters-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The words of a PDF as Poppler reads them, in reading order. */
async function wordsOf(pdf: Uint8Array): Promise<string> {
  const file = join(folder, 'letter.pdf');
  await writeFile(file, pdf);
  expect((await run('qpdf', ['--check', file])).stdout).toContain('No syntax or stream encoding errors found');
  const { stdout } = await run('pdftotext', ['-raw', file, '-']);
  return stdout.normalize('NFC').replace(/\s+/gu, ' ');
}

function expectAll(text: string, parts: readonly string[]): void {
  for (const part of parts) expect(text).toContain(part);
}

const step = (name: string, kind: ProcedureStep['kind']): ProcedureStep => ({ key: kind, name, kind, role: name, hours: 2 });
const steps = [step('Bộ phận Một cửa', 'receive'), step('Tư pháp – Hộ tịch', 'process'), step('Lãnh đạo UBND xã', 'sign'), step('Văn thư, Một cửa', 'deliver')];
const agency = { unitUid: 'unit-an-hoa', name: 'Ủy ban nhân dân xã An Hòa', code: 'H99.50', place: 'An Hòa', parentName: '' };

function facts(form: LetterFacts['form'], changes: Partial<LetterFacts> = {}): LetterFacts {
  const trackUrl = 'https://dichvucong.example.vn/tra-cuu/H99.50-261123-0042';
  return { form, number: 1, file: aCase(), line: aLine({ act: 'note' }), journal: [], agency, steps, cooperating: [], trackUrl, ...changes };
}

/** OS§2: what stands at the head of all of them. */
const head = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'ỦY BAN NHÂN DÂN', 'XÃ AN HÒA', 'Số: 0042', 'An Hòa, ngày 24 tháng 11 năm 2026', 'Mã hồ sơ: H99.50-261123-0042'];
const applicant = ['Nguyễn Văn An', 'Địa chỉ: Thôn Đông, xã An Hòa, tỉnh Bình Minh', 'Số điện thoại: 091', 'Email: an@example.vn', 'Nội dung yêu cầu giải quyết: Cấp bản sao Trích lục hộ tịch'];

describe.each(['a4', 'a5'] as const)('letters on %s', (format) => {
  it('form 02 names every gap, the reason, the last day and who guides', async () => {
    const line = aLine({ act: 'ask_supplement', publicNote: '1. Bản chụp căn cước còn hạn\n- Giấy chứng sinh', data: { why: 'Bản chụp bị mờ.', replyBy: '2026-12-03', phone: '0900 111 222' } });
    const text = await wordsOf(await printLetter(facts('02', { line }), format));
    expectAll(text, [...head, 'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ', '/HDHS', 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ', ...applicant]);
    expectAll(text, ['Hồ sơ của: Nguyễn Văn An', '1. Bản chụp căn cước còn hạn', '2. Giấy chứng sinh', 'Lý do: Bản chụp bị mờ.', 'Hạn bổ sung: 03/12/2026']);
    expectAll(text, ['liên hệ với Trần Thị Bích', 'số điện thoại 0900 111 222', 'NGƯỜI HƯỚNG DẪN', 'không tính vào thời hạn']);
  });

  it('form 03 says why, over both names', async () => {
    const line = aLine({ act: 'refuse', fromState: 1, toState: 3, publicNote: 'Không thuộc thẩm quyền của xã.' });
    const text = await wordsOf(await printLetter(facts('03', { line }), format));
    expectAll(text, [...head, '/TCHS', 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ', ...applicant, 'Tiếp nhận hồ sơ của: Nguyễn Văn An']);
    expectAll(text, ['thông báo không tiếp nhận', 'lý do', 'Không thuộc thẩm quyền của xã.', 'NGƯỜI NỘP HỒ SƠ', 'NGƯỜI TIẾP NHẬN HỒ SƠ', 'Trần Thị Bích']);
  });

  it('form 04 has the old date, the reason, the apology and the new date', async () => {
    const line = aLine({ act: 'apologise', publicNote: 'Chờ xác minh nơi lưu sổ gốc.', actorName: 'Hoàng Minh Châu', data: { newDueAt: '2026-12-01T10:00:00.000Z' } });
    const text = await wordsOf(await printLetter(facts('04', { line }), format));
    expectAll(text, [...head, '/PXL', 'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN', 'Kính gửi: Nguyễn Văn An', 'Ngày 23/11/2026', 'tiếp nhận giải quyết hồ sơ', ...applicant]);
    expectAll(text, ['17 giờ 00 phút, ngày 26 tháng 11 năm 2026', 'Lý do chậm: Chờ xác minh nơi lưu sổ gốc.', 'xin lỗi ông (bà)', 'Thời gian hẹn trả kết quả mới: 17 giờ 00 phút, ngày 01 tháng 12 năm 2026']);
    expectAll(text, ['THỦ TRƯỞNG CƠ QUAN GIẢI QUYẾT', 'đóng dấu', 'Hoàng Minh Châu']);
  });

  it('form 05 says who asked, why, at what stage, and what becomes of fees and papers', async () => {
    const stopped = aLine({ act: 'stop', toState: 8, publicNote: 'Quá hạn bổ sung mà không bổ sung.', actorName: 'Lê Văn Nam', actorPosition: 'Công chức Tư pháp' });
    const text = await wordsOf(await printLetter(facts('05', { line: stopped }), format));
    expectAll(text, [...head, '/DGQ', 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', ...applicant, 'Lý do dừng: Quá hạn bổ sung mà không bổ sung.', 'Giai đoạn giải quyết khi dừng: Đang xử lý']);
    expectAll(text, ['Phí, lệ phí đã nộp: 16.000', 'Phí, lệ phí hoàn trả', 'Giấy tờ trả lại', 'CÔNG CHỨC TƯ PHÁP', 'Lê Văn Nam']);
    const withdrawn = aLine({ act: 'withdraw', toState: 7, actorKind: 'citizen', actorName: 'Nguyễn Văn An', actorPosition: null });
    expectAll(await wordsOf(await printLetter(facts('05', { line: withdrawn }), format)), ['Người đề nghị dừng: Nguyễn Văn An (người nộp rút hồ sơ)']);
  });
});

it('form 06 has a row for every handing over, with times, people and how it stood against the appointment', async () => {
  const at = (day: number, hour: number): Date => new Date(Date.UTC(2026, 10, day, hour - 7, 5));
  const journal = [
    aLine({ act: 'submit', at: at(23, 8), fromState: null, toState: 1, actorKind: 'citizen', actorName: 'Nguyễn Văn An', actorPosition: null }),
    aLine({ act: 'accept', at: at(23, 9), fromState: 1, toState: 2 }),
    aLine({ act: 'forward', at: at(23, 9), fromState: 2, toState: 4, data: { step: 1 } }),
    aLine({ act: 'propose_result', at: at(26, 10), actorName: 'Lê Văn Nam', actorPosition: 'Công chức Tư pháp', data: { step: 2 } }),
    aLine({ act: 'return_result', at: at(27, 11), actorName: 'Hoàng Minh Châu', actorPosition: 'Chủ tịch', internalNote: 'Chờ sổ gốc', data: { step: 1 } }),
  ];
  const text = await wordsOf(await printLetter(facts('06', { journal, cooperating: ['Phòng Kinh tế'] }), 'a4'));
  expectAll(text, ['PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ', 'Mã hồ sơ: H99.50-261123-0042', 'Cơ quan giải quyết hồ sơ: Ủy ban nhân dân xã An Hòa', 'Cơ quan phối hợp giải quyết hồ sơ: Phòng Kinh tế']);
  expectAll(text, ['Tên cơ quan', 'Thời gian giao, nhận hồ sơ', 'Người giao', 'Người nhận', 'Ghi chú', '1. Giao: Người nộp hồ sơ', '2. Nhận: Bộ phận Một cửa', '1. Giao: Bộ phận Một cửa', 'Tư pháp – Hộ tịch', 'Lãnh đạo UBND xã']);
  expectAll(text, ['09 giờ 05 phút, ngày 23 tháng 11 năm 2026', 'Trước hạn', 'Đúng hạn', 'Quá hạn', 'Chờ sổ gốc', 'Lê Văn Nam']);
});

describe('form 07', () => {
  const line = {
    code: 'H99.50-261123-0042', procedureName: 'Cấp bản sao Trích lục hộ tịch', applicantName: '=HYPERLINK("x")', applicantPhone: '0912345678',
    answers: { applicantResidence: 'Thôn Đông' }, channel: 'online', state: 10, receivedAt: new Date('2026-11-23T02:00:00Z'), dueAt: new Date('2026-11-26T10:00:00Z'),
    extendedTo: new Date('2026-12-01T10:00:00Z'), deliveredAt: new Date('2026-11-30T02:00:00Z'), deliveredWay: 'electronic', supplements: 1,
  } as const;
  const register = { lines: [line], unitName: 'Ủy ban nhân dân xã An Hòa', from: '2026-11-01', to: '2026-11-30', at: new Date('2026-11-30T03:00:00Z') };
  const headings = ['TT', 'Mã hồ sơ', 'Tên thủ tục hành chính', 'Số lượng hồ sơ (bộ)', 'Tên cá nhân, tổ chức', 'Địa chỉ, số điện thoại', 'Cơ quan chủ trì giải quyết', 'Ngày nhận', 'Ngày hẹn trả', 'Ngày trả', 'Phương thức nhận kết quả', 'Ký nhận', 'Ghi chú'];

  it('prints every column of the register', async () => {
    const text = await wordsOf(await registerPdf(register));
    expectAll(text, ['SỔ THEO DÕI HỒ SƠ', 'Từ ngày 01/11/2026 đến ngày 30/11/2026', ...headings, 'H99.50-261123-', '23/11/2026', '26/11/2026', '30/11/2026', 'bản điện tử', 'bổ sung 1 lần', 'hẹn lại', '01/12/2026']);
    expect(await wordsOf(await registerPdf({ ...register, lines: [] }))).toContain('Không có hồ sơ nào');
  });

  it('exports the same columns, and no formula', async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of registerXlsx(register)) chunks.push(chunk as Buffer);
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.concat(chunks) as never);
    const sheet = book.worksheets[0]!;
    expect((sheet.getRow(1).values as string[]).slice(1)).toEqual(headings);
    expect(sheet.getCell('E2').value).toBe('=HYPERLINK("x")');
    expect(sheet.getCell('B2').value).toBe(line.code);
  });
});
