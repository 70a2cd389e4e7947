import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageImages } from '#platform/render/page-images.ts';
import { renderPaper } from '#platform/render/pdf.ts';
import type { Paper, PaperInput } from '#platform/render/pdf.ts';
import { dateInWords, formatDate, formatLongDate, formatLongDateTime } from '#platform/text/dates.ts';

const run = promisify(execFile);
const at = new Date('2026-11-20T08:20:00Z');
const trackAddress = 'https://dichvucong.example.vn/theo-doi/H15.50.05-261120-0042';
const verifyAddress = 'https://dichvucong.example.vn/kiem-tra/KQ-7F3A-91C2';

const receipt = {
  format: 'a5',
  electronic: false,
  issuer: { parent: 'Ủy ban nhân dân xã An Hòa', name: 'Trung tâm Phục vụ hành chính công' },
  number: '42/TTPVHCC',
  place: 'An Hòa',
  date: formatLongDate(at),
  caseCode: 'H15.50.05-261120-0042',
  copies: ['Liên 1: Giao người nộp hồ sơ', 'Liên 2: Lưu kèm theo hồ sơ'],
  receivingUnit: 'Trung tâm Phục vụ hành chính công xã An Hòa',
  applicant: {
    name: 'Nguyễn Văn An',
    address: 'Thôn Đông, xã An Hòa, tỉnh Bình Minh',
    phone: '0912 345 678',
    email: null,
  },
  content: 'Cấp bản sao trích lục hộ tịch (2.000635)',
  papers: [
    { name: 'Tờ khai cấp bản sao trích lục hộ tịch', form: 'Bản điện tử', count: 1 },
    { name: 'Giấy tờ tùy thân (khai thác từ cơ sở dữ liệu, không phải nộp)', form: 'Dữ liệu', count: 1 },
  ],
  sets: 1,
  processingTime: 'trong ngày; nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo',
  receivedAt: formatLongDateTime(at),
  dueAt: formatLongDateTime(new Date('2026-11-23T09:30:00Z')),
  resultChannel: 'bản điện tử, kho giấy tờ trên Cổng dịch vụ công',
  fee: '16.000 đ (mười sáu nghìn đồng), đã nộp trực tuyến',
  book: '01/2026',
  bookEntry: '42',
  note: null,
  submitter: 'Nguyễn Văn An',
  receiver: 'Trần Thị Bích',
  trackUrl: 'dichvucong.example.vn/theo-doi',
};

const oldPlace = 'xã Hòa Bình, huyện An Lạc, tỉnh Bình Minh';
const extract = {
  issuer: { parent: null, name: 'Ủy ban nhân dân xã An Hòa' },
  number: '215/TLKS-BS',
  place: 'An Hòa',
  date: formatLongDate('2026-11-23'),
  person: {
    name: 'Nguyễn Văn An',
    birthDate: formatDate('1990-03-27'),
    birthDateInWords: dateInWords('1990-03-27'),
    sex: 'Nam',
    ethnicity: 'Kinh',
    nationality: 'Việt Nam',
    birthPlace: `Trạm y tế ${oldPlace}`,
    homePlace: oldPlace,
    personalId: '001090000042',
  },
  mother: { name: 'Trần Thị Hoa', birthYear: '1965', ethnicity: 'Kinh', nationality: 'Việt Nam', residence: oldPlace },
  father: null,
  registration: {
    place: `Ủy ban nhân dân ${oldPlace}`,
    number: '112',
    book: '03/1990',
    date: formatDate('1990-04-02'),
  },
  note: null,
  source: 'Sổ đăng ký khai sinh năm 1990',
  signer: { lines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Lê Thị Minh Nguyệt' },
  verifyUrl: 'dichvucong.example.vn/kiem-tra',
};

const form01 = { template: new URL('./form-01.typ', import.meta.url), codes: { track: trackAddress }, at };
const birth = { template: new URL('./birth-extract-copy.typ', import.meta.url), codes: { verify: verifyAddress }, at };

async function readBack({ pdf }: Paper): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text.normalize('NFC').replace(/\s+/g, ' ');
}

async function scanFirstPage({ pdf }: Paper): Promise<string | undefined> {
  const [page] = await pageImages(pdf, { dpi: 200, max: 1 });
  const { data, info } = await sharp(page).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'dinh-papers-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the judges of other houses say: qpdf on structure, Poppler on fonts, tags and page size. */
async function judge({ pdf }: Paper, name: string): Promise<{ fonts: string[]; info: string }> {
  const file = join(folder, `${name}.pdf`);
  await writeFile(file, pdf);
  const checked = await run('qpdf', ['--check', file]);
  expect(checked.stdout).toContain('No syntax or stream encoding errors found');
  const fonts = (await run('pdffonts', [file])).stdout.trim().split('\n').slice(2);
  return { fonts, info: (await run('pdfinfo', [file])).stdout };
}

async function expectOfficialPdf(paper: Paper, name: string, size: string): Promise<void> {
  const { fonts, info } = await judge(paper, name);
  expect(fonts.length).toBeGreaterThan(0);
  for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+Tinos-\S+ +CID TrueType +Identity-H +yes yes yes/);
  expect(info).toMatch(/Tagged: +yes/);
  expect(info).toContain(size);
  expect(Buffer.from(paper.pdf).toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</);
}

