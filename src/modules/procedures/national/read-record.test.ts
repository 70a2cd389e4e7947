import { expect, it } from 'vitest';
import { judge } from '../problems.ts';
import { nationalAnswer } from './answer.ts';
import { readNationalRecord } from './read-record.ts';

const answer = {
  error_code: '0',
  result: [
    {
      MATTHC: '2.000635',
      TENTTHC: 'Cấp bản sao trích lục hộ tịch',
      LINHVUCTHUCHIEN: [{ MALINHVUC: 'G09', TENLINHVUC: 'Hộ tịch' }, { MALINHVUC: 'G10', TENLINHVUC: 'Quốc tịch' }],
      TRINHTUTHUCHIEN: [{ TRUONGHOP: 'Trực tiếp', TRINHTU: [{ TENTRINHTU: 'Nộp tờ khai' }] }, { TRUONGHOP: 'Trực tuyến', TRINHTU: [{ TENTRINHTU: 'Điền tờ khai' }] }],
      CACHTHUCTHUCHIEN: [
        { KENH: '1', THOIGIAN: [{ THOIGIANGIAIQUYET: '1', DONVITINH: 'Ngày làm việc', MOTA: 'Trong ngày', PHILEPHI: [{ SOTIEN: '8.000', DONVI: 'Đồng', MOTA: 'Lệ phí; miễn cho hộ nghèo', MAPHILEPHI: 'LP1' }] }] },
        { KENH: '2', THOIGIAN: [{ THOIGIANGIAIQUYET: '03', DONVITINH: 'Tuần', MOTA: '', PHILEPHI: [{ SOTIEN: 'theo bản', DONVI: 'USD', MOTA: 'Tiền', MAPHILEPHI: 'X' }] }, { THOIGIANGIAIQUYET: '2', DONVITINH: 'ngày', MOTA: 'khi xác minh', PHILEPHI: null }] },
        { KENH: '9', THOIGIAN: [] },
      ],
      THANHPHANHOSO: [{ TRUONGHOP: 'Chung', GIAYTO: [{ MAGIAYTO: 'GT1', TENGIAYTO: 'Tờ khai', SOBANCHINH: '1', SOBANSAO: 'không', TENMAUDON: 'Mẫu 01', URL: 'https://mau.vidu.test/01.doc', LOAI: 'A' }] }],
      YEUCAU: null,
      MOTADOITUONGTHUCHIEN: 'Công dân Việt Nam; Người nước ngoài',
      KETQUATHUCHIEN: [{ MAKETQUA: 'KQ1', TENKETQUA: 'Bản sao trích lục' }],
      CANCUPHAPLY: [{ SOVANBAN: '60/2014/QH13', TENVANBAN: 'Luật Hộ tịch' }],
      COQUANTHUCHIEN: [{ MADONVI: 'U1', TENDONVI: 'UBND cấp xã' }],
      LANCONGBO: 3,
    },
  ],
};

it('maps what can be mapped, names the rest, and guesses nothing', () => {
  const { code, content, unmapped } = readNationalRecord(nationalAnswer.parse(answer));
  expect(code).toBe('2.000635');
  expect(content).toMatchObject({
    name: { vi: 'Cấp bản sao trích lục hộ tịch', en: '' },
    field: { code: 'G09' },
    howTo: [{ vi: 'Trực tiếp: Nộp tờ khai' }, { vi: 'Trực tuyến: Điền tờ khai' }],
    audience: ['Công dân Việt Nam', 'Người nước ngoài'],
    requirements: [],
    channels: [
      { kind: 'counter', duration: { unit: 'working_day', n: 1 }, fees: [{ code: 'LP1', amount: 8000, kind: 'le_phi' }] },
      { kind: 'online', duration: { n: 3 }, otherDurations: [{ unit: 'calendar_day', n: 2, text: 'khi xác minh' }], fees: [{ amount: null }] },
    ],
    cases: [{ papers: [{ code: 'GT1', originals: 1, copies: null, template: 'Mẫu 01' }] }],
  });
  for (const told of ['Quốc tịch', 'Kênh “9”', '“Tuần”', 'theo bản', 'USD', 'miễn, giảm', '01.doc', '“LOAI”', '“LANCONGBO”', 'biểu mẫu điện tử']) {
    expect(unmapped.some((line) => line.includes(told)), told).toBe(true);
  }
});

it('leaves a draft whose problems name what the source lacks', () => {
  const { content } = readNationalRecord(nationalAnswer.parse(answer));
  const paths = judge(content).problems.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['name.en', 'channels.1.duration.unit', 'channels.1.fees.0.amount', 'cases.0.papers.0.copies', 'form', 'steps']));
});

it('reads the record alone as well as the wrapped answer, and takes nothing else', () => {
  expect(nationalAnswer.parse(answer.result[0]).MATTHC).toBe('2.000635');
  expect(nationalAnswer.safeParse({ result: [] }).success && nationalAnswer.parse({ result: [] }).MATTHC !== '').toBe(false);
  expect(nationalAnswer.safeParse('x').success).toBe(false);
});
