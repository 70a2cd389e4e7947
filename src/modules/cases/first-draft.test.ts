import { describe, expect, it } from 'vitest';
import { firstDraft } from './first-draft.ts';

const answers = {
  applicantName: 'Nguyễn Văn An',
  applicantPersonalId: '001090000042',
  relation: 'self',
  subjectBirthDate: '1990-03-27',
  subjectGender: 'male',
  registeredAt: 'UBND xã Hòa Bình',
  registeredOn: '1990',
};

describe('firstDraft', () => {
  it('takes the requester as the person of the extract when the extract is their own', () => {
    const draft = firstDraft('birth-extract-copy', { ...answers, subjectName: 'Người khác' });
    expect(draft).toMatchObject({
      fullName: 'Nguyễn Văn An',
      personalId: '001090000042',
      birthDate: '1990-03-27',
      registeredOn: '1990',
    });
  });

  it('takes the named person otherwise, and never the number of the requester', () => {
    const draft = firstDraft('birth-extract-copy', { ...answers, relation: 'child', subjectName: 'Nguyễn Thị Bông' });
    expect(draft['fullName']).toBe('Nguyễn Thị Bông');
    expect(draft).not.toHaveProperty('personalId');
  });

  it('knows nothing about templates it was not told of', () => {
    expect(firstDraft('constructor', answers)).toEqual({});
    expect(firstDraft('land-certificate', answers)).toEqual({});
  });
});
