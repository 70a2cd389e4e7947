import type { MockCitizen } from './mock-citizens.ts';

/** Claim names as the national sign-on publishes them (one-stop fact sheet §11); the adapter learns them from configuration only. */
export const simulatedClaimNames = [
  'HoVaTen',
  'SoDinhDanh',
  'SoHoChieu',
  'QuocTich',
  'NgayThangNamSinh',
  'GioiTinh',
  'SoDienThoai',
  'ThuDienTu',
  'DiaChiThuongTru',
  'LoaiTaiKhoan',
  'MaSoThue',
  'TenDoanhNghiep',
  'LoaiHinhToChuc',
] as const;

/** What the user-info endpoint answers for one person. Absent facts are absent claims, as at a real provider. */
export function claimsOf(citizen: MockCitizen): { sub: string } & Record<string, string> {
  const claims: Record<(typeof simulatedClaimNames)[number], string | null> = {
    HoVaTen: citizen.fullName,
    SoDinhDanh: citizen.personalNumber,
    SoHoChieu: citizen.passportNumber,
    QuocTich: citizen.nationality,
    NgayThangNamSinh: citizen.birthDate,
    GioiTinh: citizen.gender,
    SoDienThoai: citizen.phone,
    ThuDienTu: citizen.email,
    DiaChiThuongTru: citizen.address,
    LoaiTaiKhoan: citizen.organisation?.ownsAccount ? '2' : '1',
    MaSoThue: citizen.organisation?.taxCode ?? null,
    TenDoanhNghiep: citizen.organisation?.name ?? null,
    LoaiHinhToChuc: organisationClass(citizen),
  };
  const present = Object.entries(claims).filter((entry): entry is [string, string] => entry[1] !== null);
  return { ...Object.fromEntries(present), sub: citizen.subject };
}

function organisationClass(citizen: MockCitizen): string | null {
  if (!citizen.organisation) return null;
  return citizen.organisation.kind === 'company' ? 'DN' : 'HKD';
}
