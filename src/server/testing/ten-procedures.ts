import type { Answers } from './case-story.ts';

/** An application that runs through the whole house: who files, what they say, what the specialist adds. */
export type Application = {
  readonly code: string;
  /** Filed online by the citizen, or entered for them at the counter. */
  readonly way: 'online' | 'counter';
  readonly answers: Answers;
  /** Codes of the papers that these answers call for. */
  readonly papers: readonly string[];
  /** What the first draft, made from the answers, does not say. */
  readonly result: Answers;
  /** Đồng. */
  readonly fee: number;
  /** Words that must stand in the signed paper. */
  readonly words: readonly string[];
};

const home = { detail: 'Thôn Đông', commune: 'xã An Hòa', province: 'tỉnh Bình Minh' };
const oldHome = { detail: 'Thôn Bắc', commune: 'xã Hòa Bình', district: 'huyện An Lạc', province: 'tỉnh Bình Minh' };
const applicant = { applicantName: 'Nguyễn Văn An', applicantPersonalId: '099088000101', applicantResidence: 'Thôn Đông, xã An Hòa, tỉnh Bình Minh', applicantPhone: '0500000101' };
const mother = { fullName: 'Trần Thị Bình', birthDate: '1990-09-02', ethnicity: 'Kinh', nationality: 'Việt Nam', personalId: '099190000102', residence: home };
const father = { fullName: 'Nguyễn Văn An', birthDate: '1988-03-14', ethnicity: 'Kinh', nationality: 'Việt Nam', personalId: '099088000101' };
const parents = { knownParents: 'both', mother, father, fatherSameHome: true };
const child = { childBirthDate: '2026-11-02', childEthnicity: 'Kinh', childNationality: 'Việt Nam', hometown: 'xã An Hòa, tỉnh Bình Minh', birthPlace: home };
const register = { registeredAt: 'Ủy ban nhân dân xã An Hòa, tỉnh Bình Minh', entryNumber: '61', bookNumber: '02/2026', registeredOn: '2026-11-23' };

const birth: Application = {
  code: '1.001193',
  way: 'online',
  answers: { ...applicant, ...child, ...parents, relation: 'father', childName: 'Nguyễn Minh Anh', childGender: 'female', bornAt: 'facility', facilityName: 'Trạm y tế xã An Hòa', proof: 'paper', feeExemption: 'none', copies: 0, declaration: true },
  papers: ['GCS'],
  result: { personalId: '099326000123', ...register },
  fee: 0,
  words: ['GIẤY KHAI SINH', 'NGUYỄN MINH ANH', 'Ngày hai tháng mười một năm hai nghìn không trăm hai mươi sáu', 'Trạm y tế xã An Hòa, Thôn Đông, xã An Hòa', 'tên người mẹ: Trần Thị Bình', 'tên người cha: Nguyễn Văn An', 'tên người đi khai sinh: Nguyễn Văn An', '099326000123'],
};

const linked: Application = {
  code: '3.000722',
  way: 'counter',
  answers: {
    ...applicant, ...child, ...parents, relation: 'father',
    children: [{ name: 'Nguyễn Minh Khang', gender: 'male', weight: 3.2 }],
    facilityName: 'Trạm y tế xã An Hòa', proof: 'electronic',
    household: { headName: 'Nguyễn Văn An', headPersonalId: '099088000101', relationToHead: 'child', consent: 'self', address: home },
    dwelling: 'owned', clinic: 'Trạm y tế xã An Hòa', cardDelivery: 'electronic', wantsIdentityCard: true, feeExemption: 'none', declaration: true,
  },
  papers: [],
  result: { personalId: '099226000124', ...register, entryNumber: '62' },
  fee: 0,
  words: ['GIẤY KHAI SINH', 'NGUYỄN MINH KHANG', 'Giới tính: Nam'],
};

