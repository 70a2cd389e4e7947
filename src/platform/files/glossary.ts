export const terms = [
  { key: 'files', vi: 'tệp', en: 'files', source: '', note: 'tên phân hệ' },
  { key: 'file', vi: 'tệp', en: 'file', source: '', note: 'nội dung theo mã băm SHA-256, mỗi nội dung một lần' },
  { key: 'upload', vi: 'lần tải tệp lên', en: 'upload', source: '', note: 'ai đã gửi tệp nào' },
  { key: 'upload_part', vi: 'mảnh tệp', en: 'part of an upload', source: '', note: '' },
  { key: 'quarantined', vi: 'chờ quét mã độc', en: 'quarantined', source: '', note: '' },
] as const;
