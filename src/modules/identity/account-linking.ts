import type { EidIdentity } from './eid-identity.ts';

/** What is already known about the e-ID that signs in. */
export type KnownAccounts = {
  /** Account opened by this issuer and subject, with its verified identity key. */
  readonly bySubject: { readonly uid: string; readonly identityKey: string | null } | null;
  /** Account that carries the verified identity key. */
  readonly byIdentityKey: { readonly uid: string } | null;
};

/**
 * What to do with a sign-in by e-ID. `merge`: the subject opened a level-1 account, and now proves to be a person who already has
 * a verified one; the level-1 account (which could only look things up) is closed and the subject moves.
 */
export type LinkDecision =
  | { readonly kind: 'use'; readonly accountUid: string; readonly recordKey: string | null }
  | { readonly kind: 'link'; readonly accountUid: string }
  | { readonly kind: 'merge'; readonly from: string; readonly into: string }
  | { readonly kind: 'create'; readonly identityKey: string | null }
  | { readonly kind: 'refuse' };

/** Level 2 is where identity was proven in person or against the chip (NĐ 69/2024): below it a number proves nothing. */
const verifiedFrom = 2;

/** `personal_number:VNM:…`, `passport:KOR:…` or `tax_code:…`; null while the identity is not verified. */
export function identityKeyOf(identity: EidIdentity): string | null {
  if (identity.assurance < verifiedFrom) return null;
  if (identity.organisation?.ownsAccount) return `tax_code:${identity.organisation.taxCode}`;
  if (identity.document === null) return null;
  return `${identity.document.kind}:${identity.document.country}:${identity.document.number}`;
}

/** One e-ID is one account, one verified person is one account. */
export function decideLink(identity: EidIdentity, known: KnownAccounts): LinkDecision {
  const key = identityKeyOf(identity);
  const { bySubject, byIdentityKey } = known;
  if (bySubject === null) {
    return byIdentityKey === null
      ? { kind: 'create', identityKey: key }
      : { kind: 'link', accountUid: byIdentityKey.uid };
  }
  if (key === null || key === bySubject.identityKey) return { kind: 'use', accountUid: bySubject.uid, recordKey: null };
  // The same subject with another identity: the provider reused it, or somebody's number was corrected. A person must look.
  if (bySubject.identityKey !== null) return { kind: 'refuse' };
  if (byIdentityKey === null) return { kind: 'use', accountUid: bySubject.uid, recordKey: key };
  return { kind: 'merge', from: bySubject.uid, into: byIdentityKey.uid };
}
