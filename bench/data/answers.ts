import type { Answer } from '../harness/load.ts';

/** A right application for a copy of a birth extract (2.000635). The person is invented; no province has code 099. */
export const aCase = {
  applicantName: 'Nguyễn Văn An',
  applicantPersonalId: '099088000101',
  applicantResidence: 'Thôn Đông, xã An Hòa',
  applicantPhone: '0912345678',
  relation: 'self',
  subjectBirthDate: '1988-03-14',
  subjectGender: 'male',
  subjectEthnicity: 'Kinh',
  subjectNationality: 'Việt Nam',
  registeredAt: 'UBND xã Hòa Bình',
  copies: 2,
  declaration: true,
} as const;

/** A birthday that is none. */
export const aWrongCase = { ...aCase, subjectBirthDate: '14 tháng ba' } as const;

/** Refused, with the field named by ours. */
export const isWrong = (answer: Answer): boolean => answer.status === 422;
