export const terms = [
  { key: 'procedures', vi: 'thủ tục hành chính', en: 'administrative procedures', source: 'NĐ 63/2010', note: 'tên phân hệ' },
  { key: 'version', vi: 'phiên bản thủ tục', en: 'version of a procedure', source: 'NĐ 63/2010', note: '' },
] as const;
