import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pkcs11js from 'pkcs11js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../certificates/x509-read.ts';
import { inDirectory, pdfsig, run, toPem } from '../fixtures/judges.ts';
import { plainPdf } from '../fixtures/sample-pdf.ts';
import { signPades } from '../pades/sign.ts';
import { aSigner, nextSerial, testAuthority, testContext, testNow, type TestSigner } from '../testing.ts';
import { validateSignatures } from '../validation/validate.ts';
import { createPkcs11Provider, type Pkcs11Provider } from './pkcs11-provider.ts';
import { readKeyFile, writeKeyFile, type KeyFile } from './pkcs12-file.ts';
import { createPkcs12Provider } from './pkcs12-provider.ts';

const keyFileOf = ({ key, certificate }: TestSigner): KeyFile => ({
  key,
  certificate: certificate.certificate,
  chain: [testAuthority().issuing.certificate],
});
const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const password = 'mật khẩu thử';

describe.each(['rsa-2048', 'ec-p256'] as const)('a key file with %s', (kind) => {
  const signer = aSigner({ kind });

  it('is read back as it was written', () => {
    const opened = readKeyFile(writeKeyFile(keyFileOf(signer), password, nextSerial()), password);
    expect(opened.certificate.equals(signer.certificate.certificate)).toBe(true);
    expect(opened.key.equals(signer.key)).toBe(true);
    expect(opened.chain).toHaveLength(1);
  });

  it('is opened by openssl', () => {
    const file = writeKeyFile(keyFileOf(signer), 'matkhau', nextSerial());
    const shown = inDirectory((path) =>
      run('openssl', 'pkcs12', '-in', path('a.p12', file), '-passin', 'pass:matkhau', '-nodes'),
    );
    expect(shown).toContain('PRIVATE KEY');
    expect(shown.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  it.each([
    ['today', []],
    ['with triple DES', ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']],
    ['with AES-128', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC']],
  ])('made by openssl is opened: %s', (_name, options) => {
    const file = inDirectory((path) => {
      const key = path('key.pem', signer.key.export({ type: 'pkcs8', format: 'pem' }));
      const certificate = path('cert.pem', toPem(signer.certificate.certificate));
      run(
        'openssl',
        'pkcs12',
        '-export',
        '-inkey',
        key,
        '-in',
        certificate,
        '-passout',
        'pass:matkhau',
        ...options,
        '-out',
        path('out.p12'),
      );
      return readFileSync(path('out.p12'));
    });
    expect(readKeyFile(file, 'matkhau').key.equals(signer.key)).toBe(true);
  });

  it('tells a wrong password from a broken file', () => {
    const file = writeKeyFile(keyFileOf(signer), password, nextSerial());
    expect(() => readKeyFile(file, 'sai')).toThrow('signing.key_file_password');
    expect(() => readKeyFile(file.subarray(0, 200), password)).toThrow('signing.key_file_unreadable');
  });

  it('signs a PDF through its provider', async () => {
    const file = writeKeyFile(keyFileOf(signer), password, nextSerial());
    const source = {
      list: () => Promise.resolve(['a']),
      load: (keyRef: string) => Promise.resolve(keyRef === 'a' ? { file, password } : undefined),
    };
    const provider = createPkcs12Provider('files', source);
    const [certificate] = await provider.listCertificates();
    if (!certificate) throw new Error('no certificate');
    const { pdf } = await signPades(plainPdf(), { provider, certificate, at: testNow });
    expect(pdfsig(pdf)).toContain('Signature is Valid.');
    await expect(
      provider.signDigest({ keyRef: 'b', algorithm: 'rsa-sha256', data: Buffer.alloc(1), digest: Buffer.alloc(32) }),
    ).rejects.toMatchObject({
      code: 'signing.key_unavailable',
    });
  });
});

const library = '/usr/lib/softhsm/libsofthsm2.so';

describe('a token (SoftHSM)', () => {
  const signers = { '01': aSigner({ kind: 'rsa-2048' }), '02': aSigner({ kind: 'ec-p256' }) };
  let directory: string;
  let provider: Pkcs11Provider;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'dinh-token-'));
    mkdirSync(join(directory, 'tokens'));
    const settings = join(directory, 'softhsm2.conf');
    writeFileSync(
      settings,
      `directories.tokendir = ${join(directory, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
    );
    process.env.SOFTHSM2_CONF = settings;
    run('softhsm2-util', '--init-token', '--free', '--label', 'dinh', '--so-pin', '12345678', '--pin', '123456');
    for (const [id, signer] of Object.entries(signers)) storeOnToken(id, signer);
    provider = createPkcs11Provider({
      id: 'token',
      library,
      tokenLabel: 'dinh',
      pin: '123456',
      chain: [testAuthority().issuing.certificate],
    });
  });
  afterAll(() => {
    provider.close();
    rmSync(directory, { recursive: true, force: true });
  });

  function storeOnToken(id: string, { key, certificate }: TestSigner): void {
    inDirectory((path) => {
      const pem = path('key.pem', key.export({ type: 'pkcs8', format: 'pem' }));
      const common = ['--token', 'dinh', '--pin', '123456', '--id', id, '--label', `khoa${id}`];
      run('softhsm2-util', '--import', pem, ...common);
    });
    storeCertificate(id, certificate.certificate);
  }

  // The command-line tool of SoftHSM imports keys only; a real token gets its certificate the way this does.
  function storeCertificate(id: string, certificate: Buffer): void {
    const cryptoki = new pkcs11js.PKCS11();
    cryptoki.load(library);
    cryptoki.C_Initialize();
    const [slot] = cryptoki
      .C_GetSlotList(true)
      .filter((candidate) => cryptoki.C_GetTokenInfo(candidate).label.trim() === 'dinh');
    const session = cryptoki.C_OpenSession(
      slot ?? Buffer.alloc(0),
      pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION,
    );
    cryptoki.C_Login(session, pkcs11js.CKU_USER, '123456');
    cryptoki.C_CreateObject(session, [
      { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
      { type: pkcs11js.CKA_CERTIFICATE_TYPE, value: pkcs11js.CKC_X_509 },
      { type: pkcs11js.CKA_TOKEN, value: true },
      { type: pkcs11js.CKA_ID, value: Buffer.from(id, 'hex') },
      { type: pkcs11js.CKA_SUBJECT, value: readCertificate(certificate).subject },
      { type: pkcs11js.CKA_VALUE, value: certificate },
    ]);
    cryptoki.C_Finalize();
    cryptoki.close();
  }

  it('lists its certificates', async () => {
    const listed = await provider.listCertificates();
    expect(listed.map(({ keyRef }) => keyRef).toSorted()).toEqual(['01', '02']);
  });

  it.each(['01', '02'] as const)('signs a PDF with key %s', async (id) => {
    const certificate = (await provider.listCertificates()).find(({ keyRef }) => keyRef === id);
    if (!certificate) throw new Error('no certificate');
    const { pdf } = await signPades(plainPdf(), { provider, certificate, at: testNow });
    expect(pdfsig(pdf)).toContain('Signature is Valid.');
    expect((await validateSignatures(pdf, testContext())).verdict).toBe('TOTAL-PASSED');
  });

  it('does many signatures at once without mixing them', async () => {
    const key = createPublicKey(signers['02'].key);
    const requests = Array.from({ length: 20 }, (_, i) => Buffer.from(`dữ liệu ${i}`));
    const signatures = await Promise.all(
      requests.map((data) =>
        provider.signDigest({ keyRef: '02', algorithm: 'ecdsa-sha256', data, digest: sha256(data) }),
      ),
    );
    signatures.forEach((signature, i) =>
      expect(verify('sha256', requests[i] ?? Buffer.alloc(0), key, signature)).toBe(true),
    );
  });

  it('refuses an unknown key and recovers', async () => {
    const request = { keyRef: 'ff', algorithm: 'rsa-sha256', data: Buffer.alloc(1), digest: Buffer.alloc(32) } as const;
    await expect(provider.signDigest(request)).rejects.toMatchObject({ code: 'signing.key_unavailable' });
    expect(await provider.listCertificates()).toHaveLength(2);
  });

  it('says when the token is not there', async () => {
    const absent = createPkcs11Provider({ id: 'x', library, tokenLabel: 'không có', pin: '1', chain: [] });
    await expect(absent.listCertificates()).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'signing.key_unavailable',
    });
  });
});
