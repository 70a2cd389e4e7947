import { describe, expect, it } from 'vitest';
import { decideLink, identityKeyOf } from './account-linking.ts';
import { anEidIdentity } from './testing.ts';

const key = 'personal_number:VNM:099088000101';
const none = { bySubject: null, byIdentityKey: null };

describe('identity key', () => {
  it('needs level 2 and a document', () => {
    expect(identityKeyOf(anEidIdentity())).toBe(key);
    expect(identityKeyOf(anEidIdentity({ assurance: 1 }))).toBeNull();
    expect(identityKeyOf(anEidIdentity({ document: null }))).toBeNull();
  });

  it('of an organisation is its tax code, whoever represents it', () => {
    const organisation = { taxCode: '9900000107', name: 'Công ty', kind: 'company', ownsAccount: true } as const;
    expect(identityKeyOf(anEidIdentity({ organisation }))).toBe('tax_code:9900000107');
    expect(identityKeyOf(anEidIdentity({ organisation: { ...organisation, ownsAccount: false } }))).toBe(key);
  });

  it('tells passports of two countries apart', () => {
    const keys = ['KOR', 'JPN'].map((country) =>
      identityKeyOf(anEidIdentity({ document: { kind: 'passport', country, number: 'X1' } })),
    );
    expect(new Set(keys).size).toBe(2);
  });
});

describe('linking', () => {
  it('creates an account for an unknown person', () => {
    expect(decideLink(anEidIdentity(), none)).toEqual({ kind: 'create', identityKey: key });
  });

  it('creates a level-1 account that claims no identity', () => {
    expect(decideLink(anEidIdentity({ assurance: 1 }), none)).toEqual({ kind: 'create', identityKey: null });
  });

  it('uses the account of a known subject', () => {
    const known = { bySubject: { uid: 'a', identityKey: key }, byIdentityKey: { uid: 'a' } };
    expect(decideLink(anEidIdentity(), known)).toEqual({ kind: 'use', accountUid: 'a', recordKey: null });
    expect(decideLink(anEidIdentity({ assurance: 1 }), known)).toEqual({
      kind: 'use',
      accountUid: 'a',
      recordKey: null,
    });
  });

  it('links a new subject of the same verified person to the one account', () => {
    expect(decideLink(anEidIdentity({ subject: 'new' }), { bySubject: null, byIdentityKey: { uid: 'a' } })).toEqual({
      kind: 'link',
      accountUid: 'a',
    });
  });

  it('records the identity when a level-1 account reaches level 2', () => {
    const known = { bySubject: { uid: 'a', identityKey: null }, byIdentityKey: null };
    expect(decideLink(anEidIdentity(), known)).toEqual({ kind: 'use', accountUid: 'a', recordKey: key });
  });

  it('merges a level-1 account into the verified account of the same person', () => {
    const known = { bySubject: { uid: 'a', identityKey: null }, byIdentityKey: { uid: 'b' } };
    expect(decideLink(anEidIdentity(), known)).toEqual({ kind: 'merge', from: 'a', into: 'b' });
  });

  it('refuses a subject that suddenly is somebody else', () => {
    const known = { bySubject: { uid: 'a', identityKey: 'personal_number:VNM:099000000000' }, byIdentityKey: null };
    expect(decideLink(anEidIdentity(), known)).toEqual({ kind: 'refuse' });
  });
});
