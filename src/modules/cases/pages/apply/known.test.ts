import { describe, expect, it } from 'vitest';
import { knownOfProfile } from './known.ts';

const profile = {
  fullName: 'Nguyễn Văn An',
  documentKind: 'personal_number',
  documentCountry: 'VN',
  documentNumber: '099088000101',
  birthDate: '1988-03-14',
  gender: 'male',
  nationality: null,
  phone: '',
  email: null,
  address: 'Thôn Đông',
  organisation: null,
  assurance: 2,
  refreshedAt: '2026-11-22T00:00:00Z',
} as const;

describe('knownOfProfile', () => {
  it('has no key for what is not known, so that nothing is filled with nothing', () => {
    const known = knownOfProfile(profile);
    expect(known).toMatchObject({
      'account.fullName': 'Nguyễn Văn An',
      'account.personalId': '099088000101',
      'account.address': 'Thôn Đông',
    });
    for (const key of ['account.phone', 'account.email', 'account.nationality', 'account.passport'])
      expect(known).not.toHaveProperty([key]);
  });

  it('never takes a passport for a personal number', () => {
    const known = knownOfProfile({ ...profile, documentKind: 'passport', documentNumber: 'X123' });
    expect(known).not.toHaveProperty(['account.personalId']);
    expect(known['account.passport']).toBe('X123');
  });

  it('says our nationality in words, and nothing of a code it has no words for', () => {
    expect(knownOfProfile({ ...profile, nationality: 'VNM' })['account.nationality']).toBe('Việt Nam');
    expect(knownOfProfile({ ...profile, nationality: 'LAO' })).not.toHaveProperty(['account.nationality']);
  });
});
