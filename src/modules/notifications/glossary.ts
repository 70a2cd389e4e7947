export const terms = [
  { key: 'notifications', vi: 'thông báo', en: 'notifications', source: '', note: 'tên phân hệ' },
  { key: 'message', vi: 'thông báo', en: 'message', source: '', note: 'một điều báo cho một người, một lần' },
  { key: 'delivery', vi: 'lần gửi thư', en: 'delivery', source: '', note: 'thư điện tử trên đường đi' },
  { key: 'template', vi: 'mẫu thông báo', en: 'template', source: '', note: 'có phiên bản, tiếng Việt và tiếng Anh' },
  {
    key: 'caught_mail',
    vi: 'thư trong hộp thư thử nghiệm',
    en: 'caught mail',
    source: '',
    note: 'chỉ ở chế độ trình diễn',
  },
  { key: 'undeliverable', vi: 'không gửi được', en: 'undeliverable', source: '', note: 'máy chủ thư từ chối địa chỉ' },
] as const;
