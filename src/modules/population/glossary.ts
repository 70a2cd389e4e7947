export const terms = [
  { key: 'population', vi: 'dân cư', en: 'population', source: 'Luật Căn cước 26/2023/QH15', note: 'tên phân hệ; cơ sở dữ liệu quốc gia về dân cư' },
] as const;
