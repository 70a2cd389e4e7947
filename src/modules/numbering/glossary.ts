export const terms = [
  { key: 'numbering', vi: 'cấp số', en: 'numbering', source: 'NĐ 30/2020, Điều 15', note: 'tên phân hệ' },
  { key: 'series', vi: 'sổ số', en: 'number series', source: 'NĐ 30/2020, Điều 15.1', note: 'theo đơn vị, loại và năm' },
  { key: 'number', vi: 'số', en: 'number', source: 'NĐ 30/2020, Điều 15', note: '' },
] as const;
