export const terms = [
  { key: 'desk', vi: 'bàn làm việc số', en: 'digital desk', source: 'QĐ 1425/QĐ-TTg', note: 'tên phân hệ' },
  { key: 'inbox', vi: 'ngăn việc', en: 'inbox', source: '', note: 'mọi việc của mọi phân hệ trong một danh sách' },
] as const;
