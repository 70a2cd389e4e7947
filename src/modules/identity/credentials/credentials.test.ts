import { generate } from 'otplib';
import { describe, expect, it } from 'vitest';
import { sequentialIds, systemIds } from '#platform/time/ids.ts';
import { testPolicy } from '../testing.ts';
import { createPasswordHasher } from './passwords.ts';
import { createVault } from './secrets.ts';
import { checkTotp, makeTotpSecret, totpUri } from './totp.ts';
import { makeTypedCode, readTypedCode } from './typed-code.ts';

const policy = testPolicy();
const now = new Date('2026-11-23T02:00:00Z');
const seconds = now.getTime() / 1000;

describe('vault', () => {
  const vault = createVault(Buffer.alloc(32, 7));
  it('opens what it sealed, in the same context only', () => {
    const sealed = vault.seal('bí mật', 'account-1');
    expect(vault.open(sealed, 'account-1')).toBe('bí mật');
    expect(() => vault.open(sealed, 'account-2')).toThrow();
    expect(() => createVault(Buffer.alloc(32, 8)).open(sealed, 'account-1')).toThrow();
  });

  it('notices every changed byte', () => {
    const sealed = vault.seal('x', 'c');
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed);
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
      expect(() => vault.open(altered, 'c')).toThrow();
    }
  });
});

describe('passwords', () => {
  const hasher = createPasswordHasher();

  it('are argon2id, right however the keyboard composes them, and wrong for an unknown account', async () => {
    const stored = await hasher.hash('Mật khẩu dài', policy);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=1024,t=1,p=1\$/);
    expect(await hasher.verify(stored, 'Mật khẩu dài'.normalize('NFD'), policy)).toBe(true);
    expect(await hasher.verify(stored, 'mật khẩu dài', policy)).toBe(false);
    expect(await hasher.verify(null, 'nobody has this password', policy)).toBe(false);
  });

  it('are hashed anew when the policy asks for more', async () => {
    const stored = await hasher.hash('x', policy);
    expect(hasher.outdated(stored, policy)).toBe(false);
    expect(hasher.outdated(stored, testPolicy({ argon2MemoryKib: 2048 }))).toBe(true);
  });
});

describe('TOTP', () => {
  const secret = makeTotpSecret(systemIds);

  it('accepts the code of now and its neighbours, once, and nothing else', async () => {
    const code = await generate({ secret, epoch: seconds });
    const step = await checkTotp(secret, code, 0, now);
    expect(step).toBe(Math.floor(seconds / 30));
    expect(await checkTotp(secret, code, step ?? 0, now)).toBeNull();
    expect(await checkTotp(secret, ` ${code.slice(0, 3)} ${code.slice(3)} `, 0, now)).toBe(step);
    expect(await checkTotp(secret, await generate({ secret, epoch: seconds - 30 }), 0, now)).toBe((step ?? 0) - 1);
    expect(await checkTotp(secret, await generate({ secret, epoch: seconds - 90 }), 0, now)).toBeNull();
  });

  it.each(['', 'abcdef', '12345', '1234567', '１２３４５６', '-12345'])('refuses %j', async (typed) => {
    expect(await checkTotp(secret, typed, 0, now)).toBeNull();
  });

  it('knows the codes of RFC 6238, appendix B', async () => {
    const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(await checkTotp(rfcSecret, '287082', 0, new Date(59_000))).toBe(1);
    expect(await checkTotp(rfcSecret, '081804', 0, new Date(1_111_111_109_000))).toBe(37_037_036);
  });

  it('puts secret, issuer and name into the address of the QR code', () => {
    const uri = new URL(totpUri(secret, 'Đình · xã An Hòa', 'nam.lv'));
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.searchParams.get('secret')).toBe(secret);
    expect(decodeURIComponent(uri.pathname)).toContain('nam.lv');
  });
});

describe('codes that people type', () => {
  it('survive handwriting', () => {
    const code = makeTypedCode(sequentialIds(), 3);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(readTypedCode(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(
      readTypedCode(code),
    );
  });
});