describe('form 01', () => {
  it.each([
    ['a4', '595.276 x 841.89'],
    ['a5', '419.528 x 595.276'],
  ])('is an archivable, tagged PDF on %s', async (format, size) => {
    const paper = await renderPaper({ ...form01, data: { ...receipt, format } });
    expect(paper.pages).toBe(2);
    await expectOfficialPdf(paper, `form-01-${format}`, size);
  });

  it('has every field of the form', async () => {
    const text = await readBack(await renderPaper({ ...form01, data: receipt }));
    for (const part of [
      'ỦY BAN NHÂN DÂN XÃ AN HÒA',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: 42/TTPVHCC',
      'An Hòa, ngày 20 tháng 11 năm 2026',
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      'Mã hồ sơ: H15.50.05-261120-0042',
      'Liên 1: Giao người nộp hồ sơ',
      'Liên 2: Lưu kèm theo hồ sơ',
      'Bộ phận tiếp nhận và trả kết quả: Trung tâm',
      'Tiếp nhận hồ sơ của: Nguyễn Văn An',
      'Địa chỉ: Thôn Đông',
      'Số điện thoại: 0912 345 678',
      'Email: ....',
      'Nội dung yêu cầu giải quyết: Cấp bản sao',
      '1. Thành phần hồ sơ nộp gồm',
      'Tờ khai cấp bản sao',
      '2. Số lượng hồ sơ: 1 (bộ)',
      '3. Thời gian giải quyết hồ sơ theo quy định là: trong ngày',
      '4. Thời gian nhận hồ sơ: 15 giờ 20 phút, ngày 20 tháng 11 năm 2026',
      '5. Thời gian trả kết quả giải quyết hồ sơ: 16 giờ 30 phút, ngày 23 tháng 11 năm 2026',
      '6. Đăng ký nhận kết quả tại: bản điện tử',
      'mười sáu nghìn đồng',
      'Vào Sổ theo dõi hồ sơ, Quyển số: 01/2026',
      'Số thứ tự: 42',
      'NGƯỜI NỘP HỒ SƠ',
      'NGƯỜI TIẾP NHẬN HỒ SƠ',
      'Trần Thị Bích',
      'Tra cứu tại dichvucong.example.vn/theo-doi',
    ])
      expect(text).toContain(part);
  });

  it('carries a code that a phone reads to the tracking page', async () => {
    expect(await scanFirstPage(await renderPaper({ ...form01, data: receipt }))).toBe(trackAddress);
  });

  it('keeps room for the signatures of the receiver and, when electronic, of the organisation', async () => {
    const onPaper = await renderPaper({ ...form01, data: { ...receipt, copies: [''] } });
    expect(onPaper.spots.map(({ name, page }) => [name, page])).toEqual([['receiver', 1]]);
    const electronic = await renderPaper({
      ...form01,
      data: { ...receipt, format: 'a4', copies: [''], electronic: true },
    });
    expect(electronic.spots.map(({ name }) => name)).toEqual(['agency', 'receiver']);
    for (const spot of electronic.spots) expect(spot.left + spot.width).toBeLessThanOrEqual(190.001);
  });

  it('survives a dossier of forty papers and hostile text', async () => {
    const hostile = '#import "x" $y$ *z* - _a_ ' + 'W'.repeat(300);
    const papers = Array.from({ length: 40 }, (_, index) => ({
      name: `${hostile} ${index}`,
      form: hostile,
      count: index,
    }));
    const paper = await renderPaper({
      ...form01,
      data: { ...receipt, papers, content: hostile, applicant: { ...receipt.applicant, name: hostile } },
    });
    expect(paper.pages).toBeGreaterThan(4);
    await judge(paper, 'form-01-hostile');
  });
});

describe('copy of a birth extract', () => {
  it('is one archivable, tagged page on A4', async () => {
    const paper = await renderPaper({ ...birth, data: extract });
    expect(paper.pages).toBe(1);
    await expectOfficialPdf(paper, 'birth', '595.276 x 841.89');
  });

  it('has every field, dotted where the register is silent', async () => {
    const text = await readBack(await renderPaper({ ...birth, data: extract }));
    for (const part of [
      'ỦY BAN NHÂN DÂN',
      'Số: 215/TLKS-BS',
      'An Hòa, ngày 23 tháng 11 năm 2026',
      'TRÍCH LỤC KHAI SINH',
      '(BẢN SAO)',
      'Họ, chữ đệm, tên: NGUYỄN VĂN AN',
      '27/03/1990, ghi bằng chữ: Ngày hai mươi bảy tháng ba năm một nghìn chín trăm chín mươi',
      'Giới tính: Nam',
      'Dân tộc: Kinh',
      'Quốc tịch: Việt Nam',
      'Nơi sinh: Trạm y tế',
      'Quê quán: ',
      'Số định danh cá nhân: 001090000042',
      'tên người mẹ: Trần Thị Hoa',
      'tên người cha: ....',
      'Năm sinh: 1965',
      'Nơi đăng ký khai sinh: Ủy ban nhân dân xã Hòa Bình',
      'Số: 112',
      'Quyển số: 03/1990',
      'Ngày đăng ký: 02/04/1990',
      'Ghi chú: ....',
      'Sổ đăng ký khai sinh năm 1990',
      'KT. CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
      'Lê Thị Minh Nguyệt',
    ])
      expect(text).toContain(part);
  });

  it('carries a code that a phone reads to the verification page', async () => {
    expect(await scanFirstPage(await renderPaper({ ...birth, data: extract }))).toBe(verifyAddress);
  });

  it('is the same file when made again', async () => {
    const input: PaperInput = { ...birth, data: extract };
    expect(Buffer.compare((await renderPaper(input)).pdf, (await renderPaper(input)).pdf)).toBe(0);
  });

  it('also passes as PDF/UA-1', async () => {
    await expect(renderPaper({ ...birth, data: extract, conformance: 'ua-1' })).resolves.toMatchObject({ pages: 1 });
    await expect(renderPaper({ ...form01, data: receipt, conformance: 'ua-1' })).resolves.toMatchObject({ pages: 2 });
  });
});
