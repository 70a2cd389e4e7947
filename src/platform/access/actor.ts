/** Permission → the units in which it may be used. */
export type Grants = Readonly<Record<string, 'all' | readonly string[]>>;

export type Anonymous = { readonly kind: 'anonymous' };

/** Someone signed in by e-ID. `personalId` is null for people without a 12-digit number (foreigners). */
export type Citizen = {
  readonly kind: 'citizen';
  readonly accountId: string;
  readonly personalId: string | null;
  readonly name: string;
  /** Assurance level of the sign-in (NĐ 69/2024): 1 looks up, 2 submits. */
  readonly assurance: 1 | 2 | 3;
  readonly organisation: { readonly taxCode: string; readonly name: string } | null;
  readonly sessionId: string;
};

/** An officer acting in one position of one unit. */
export type Officer = {
  readonly kind: 'officer';
  readonly accountId: string;
  readonly personUid: string;
  readonly name: string;
  readonly holdingId: string;
  readonly positionName: string;
  readonly unitUid: string;
  readonly unitName: string;
  readonly grants: Grants;
  readonly secondFactor: boolean;
  readonly stepUpUntil: Date | null;
  readonly sessionId: string;
};

export type System = { readonly kind: 'system'; readonly name: string };

/** Who acts, in which position of which unit (plan of the house, section 4). */
export type Actor = Anonymous | Citizen | Officer | System;

export const anonymous: Anonymous = { kind: 'anonymous' };

export const systemActor = (name: string): System => ({ kind: 'system', name });
