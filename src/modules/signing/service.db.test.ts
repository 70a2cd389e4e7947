import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/access/actor.ts';
import { anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { pdfsig } from './fixtures/judges.ts';
import { plainPdf, typstPdf } from './fixtures/sample-pdf.ts';
import type { IssueCertificate } from './model.ts';
import { createSigning, type Signing } from './service.ts';
import type { SigningTables } from './tables.gen.ts';
import type { SigningDeps } from './deps.ts';

let test: TestDatabase<SigningTables>;
let deps: SigningDeps;
let signing: Signing;
const unitUid = 'unit-an-hoa';
const manager = anOfficer({
  grants: { 'signing.read': [unitUid], 'signing.manage': [unitUid], 'signing.trust': 'all' },
});
const start = new Date('2026-11-23T02:00:00Z');
const day = 86_400_000;

beforeAll(async () => {
  test = await testDatabase();
  deps = {
    db: test.db,
    clock: test.clock,
    ids: test.ids,
    secretKey: randomBytes(32),
    baseUrl: 'http://127.0.0.1:3000',
  };
  signing = createSigning(deps);
  await signing.ensureDemoAuthority('Xã An Hòa');
});
beforeEach(() => test.clock.set(start));

type Holder = IssueCertificate['holder'];
const person = (uid = randomUUID()): Holder => ({
  kind: 'person',
  uid,
  name: 'Nguyễn Văn Khởi',
  unitUid,
  organization: 'Ủy ban nhân dân xã An Hòa',
  title: 'Chủ tịch',
});
const unit = (uid = randomUUID()): Holder => ({
  kind: 'unit',
  uid,
  name: 'ỦY BAN NHÂN DÂN XÃ AN HÒA',
  unitUid,
  organization: 'Ủy ban nhân dân xã An Hòa',
});
const issue = (holder: Holder, changes: Partial<IssueCertificate> = {}) =>
  signing.issueCertificate(manager, { requestId: randomUUID(), holder, keyKind: 'ec-p256', ...changes });
const reason = 'Cán bộ chuyển công tác sang đơn vị khác';
const subject = { kind: 'case_result', id: 'case-1' };

describe('the demonstration authority', () => {
  it('is made once, even by several processes at the same time', async () => {
    const fresh = await Promise.all(
      [1, 2, 3].map(async () => {
        const other = createSigning(deps);
        await other.ensureDemoAuthority('Xã An Hòa');
        return (await other.authority.certificateOf('root')).toString('hex');
      }),
    );
    expect(new Set(fresh).size).toBe(1);
    const demonstration = (await signing.listTrust(manager)).filter(({ legalBasis }) =>
      legalBasis.includes('trình diễn'),
    );
    expect(demonstration).toHaveLength(1);
  });

  it('keeps its keys encrypted: another secret opens nothing', async () => {
    const { rows } = await test.owner.query<{ file: Buffer }>('select file from signing.key_file');
    for (const { file } of rows) expect(file.includes(Buffer.from([0x02, 0x01, 0x01, 0x04, 0x20]))).toBe(false);
    const stranger = createSigning({ ...deps, secretKey: randomBytes(32) });
    await expect(stranger.authority.load()).rejects.toMatchObject({ code: 'signing.key_file_password' });
  });
});

describe('signing a result', () => {
  it('first by the chair, then by the agency, is valid for pdfsig and for us', async () => {
    const [chair, agency] = [person(), unit()];
    await issue(chair, { keyKind: 'rsa-2048' });
    await issue(agency);
    const lines = ['Người ký: Nguyễn Văn Khởi'];
    const box = { page: 1, left: 110, top: 200, width: 60, height: 20 } as const;
    const first = await signing.signPdf({
      pdf: typstPdf(),
      signer: chair,
      purpose: 'approval',
      subject,
      appearance: { ...box, lines },
    });
    const second = await signing.signPdf({ pdf: first.pdf, signer: agency, purpose: 'issue', subject });
    expect([first.level, second.level]).toEqual(['B-T', 'B-T']);
    expect(pdfsig(second.pdf).match(/Signature is Valid\./g)).toHaveLength(2);
    const report = await signing.validatePdf(second.pdf);
    expect(report.verdict).toBe('TOTAL-PASSED');
    const { rows } = await test.owner.query(
      'select purpose, level, signed_sha256 from signing.signature order by id desc limit 2',
    );
    expect(rows).toMatchObject([
      { purpose: 'issue', level: 'B-T', signed_sha256: report.sha256 },
      { purpose: 'approval' },
    ]);
    const traces = (await recordedAudit(test)).filter(({ action }) => action === 'signing.document_signed');
    expect(traces.at(-1)).toMatchObject({
      subject_kind: 'case_result',
      unit_uid: unitUid,
      detail: { purpose: 'issue', sha256: report.sha256 },
    });
  });

  it('is refused to the agency while the person has not signed, or the file was changed since', async () => {
    const [chair, agency] = [person(), unit()];
    await issue(chair);
    await issue(agency);
    const early = signing.signPdf({ pdf: plainPdf(), signer: agency, purpose: 'issue', subject });
    await expect(early).rejects.toMatchObject({ kind: 'conflict', code: 'signing.personal_signature_missing' });
    const { pdf } = await signing.signPdf({ pdf: plainPdf(), signer: chair, purpose: 'approval', subject });
    pdf.write('9', pdf.indexOf('200 40 re'));
    await expect(signing.signPdf({ pdf, signer: agency, purpose: 'issue', subject })).rejects.toMatchObject({
      code: 'signing.personal_signature_missing',
    });
  });

  it('needs a certificate that can be used now, and says what is wrong', async () => {
    const holder = person();
    const attempt = () => signing.signPdf({ pdf: plainPdf(), signer: holder, purpose: 'approval', subject });
    await expect(attempt()).rejects.toMatchObject({ code: 'signing.no_certificate' });
    const { id } = await issue(holder);
    await attempt();
    await signing.suspendCertificate(manager, { requestId: randomUUID(), certificateId: id, reason });
    await expect(attempt()).rejects.toMatchObject({ code: 'signing.certificate_suspended' });
    await signing.resumeCertificate(manager, { requestId: randomUUID(), certificateId: id, reason });
    await attempt();
    test.clock.set(new Date(start.getTime() + 1100 * day));
    await expect(attempt()).rejects.toMatchObject({ code: 'signing.certificate_expired' });
    test.clock.set(start);
    await signing.revokeCertificate(manager, {
      requestId: randomUUID(),
      certificateId: id,
      reason,
      reasonKind: 'affiliation_changed',
    });
    await expect(attempt()).rejects.toMatchObject({ code: 'signing.certificate_revoked' });
  });

  it('is not done inside a transaction, and not with a broken file', async () => {
    const holder = person();
    await issue(holder);
    const input = { pdf: plainPdf(), signer: holder, purpose: 'approval', subject } as const;
    await expect(test.db.transaction(() => signing.signPdf(input))).rejects.toThrow('inside a transaction');
    await expect(signing.signPdf({ ...input, pdf: Buffer.from('không phải PDF') })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'signing.pdf_unreadable',
    });
  });

  it('follows the outage policy of the timestamp service', async () => {
    const holder = person();
    await issue(holder);
    const input = { pdf: plainPdf(), signer: holder, purpose: 'approval', subject } as const;
    const policy = { url: 'http://127.0.0.1:9/', retries: 0, timeoutMs: 300, legalBasis: 'Thử nghiệm trong kiểm thử' };
    test.clock.advance(1000);
    await signing.setTimestampPolicy(manager, { requestId: randomUUID(), ...policy, onOutage: 'refuse' });
    await expect(signing.signPdf(input)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'signing.timestamp_unavailable',
    });
    test.clock.advance(1000);
    await signing.setTimestampPolicy(manager, {
      requestId: randomUUID(),
      ...policy,
      onOutage: 'sign_b_b_and_upgrade_later',
    });
    const { pdf, level } = await signing.signPdf(input);
    expect(level).toBe('B-B');
    test.clock.advance(1000);
    await signing.setTimestampPolicy(manager, {
      requestId: randomUUID(),
      ...policy,
      url: 'local:',
      onOutage: 'refuse',
    });
    const report = await signing.validatePdf(await signing.addTimestamp(pdf));
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(report.signatures[0]?.level).toBe('B-T');
  });
});

