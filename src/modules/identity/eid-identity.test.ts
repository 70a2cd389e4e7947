import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityFromClaims } from './eid-identity.ts';
import { nationalClaimMapping } from './providers/oidc/configuration.ts';

const issuer = 'https://eid.example';
const read = (claims: Record<string, unknown>): ReturnType<typeof identityFromClaims> =>
  identityFromClaims(nationalClaimMapping, issuer, { sub: 's', HoVaTen: 'Nguyễn Văn An', ...claims });

describe('claim mapping', () => {
  it('takes the first claim that says something', () => {
    expect(read({ SoDinhDanh: '', SoCMND: '099088000101' })?.document?.number).toBe('099088000101');
  });

  it('composes names that arrive decomposed', () => {
    expect(read({ HoVaTen: 'Nguyễn Thị Thuý'.normalize('NFD') })?.fullName).toBe('Nguyễn Thị Thuý');
  });

  it('counts an unknown or missing level as level 1', () => {
    expect(read({})?.assurance).toBe(1);
    expect(read({ acr: 'LoA9' })?.assurance).toBe(1);
    expect(read({ acr: 'LoA2' })?.assurance).toBe(2);
    expect(read({ acr: 'constructor' })?.assurance).toBe(1);
  });

  it('accepts no personal number that is not twelve digits, and no passport without a country', () => {
    expect(read({ SoDinhDanh: '123456789' })?.document).toBeNull();
    expect(read({ SoHoChieu: 'X1' })?.document).toBeNull();
    expect(read({ SoHoChieu: 'x 1', QuocTich: 'KOR' })?.document).toEqual({
      kind: 'passport',
      country: 'KOR',
      number: 'X1',
    });
  });

  it('drops dates that do not exist', () => {
    expect(read({ NgayThangNamSinh: '31/02/1990' })?.birthDate).toBeNull();
    expect(read({ NgayThangNamSinh: '1990' })?.birthDate).toBeNull();
    expect(read({ NgayThangNamSinh: '29/02/2000' })?.birthDate).toBe('2000-02-29');
  });

  it('knows no person without a name or a subject', () => {
    expect(read({ HoVaTen: '  ' })).toBeNull();
    expect(identityFromClaims(nationalClaimMapping, issuer, { HoVaTen: 'A' })).toBeNull();
  });

  it('survives whatever a provider sends', () => {
    const claims = fc.dictionary(
      fc.constantFrom(
        'sub',
        'acr',
        'HoVaTen',
        'SoDinhDanh',
        'NgayThangNamSinh',
        'GioiTinh',
        'MaSoThue',
        'TenDoanhNghiep',
        'name',
      ),
      fc.anything(),
    );
    fc.assert(
      fc.property(claims, (hostile) => {
        const identity = identityFromClaims(nationalClaimMapping, issuer, hostile);
        if (identity === null) return;
        expect(identity.fullName).not.toMatch(/\p{Cc}/u);
        expect(identity.fullName.length).toBeGreaterThan(0);
        expect([1, 2, 3]).toContain(identity.assurance);
      }),
    );
  });
});
