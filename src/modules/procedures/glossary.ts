export const terms = [
  { key: 'procedures', vi: 'thủ tục hành chính', en: 'administrative procedures', source: 'NĐ 63/2010', note: 'tên phân hệ' },
  { key: 'version', vi: 'phiên bản thủ tục', en: 'version of a procedure', source: 'NĐ 63/2010', note: '' },
  { key: 'draft', vi: 'bản nháp thủ tục', en: 'draft of a version', source: '', note: 'mỗi mã có nhiều nhất một bản nháp đang mở' },
  { key: 'journal', vi: 'nhật ký thủ tục', en: 'journal of a procedure', source: '', note: 'giữ mọi lần lưu' },
  { key: 'ending', vi: 'bãi bỏ thủ tục', en: 'ending of a procedure', source: 'NĐ 63/2010', note: '' },
  { key: 'rule', vi: 'quy tắc công bố', en: 'rule of publishing', source: 'NĐ 63/2010', note: 'dữ liệu có ngày hiệu lực' },
] as const;
