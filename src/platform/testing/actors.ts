import type { Citizen, Grants, Officer } from '#platform/access/actor.ts';

/** An officer for tests; `grants` default to none. */
export function anOfficer(overrides: Partial<Officer> & { grants?: Grants } = {}): Officer {
  return {
    kind: 'officer',
    accountId: 'account-officer',
    personUid: 'person-officer',
    name: 'Lê Văn Nam',
    holdingId: 'holding-officer',
    positionName: 'Công chức Tư pháp',
    unitUid: 'unit-an-hoa',
    unitName: 'UBND xã An Hòa',
    grants: {},
    secondFactor: true,
    stepUpUntil: null,
    sessionId: 'session-officer',
    ...overrides,
  };
}

/** A citizen signed in by e-ID at level 2. */
export function aCitizen(overrides: Partial<Citizen> = {}): Citizen {
  return {
    kind: 'citizen',
    accountId: 'account-citizen',
    personalId: '001090000042',
    name: 'Nguyễn Văn An',
    assurance: 2,
    organisation: null,
    sessionId: 'session-citizen',
    ...overrides,
  };
}