describe('the trust store', () => {
  it('takes an authority once, ends the trust, and keeps the history', async () => {
    const other = createSigning(deps);
    const pem = (await signing.authority.certificateOf('issuing')).toString('base64');
    const input = {
      requestId: randomUUID(),
      certificate: pem,
      forSignatures: true,
      forTimestamps: false,
      legalBasis: 'Quyết định 12/QĐ-UBND',
    };
    const id = await other.addTrustAnchor(manager, input);
    expect(await other.addTrustAnchor(manager, input)).toBe(id);
    await expect(other.addTrustAnchor(manager, { ...input, requestId: randomUUID() })).rejects.toMatchObject({
      code: 'signing.anchor_known',
    });
    test.clock.advance(1000);
    await other.endTrust(manager, { requestId: randomUUID(), anchorId: id });
    await expect(other.endTrust(manager, { requestId: randomUUID(), anchorId: id })).rejects.toMatchObject({
      code: 'signing.anchor_ended',
    });
    expect((await other.listTrust(manager)).find((anchor) => anchor.id === id)?.trustedUntil).not.toBeNull();
  });

  it('refuses rubbish and people without the right', async () => {
    const input = {
      requestId: randomUUID(),
      certificate: 'x'.repeat(200),
      forSignatures: true,
      forTimestamps: false,
      legalBasis: 'Quyết định 12',
    };
    await expect(signing.addTrustAnchor(manager, input)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'signing.anchor_unreadable',
    });
    await expect(signing.addTrustAnchor(anOfficer(), input)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'signing.trust_forbidden',
    });
    await expect(signing.listTrust(anOfficer())).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('loading the demonstration', () => {
  it('may issue certificates without a person in front', async () => {
    const view = await signing.issueCertificate(systemActor('demonstration'), {
      requestId: randomUUID(),
      holder: unit(),
    });
    expect(view.keyKind).toBe('RSA-2048');
  });
});
