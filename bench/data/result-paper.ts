import type { ResultPaper } from '#modules/cases/ports.ts';

/** The paper of an invented person, different for each number. */
export function aResultPaper(number: number): ResultPaper {
  return {
    template: 'birth-extract-copy',
    fields: {
      fullName: `Nguyễn Văn An ${number}`,
      gender: 'male',
      birthDate: '1988-03-14',
      birthPlace: 'Trạm y tế xã An Hòa',
      ethnicity: 'Kinh',
      nationality: 'Việt Nam',
      registeredAt: 'UBND xã Hòa Bình',
      entryNumber: String(number),
      registeredOn: '1988-03-20',
      motherName: 'Trần Thị Bình',
      motherBirthYear: '1962',
      fatherName: 'Nguyễn Văn Hòa',
      fatherBirthYear: '1960',
    },
    agency: { unitUid: 'unit', name: 'Ủy ban nhân dân xã An Hòa', code: 'H99.50', place: 'An Hòa', parentName: '' },
    notation: `${number}/TLKS-BS`,
    signer: { personUid: 'person', unitUid: 'unit', name: 'Hoàng Minh Châu', lines: ['CHỦ TỊCH'] },
    signedAt: new Date('2026-11-21T02:00:00Z'),
    verifyUrl: `https://dichvucong.example/kiem-tra/${number}`,
  };
}
