import type { CaseFile, JournalLine } from './model.ts';
import { states } from './states.ts';

/** A case in process, for tests. */
export function aCase(changes: Partial<CaseFile> = {}): CaseFile {
  return {
    id: '0190a000-0000-7000-8000-000000000001',
    code: 'H99.50-261123-0042',
    procedureCode: '2.000635',
    procedureName: 'Cấp bản sao Trích lục hộ tịch',
    versionId: '0190a000-0000-7000-8000-000000000002',
    unitUid: 'unit-an-hoa',
    receivedUnitUid: 'unit-an-hoa',
    channel: 'online',
    state: states.inProcess,
    step: 1,
    stepKind: 'process',
    holderId: null,
    accountId: 'account-citizen',
    applicantName: 'Nguyễn Văn An',
    applicantPersonalId: '001090000042',
    applicantPhone: '0912345678',
    applicantEmail: 'an@example.vn',
    answers: { applicantResidence: 'Thôn Đông, xã An Hòa, tỉnh Bình Minh' },
    feeDue: 16_000,
    feePaid: 16_000,
    submittedAt: new Date('2026-11-23T01:30:00Z'),
    acceptedAt: new Date('2026-11-23T02:00:00Z'),
    dueAt: new Date('2026-11-26T10:00:00Z'),
    dueDerivation: [],
    calendarVersion: 1,
    finishedAt: null,
    deliveredAt: null,
    delegateId: null,
    movedBy: null,
    movedFromStep: null,
    extendedTo: null,
    ...changes,
  };
}

/** A line of the journal by an officer, for tests. */
export function aLine(changes: Partial<JournalLine> & Pick<JournalLine, 'act'>): JournalLine {
  return {
    at: new Date('2026-11-24T03:20:00Z'),
    fromState: 4,
    toState: 4,
    actorKind: 'officer',
    actorName: 'Trần Thị Bích',
    actorPosition: 'Công chức Một cửa',
    publicNote: null,
    internalNote: null,
    data: {},
    ...changes,
  };
}