const marriage: Application = {
  code: '1.000894',
  way: 'online',
  answers: {
    ...applicant, applicantSide: 'groom',
    bride: { fullName: 'Phạm Thu Hà', birthDate: '1995-05-20', ethnicity: 'Tày', nationality: 'Việt Nam', personalId: '099195000201', residence: oldHome }, brideStatus: 'single', brideTimes: 1,
    groom: { ...father, residence: home }, groomStatus: 'divorced', groomTimes: 2,
    related: true, copies: 0, declaration: true,
  },
  papers: ['TL-LH'],
  result: { registeredAt: register.registeredAt, entryNumber: '15', bookNumber: '01/2026', registeredOn: '2026-11-23' },
  fee: 0,
  words: ['GIẤY CHỨNG NHẬN KẾT HÔN', 'PHẠM THU HÀ', 'NGUYỄN VĂN AN', 'huyện An Lạc', '20/05/1995', 'Vợ', 'Chồng'],
};

const maritalStatus: Application = {
  code: '1.004873',
  way: 'online',
  answers: {
    ...applicant, relation: 'self', subject: { ...father, gender: 'male', residence: home },
    maritalStatus: 'never', residences: [{ place: 'xã Hòa Bình, huyện An Lạc', from: '2006', to: '2012-05' }], purpose: 'property', purposeWords: 'Vay vốn mua nhà', feeExemption: 'none', declaration: true,
  },
  papers: [],
  result: { period: 'tại xã An Hòa, từ ngày 01/06/2012 đến nay', validMonths: 6 },
  fee: 15000,
  words: ['XÁC NHẬN TÌNH TRẠNG HÔN NHÂN', 'Chưa đăng ký kết hôn với ai', 'Vay vốn mua nhà', '6 tháng', 'Giới tính: Nam'],
};

const extract: Application = {
  code: '2.000635',
  way: 'online',
  answers: { ...applicant, relation: 'self', subjectBirthDate: '1988-03-14', subjectGender: 'male', subjectEthnicity: 'Kinh', subjectNationality: 'Việt Nam', registeredAt: 'UBND xã An Hòa cũ', copies: 2, declaration: true },
  papers: [],
  result: { birthPlace: 'Trạm y tế xã An Hòa', entryNumber: '45', registeredOn: '1988-04-02' },
  fee: 16000,
  words: ['TRÍCH LỤC KHAI SINH', 'NGUYỄN VĂN AN'],
};

const certifiedCopy: Application = {
  code: '2.000815',
  way: 'online',
  answers: { ...applicant, documents: [{ name: 'Bằng tốt nghiệp', number: 'B 0123', issuer: 'Sở Giáo dục và Đào tạo', pages: 2, copies: 3 }, { name: 'Hợp đồng lao động', issuer: 'Công ty An Lạc', pages: 12, copies: 1 }], electronic: 'paper', bringOriginals: true },
  papers: [],
  result: { bookNumber: '03/2026-SCT/BS', comparedOn: '2026-11-23' },
  // 2 pages × 2,000 × 3 copies, and 2 × 2,000 + 10 × 1,000.
  fee: 12000 + 14000,
  words: ['CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH', 'Bằng tốt nghiệp', 'Hợp đồng lao động', 'SCT/BS'],
};

const certifiedSignature: Application = {
  code: '2.000884',
  way: 'online',
  answers: {
    ...applicant, where: 'office', declaration: true,
    documents: [
      { title: 'Giấy ủy quyền nhận lương hưu', kind: 'authorisation', pages: 1, copies: 2, signers: [{ fullName: 'Nguyễn Văn An', birthDate: '1988-03-14', personalId: '099088000101', way: 'sign' }, { fullName: 'Nguyễn Thị Lụa', birthDate: '1955-01-01', passport: 'C1234567', way: 'fingerprint' }] },
      { title: 'Sơ yếu lý lịch', kind: 'declaration', pages: 4, copies: 1, signers: [{ fullName: 'Nguyễn Văn An', birthDate: '1988-03-14', personalId: '099088000101', way: 'sign' }] },
    ],
  },
  papers: [],
  result: { signedAt: 'trụ sở Ủy ban nhân dân xã An Hòa', bookNumber: '01/2026-SCT/CK' },
  fee: 20000,
  words: ['LỜI CHỨNG CHỨNG THỰC CHỮ KÝ', 'Nguyễn Thị Lụa', 'C1234567', 'đã điểm chỉ', 'Sơ yếu lý lịch'],
};

