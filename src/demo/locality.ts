/** A fictional province, its communes and people. No name, number or address belongs to anybody real. */
export type DemoUnit = {
  readonly key: string;
  readonly parent: string | null;
  readonly fullName: string;
  readonly shortName: string;
  readonly abbreviation: string | null;
  readonly kind: 'agency' | 'department' | 'section' | 'service_unit';
  readonly level: 'province' | 'commune';
  readonly collectiveName: string | null;
  readonly code: string | null;
  readonly validFrom: string;
};

export type DemoOfficer = {
  readonly username: string;
  readonly name: string;
  readonly birthDate: string;
  readonly unit: string;
  readonly position: string;
  readonly positionKind: 'head' | 'deputy' | 'staff';
  readonly roles: readonly { readonly role: string; readonly unit: string }[];
  readonly totp: boolean;
};

const reform = '2025-07-01';

const commune = (key: string, kind: 'Xã' | 'Phường', name: string, code: string): DemoUnit[] => [
  {
    key,
    parent: 'province',
    fullName: `Ủy ban nhân dân ${kind.toLowerCase()} ${name}`,
    shortName: `${kind} ${name}`,
    abbreviation: 'UBND',
    kind: 'agency',
    level: 'commune',
    collectiveName: 'Ủy ban nhân dân',
    code,
    validFrom: reform,
  },
  ...(['Trung tâm Phục vụ hành chính công', 'Văn phòng HĐND và UBND', 'Phòng Kinh tế', 'Phòng Văn hóa – Xã hội'] as const).map(
    (department, index): DemoUnit => ({
      key: `${key}.${index}`,
      parent: key,
      fullName: `${department} ${kind.toLowerCase()} ${name}`,
      shortName: department,
      abbreviation: ['TTPVHCC', 'VP', 'KT', 'VHXH'][index] ?? null,
      kind: 'department',
      level: 'commune',
      collectiveName: null,
      code: `${code}.0${index + 1}`,
      validFrom: reform,
    }),
  ),
];

const department = (key: string, name: string, abbreviation: string, code: string): DemoUnit => ({
  key,
  parent: 'province',
  fullName: name,
  shortName: name,
  abbreviation,
  kind: 'agency',
  level: 'province',
  collectiveName: null,
  code,
  validFrom: reform,
});

export const demoUnits: readonly DemoUnit[] = [
  {
    key: 'province',
    parent: null,
    fullName: 'Ủy ban nhân dân tỉnh Bình Minh',
    shortName: 'Tỉnh Bình Minh',
    abbreviation: 'UBND',
    kind: 'agency',
    level: 'province',
    collectiveName: 'Ủy ban nhân dân',
    code: 'H99',
    validFrom: reform,
  },
  department('justice', 'Sở Tư pháp', 'STP', 'H99.01'),
  department('home', 'Sở Nội vụ', 'SNV', 'H99.02'),
  department('finance', 'Sở Tài chính', 'STC', 'H99.03'),
  ...commune('an-hoa', 'Xã', 'An Hòa', 'H99.50'),
  ...commune('thanh-son', 'Xã', 'Thanh Sơn', 'H99.51'),
  ...commune('dinh-trung', 'Phường', 'Đình Trung', 'H99.52'),
];

const officer = (username: string, name: string, birthDate: string, rest: Omit<DemoOfficer, 'username' | 'name' | 'birthDate'>): DemoOfficer => ({
  username,
  name,
  birthDate,
  ...rest,
});

export const demoOfficers: readonly DemoOfficer[] = [
  officer('motcua', 'Trần Thị Bích', '1992-04-11', {
    unit: 'an-hoa.0',
    position: 'Công chức Một cửa',
    positionKind: 'staff',
    roles: [{ role: 'one_stop_officer', unit: 'an-hoa' }],
    totp: false,
  }),
  officer('tuphap', 'Lê Văn Nam', '1988-09-02', {
    unit: 'an-hoa.1',
    position: 'Công chức Tư pháp – Hộ tịch',
    positionKind: 'staff',
    roles: [{ role: 'specialist', unit: 'an-hoa' }],
    totp: false,
  }),
  officer('chutich', 'Hoàng Minh Châu', '1979-01-20', {
    unit: 'an-hoa',
    position: 'Chủ tịch',
    positionKind: 'head',
    roles: [{ role: 'leader', unit: 'an-hoa' }],
    totp: true,
  }),
  officer('phochutich', 'Đặng Thị Hồng Vân', '1983-06-15', {
    unit: 'an-hoa',
    position: 'Phó Chủ tịch',
    positionKind: 'deputy',
    roles: [{ role: 'leader', unit: 'an-hoa' }],
    totp: true,
  }),
  officer('vanthu', 'Phạm Quang Huy', '1990-12-05', {
    unit: 'an-hoa.1',
    position: 'Văn thư',
    positionKind: 'staff',
    roles: [{ role: 'registry_clerk', unit: 'an-hoa' }],
    totp: false,
  }),
  officer('motcua.thanhson', 'Vũ Thị Mận', '1994-02-17', {
    unit: 'thanh-son.0',
    position: 'Công chức Một cửa',
    positionKind: 'staff',
    roles: [{ role: 'one_stop_officer', unit: 'thanh-son' }],
    totp: false,
  }),
  officer('quantri', 'Ngô Đức Tài', '1986-08-30', {
    unit: 'an-hoa.1',
    position: 'Công chức Văn phòng – Công nghệ thông tin',
    positionKind: 'staff',
    roles: [{ role: 'system_administrator', unit: 'province' }],
    totp: true,
  }),
];

/** Printed at start; only the demonstration locality has them. */
export const demoPassword = 'Trinh-dien-2026!';
/** Base 32 secret for an authenticator application, shared by the demonstration accounts that need a second factor. */
export const demoTotpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
/** Page that plays the authenticator application of these accounts. */
export const authenticatorPath = '/mo-phong/ma-xac-thuc';
