export const terms = [
  { key: 'cases', vi: 'một cửa', en: 'one-stop shop', source: 'NĐ 118/2025', note: 'tên phân hệ' },
  { key: 'case_file', vi: 'hồ sơ', en: 'case file', source: 'NĐ 118/2025', note: '' },
  { key: 'draft', vi: 'bản nháp', en: 'draft', source: '', note: 'tờ khai đang điền' },
  { key: 'paper', vi: 'giấy tờ', en: 'paper', source: 'NĐ 63/2010, Điều 8', note: 'thành phần hồ sơ' },
  { key: 'journal', vi: 'nhật ký hồ sơ', en: 'journal', source: 'TT 03/2025/TT-VPCP, mẫu 06, 07', note: '' },
  { key: 'result', vi: 'kết quả', en: 'result', source: 'NĐ 63/2010, Điều 8', note: '' },
  { key: 'inbox', vi: 'ngăn việc', en: 'inbox', source: '', note: '' },
  { key: 'supplement', vi: 'bổ sung hồ sơ', en: 'supplement', source: 'TT 03/2025/TT-VPCP, mẫu 02', note: '' },
] as const;
