import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aCitizen, anOfficer } from '#platform/testing/actors.ts';
import { recordedAudit, recordedEvents, testDatabase, type TestDatabase } from '#platform/testing/database.ts';
import { plainPdf } from './fixtures/sample-pdf.ts';
import { raiseExpiryAlarms } from './handlers.ts';
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
const issue = (holder: Holder, changes: Partial<IssueCertificate> = {}) =>
  signing.issueCertificate(manager, { requestId: randomUUID(), holder, keyKind: 'ec-p256', ...changes });
const reason = 'Cán bộ chuyển công tác sang đơn vị khác';
const subject = { kind: 'case_result', id: 'case-1' };

describe('the life of a certificate', () => {
  it('is entered once for a repeated request', async () => {
    const input = { requestId: randomUUID(), holder: person(), keyKind: 'ec-p256' } as const;
    const first = await signing.issueCertificate(manager, input);
    const again = await signing.issueCertificate(manager, input);
    expect(again.id).toBe(first.id);
    expect(first).toMatchObject({ state: 'active', alarm: null, holderName: 'Nguyễn Văn Khởi' });
    const traces = (await recordedAudit(test)).filter(({ subject_id }) => subject_id === first.id);
    expect(traces.map(({ action }) => action)).toEqual(['signing.certificate_issued']);
  });

  it('ends with revocation, once, with a trace, an event and an entry in the revocation list', async () => {
    const holder = person();
    const { id, serial } = await issue(holder);
    const before = await signing.signPdf({ pdf: plainPdf(), signer: holder, purpose: 'approval', subject });
    test.clock.advance(day);
    const input = { requestId: randomUUID(), certificateId: id, reason, reasonKind: 'key_compromise' } as const;
    expect((await signing.revokeCertificate(manager, input)).state).toBe('revoked');
    expect((await signing.revokeCertificate(manager, input)).state).toBe('revoked');
    const again = signing.revokeCertificate(manager, { ...input, requestId: randomUUID() });
    await expect(again).rejects.toMatchObject({ kind: 'conflict', code: 'signing.transition_forbidden' });
    expect((await recordedEvents(test)).filter(({ payload }) => payload.certificateId === id)).toMatchObject([
      { name: 'signing.certificate_revoked' },
    ]);
    expect(
      (await signing.authority.listOf('issuing')).includes(
        Buffer.from(serial.padStart(serial.length + (serial.length % 2), '0'), 'hex'),
      ),
    ).toBe(true);
    // Signed with a timestamp before the revocation: stays valid.
    const report = await signing.validatePdf(before.pdf);
    expect(report.verdict).toBe('TOTAL-PASSED');
    expect(report.signatures[0]?.findings.map(({ code }) => code)).toEqual(['revoked_later']);
  });

  it('is hidden from other units, closed to readers, and wants a second factor', async () => {
    const { id } = await issue(person());
    const stranger = anOfficer({ grants: { 'signing.read': ['unit-khac'], 'signing.manage': ['unit-khac'] } });
    const reader = anOfficer({ grants: { 'signing.read': [unitUid] } });
    const oneFactor = anOfficer({ ...manager, secondFactor: false });
    const revoke = (actor: Parameters<Signing['revokeCertificate']>[0]) =>
      signing.revokeCertificate(actor, {
        requestId: randomUUID(),
        certificateId: id,
        reason,
        reasonKind: 'superseded',
      });
    await expect(revoke(stranger)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(revoke(aCitizen())).rejects.toMatchObject({ kind: 'not_found' });
    await expect(revoke(reader)).rejects.toMatchObject({ kind: 'forbidden', code: 'signing.manage_forbidden' });
    await expect(revoke(oneFactor)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'signing.second_factor_required',
    });
    await expect(signing.readCertificate(stranger, id)).rejects.toMatchObject({ kind: 'not_found' });
    expect(await signing.listCertificates(stranger, {})).toEqual([]);
    expect((await signing.readCertificate(reader, id)).abilities).toEqual({ read: true, manage: false });
  });

  it('is listed by state, soonest end first', async () => {
    const soon = await issue(person(), { validDays: 20 });
    const ids = async (state: 'expiring' | 'active' | 'revoked') =>
      (await signing.listCertificates(manager, { state })).map(({ id }) => id);
    expect((await signing.listCertificates(manager, {}))[0]?.id).toBe(soon.id);
    expect(await ids('expiring')).toContain(soon.id);
    await signing.revokeCertificate(manager, {
      requestId: randomUUID(),
      certificateId: soon.id,
      reason,
      reasonKind: 'cessation',
    });
    expect(await ids('expiring')).not.toContain(soon.id);
    expect(await ids('revoked')).toContain(soon.id);
  });

  it('warns at 60, 30 and 7 days, each once', async () => {
    const { id } = await issue(person(), { validDays: 90 });
    const raisedOn: number[] = [];
    for (let passed = 0; passed <= 91; passed++) {
      test.clock.set(new Date(start.getTime() + passed * day));
      const before = (await recordedEvents(test)).length;
      await raiseExpiryAlarms(deps);
      const fresh = (await recordedEvents(test)).slice(before).filter(({ payload }) => payload.certificateId === id);
      raisedOn.push(...fresh.map(({ payload }) => Number(payload.daysLeft)));
    }
    expect(raisedOn).toEqual([60, 30, 7]);
  }, 60_000);
});