const householdBusiness: Application = {
  code: '1.001612',
  way: 'online',
  answers: {
    ...applicant, ownerBirthDate: '1988-03-14', ownerGender: 'male', ownerEthnicity: 'Kinh', ownerNationality: 'Việt Nam', businessName: 'Tạp hóa Hồng Vân', premises: home, mainLine: 'Bán lẻ trong các cửa hàng tạp hóa', mainLineCode: '4711',
    otherLines: [{ name: 'Bán lẻ lương thực', code: '4721' }], founder: 'family',
    members: [
      { fullName: 'Trần Thị Bình', birthDate: '1990-09-02', gender: 'female', personalId: '099190000102', nationality: 'Việt Nam', relation: 'vợ', contributions: [{ kind: 'cash', amount: 30_000_000 }, { kind: 'asset', what: 'Tủ lạnh', amount: 12_000_000 }] },
      { fullName: 'Nguyễn Thị Lụa', birthDate: '1955-01-01', gender: 'female', personalId: '099155000301', nationality: 'Việt Nam', relation: 'mẹ', contributions: [{ kind: 'cash', amount: 8_000_000 }] },
    ],
    ownCapital: 50_000_000, startDate: '2026-12-01', workers: 3, feeExemption: 'none', commitment: true,
  },
  papers: ['BB-HKD', 'UQ-HKD'],
  result: { businessCode: '0990880001', firstRegisteredOn: '2026-11-23' },
  fee: 50000,
  words: ['CHỨNG NHẬN ĐĂNG KÝ HỘ KINH DOANH', 'TẠP HÓA HỒNG VÂN', '0990880001', '100.000.000', 'Trần Thị Bình', '4711', '4721'],
};

const buildingPermit: Application = {
  code: '1.013225',
  way: 'online',
  answers: {
    ...applicant, ownerKind: 'person', site: home, parcelNumber: '112', mapSheet: '7', parcelArea: 210.5, landPaper: 'certificate', landPaperNumber: 'CD 123456', designer: 'Công ty Thiết kế An Lạc', worksKind: 'house',
    buildings: [{ name: 'Nhà ở riêng lẻ', grade: 'IV', groundArea: 90.5, height: 9.8, floors: [{ name: 'ground', area: 90.5 }, { name: 'upper', area: 85 }, { name: 'roof', area: 20.5 }] }],
    adjoining: true, months: 8, commitment: true,
  },
  papers: ['BV-GPXD', 'CK-LK'],
  result: { siteVisitOn: '2026-11-23', validMonths: 12 },
  fee: 75000,
  words: ['GIẤY PHÉP XÂY DỰNG', 'Thửa đất số: 112', '210,5', '196', 'Cấp IV', '12 tháng', 'GPXD'],
};

const land: Application = {
  code: '1.012783',
  way: 'online',
  answers: {
    ...applicant, certificateNumber: 'CD 123456', certificateDate: '2010-04-05', reason: 'new_form',
    parcels: [{ number: '112', mapSheet: '7', place: 'Thôn Đông, xã An Hòa', area: 210.5, purpose: 'residential', until: 'Lâu dài', assets: [{ kind: 'house', area: 90.5, note: 'Nhà một tầng' }, { kind: 'trees' }] }, { number: '113', mapSheet: '7', place: 'Thôn Đông, xã An Hòa', area: 1200, purpose: 'agricultural' }],
    coOwners: [{ fullName: 'Trần Thị Bình', personalId: '099190000102', relation: 'vợ' }], specialArea: false, taxDebt: 'unknown', feeExemption: 'poor', declaration: true,
  },
  papers: [],
  result: { newCertificate: 'AA 000123', registerNumber: 'CS 00123', obligations: 'Đã nộp lệ phí trước bạ theo thông báo của cơ quan thuế', collectAt: 'Trung tâm Phục vụ hành chính công xã An Hòa' },
  fee: 0,
  words: ['THÔNG BÁO', 'AA 000123', 'CD 123456', '1.200', 'Đất nông nghiệp', 'Trần Thị Bình', 'lệ phí trước bạ'],
};

/** One application of each shipped procedure. */
export const applications: readonly Application[] = [birth, marriage, maritalStatus, extract, certifiedCopy, certifiedSignature, householdBusiness, buildingPermit, land, linked];
