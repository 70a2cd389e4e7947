export const terms = [
  { key: 'audit', vi: 'nhật ký hệ thống', en: 'audit trail', source: 'Luật Bảo vệ dữ liệu cá nhân 2025', note: 'ai đã làm, đã thử, đã xem gì' },
  { key: 'entry', vi: 'dòng nhật ký', en: 'audit entry', source: '', note: '' },
  { key: 'seal', vi: 'lần niêm phong', en: 'seal', source: 'RFC 6962', note: 'gốc Merkle của các dòng, nối vào lần trước' },
  { key: 'epoch', vi: 'kỳ nhật ký', en: 'epoch', source: '', note: 'tăng khi phục hồi từ bản sao lưu' },
] as const;
