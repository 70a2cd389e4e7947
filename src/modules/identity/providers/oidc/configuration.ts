import { z } from 'zod';
import { claimMappingSchema, type ClaimMapping } from '../../eid-identity.ts';

/** Settings of one OpenID provider. Nothing in the code depends on which provider it is. */
export const eidProviderSchema = z.object({
  /** Stable key used in addresses and in the database. */
  key: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  /** Name on the sign-in button. */
  label: z.string().min(1),
  issuer: z.url(),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).nullable(),
  scope: z.string().default('openid'),
  acrValues: z.string().nullable().default(null),
  /** Pinned, so that a provider (or whoever plays it) cannot choose a weaker algorithm. */
  idTokenAlgorithm: z.enum(['RS256', 'PS256', 'ES256', 'EdDSA']).default('RS256'),
  claims: claimMappingSchema,
  /** Permits plain HTTP to the issuer; only for a provider on the same machine. */
  allowHttp: z.boolean().default(false),
  timeoutSeconds: z.number().int().min(1).max(60).default(10),
});

export type EidProviderSettings = z.infer<typeof eidProviderSchema>;

/** Mapping for the national sign-on's published claim names (one-stop fact sheet §11, confidence 65 %: correct it here). */
export const nationalClaimMapping: ClaimMapping = {
  fullName: ['HoVaTen', 'name'],
  personalNumber: ['SoDinhDanh', 'SoCMND'],
  passportNumber: ['SoHoChieu'],
  nationality: ['QuocTich'],
  birthDate: ['NgayThangNamSinh'],
  birthDateFormat: 'DD/MM/YYYY',
  gender: ['GioiTinh'],
  phone: ['SoDienThoai', 'phone_number'],
  email: ['ThuDienTu', 'email'],
  address: ['DiaChiThuongTru'],
  taxCode: ['MaSoThue'],
  organisationName: ['TenDoanhNghiep'],
  organisationKind: ['LoaiHinhToChuc'],
  accountKind: ['LoaiTaiKhoan'],
  genderValues: { Nam: 'male', Nữ: 'female' },
  organisationKindValues: { DN: 'company', HKD: 'household_business' },
  organisationAccountValues: ['2'],
  assuranceByAcr: { LoA1: 1, LoA2: 2, LoA3: 3 },
};
