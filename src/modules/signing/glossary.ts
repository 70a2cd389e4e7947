export const terms = [
  { key: 'signing', vi: 'ký số', en: 'signing', source: 'Luật 20/2023/QH15, Điều 22', note: 'tên phân hệ' },
  { key: 'certificate', vi: 'chứng thư số', en: 'certificate', source: 'NĐ 68/2024/NĐ-CP', note: '' },
  {
    key: 'certificate_fact',
    vi: 'sự kiện của chứng thư số',
    en: 'certificate fact',
    source: 'NĐ 68/2024/NĐ-CP',
    note: 'trạng thái suy ra từ ngày của sự kiện',
  },
  { key: 'key_file', vi: 'tệp khóa', en: 'key file', source: 'RFC 7292', note: 'PKCS #12, mã hóa' },
  { key: 'trust_anchor', vi: 'tổ chức chứng thực tin cậy', en: 'trust anchor', source: 'Luật 20/2023/QH15', note: '' },
  { key: 'timestamp_policy', vi: 'dịch vụ dấu thời gian', en: 'timestamp policy', source: 'RFC 3161', note: '' },
  { key: 'signature', vi: 'chữ ký số', en: 'digital signature', source: 'Luật 20/2023/QH15, Điều 22', note: '' },
  {
    key: 'expiry_alarm',
    vi: 'nhắc hết hạn',
    en: 'expiry alarm',
    source: 'NĐ 68/2024/NĐ-CP',
    note: '60, 30 và 7 ngày trước khi hết hạn',
  },
] as const;
