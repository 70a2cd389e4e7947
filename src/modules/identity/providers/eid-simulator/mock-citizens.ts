/**
 * People of the e-ID simulator. All are invented: identity numbers begin with 099, a province code that was never issued,
 * and phone numbers use the unassigned prefix 0500.
 */
export type MockCitizen = {
  /** Stable subject at the simulated provider. */
  readonly subject: string;
  /** What this person is good for in a demonstration, shown on the choice page. */
  readonly story: string;
  readonly assurance: 1 | 2;
  readonly fullName: string;
  /** `DD/MM/YYYY`, the way Vietnamese providers print it. */
  readonly birthDate: string;
  readonly gender: 'Nam' | 'Nữ';
  /** Twelve digits; null for a foreigner. */
  readonly personalNumber: string | null;
  readonly passportNumber: string | null;
  /** ISO 3166-1 alpha-3. */
  readonly nationality: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly organisation: {
    readonly taxCode: string;
    readonly name: string;
    readonly kind: 'company' | 'household_business';
    /** True: the e-ID itself belongs to the organisation and its legal representative signs in with it. */
    readonly ownsAccount: boolean;
  } | null;
};

const vietnamese = { passportNumber: null, nationality: 'VNM', organisation: null, assurance: 2 } as const;

/** The cast of the demonstration (issue of the ground floor: married, parent, foreigner, elderly, business, company, accents). */
export const mockCitizens: readonly MockCitizen[] = [
  {
    ...vietnamese,
    subject: 'mp-nguyen-van-an',
    story: 'Đã kết hôn với Trần Thị Bình, có một con',
    fullName: 'Nguyễn Văn An',
    birthDate: '14/03/1988',
    gender: 'Nam',
    personalNumber: '099088000101',
    phone: '0500000101',
    email: 'an.nguyen@vi-du.example',
    address: 'Thôn Đông, xã An Hòa, tỉnh Bình Minh',
  },
  {
    ...vietnamese,
    subject: 'mp-tran-thi-binh',
    story: 'Đã kết hôn với Nguyễn Văn An, có một con',
    fullName: 'Trần Thị Bình',
    birthDate: '02/09/1990',
    gender: 'Nữ',
    personalNumber: '099190000102',
    phone: '0500000102',
    email: 'binh.tran@vi-du.example',
    address: 'Thôn Đông, xã An Hòa, tỉnh Bình Minh',
  },
  {
    ...vietnamese,
    subject: 'mp-le-thi-cuc',
    story: 'Mẹ của bé Lê Gia Hân (sinh năm 2021), nộp hồ sơ thay con',
    fullName: 'Lê Thị Cúc',
    birthDate: '21/11/1993',
    gender: 'Nữ',
    personalNumber: '099193000103',
    phone: '0500000103',
    email: 'cuc.le@vi-du.example',
    address: 'Tổ 4, phường Bến Gỗ, tỉnh Bình Minh',
  },
  {
    subject: 'mp-kim-min-jun',
    story: 'Người nước ngoài: có hộ chiếu, không có số định danh 12 chữ số',
    assurance: 2,
    fullName: 'KIM MIN JUN',
    birthDate: '30/06/1985',
    gender: 'Nam',
    personalNumber: null,
    passportNumber: 'X0000104',
    nationality: 'KOR',
    phone: '0500000104',
    email: 'minjun.kim@vi-du.example',
    address: 'Đường Bờ Sông, phường Bến Gỗ, tỉnh Bình Minh',
    organisation: null,
  },
  {
    ...vietnamese,
    subject: 'mp-pham-van-dau',
    story: 'Người cao tuổi, không có thư điện tử',
    fullName: 'Phạm Văn Dậu',
    birthDate: '01/01/1945',
    gender: 'Nam',
    personalNumber: '099045000105',
    phone: '0500000105',
    email: null,
    address: 'Thôn Đoài, xã An Hòa, tỉnh Bình Minh',
  },
  {
    ...vietnamese,
    subject: 'mp-hoang-thi-en',
    story: 'Chủ hộ kinh doanh',
    fullName: 'Hoàng Thị Én',
    birthDate: '17/05/1979',
    gender: 'Nữ',
    personalNumber: '099179000106',
    phone: '0500000106',
    email: 'en.hoang@vi-du.example',
    address: 'Chợ Bến Gỗ, phường Bến Gỗ, tỉnh Bình Minh',
    organisation: {
      taxCode: '099179000106',
      name: 'Hộ kinh doanh Hoàng Thị Én',
      kind: 'household_business',
      ownsAccount: false,
    },
  },
  {
    ...vietnamese,
    subject: 'mp-cong-ty-sao-mai',
    story: 'Tài khoản định danh của công ty, do người đại diện theo pháp luật dùng',
    fullName: 'Đỗ Quốc Phong',
    birthDate: '08/08/1975',
    gender: 'Nam',
    personalNumber: '099075000107',
    phone: '0500000107',
    email: 'phong.do@vi-du.example',
    address: 'Khu công nghiệp Bến Gỗ, tỉnh Bình Minh',
    organisation: {
      taxCode: '9900000107',
      name: 'Công ty TNHH Sao Mai Bến Gỗ',
      kind: 'company',
      ownsAccount: true,
    },
  },
  {
    ...vietnamese,
    subject: 'mp-nguyen-thi-thuy-hoa',
    story: 'Tên trên e-ID “Thuý Hoà”, trong sổ hộ tịch ghi “Thúy Hòa”',
    fullName: 'Nguyễn Thị Thuý Hoà',
    birthDate: '25/12/1996',
    gender: 'Nữ',
    personalNumber: '099196000108',
    phone: '0500000108',
    email: 'hoa.nguyen@vi-du.example',
    address: 'Thôn Đông, xã An Hòa, tỉnh Bình Minh',
  },
  {
    ...vietnamese,
    subject: 'mp-vu-minh-khoi',
    story: 'Định danh mức 1: chỉ tra cứu, chưa nộp được hồ sơ',
    assurance: 1,
    fullName: 'Vũ Minh Khôi',
    birthDate: '19/10/2001',
    gender: 'Nam',
    personalNumber: '099201000109',
    phone: '0500000109',
    email: null,
    address: null,
  },
];
