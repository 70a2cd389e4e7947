import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearsSecretMark, cleanFileName, extensionOf } from './file-name.ts';

describe('cleanFileName', () => {
  it.each([
    ['Đơn đề nghị.pdf', 'Đơn đề nghị.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\An\\Giấy khai sinh.pdf', 'Giấy khai sinh.pdf'],
    ['/absolute/path/.htaccess', 'htaccess'],
    ['a\u202Efdp.exe', 'afdp.exe'],
    ['x\r\nSet-Cookie: a=b.pdf', 'x Set-Cookie_ a=b.pdf'],
    ['con.pdf', '_con.pdf'],
    ['báo cáo?.docx ', 'báo cáo_.docx'],
    ['....', 'tệp'],
    ['', 'tệp'],
    ['Giấy tờ'.normalize('NFD') + '.pdf', 'Giấy tờ.pdf'],
  ])('%j becomes %j', (raw, clean) => {
    expect(cleanFileName(raw)).toBe(clean);
  });

  it('keeps the extension of a very long name', () => {
    const name = cleanFileName(`${'ơ'.repeat(500)}.pdf`);
    expect(Array.from(name)).toHaveLength(120);
    expect(extensionOf(name)).toBe('pdf');
  });

  it('gives a harmless name for any text, and the same one again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw) => {
        const name = cleanFileName(raw);
        expect(name).not.toMatch(/[/\\<>:"|?*\u0000-\u001f\u202a-\u202e]|^\.|[. ]$/u);
        expect(name.length).toBeGreaterThan(0);
        expect(Array.from(name).length).toBeLessThanOrEqual(121);
        expect(cleanFileName(name)).toBe(name);
      }),
    );
  });
});

describe('bearsSecretMark', () => {
  it.each([
    'TUYỆT MẬT - kế hoạch.pdf',
    'tối_mật.docx',
    'Công văn (Mật).pdf',
    '[MẬT] 12.pdf',
    'tuyệt mật.pdf'.normalize('NFD'),
  ])('stops %s', (name) => {
    expect(bearsSecretMark(name)).toBe(true);
  });
  it.each(['Hợp đồng mật ong.pdf', 'Chính sách bảo mật.docx', 'mật khẩu.pdf', 'Đơn.pdf'])('lets %s pass', (name) => {
    expect(bearsSecretMark(name)).toBe(false);
  });
});
