import type { CertificateView } from '../index.ts';

/** A certificate as plain data for the pages. */
export function toPage(view: CertificateView) {
  const { id, holderKind, holderName, unitUid, provider, subject, issuer, serial, keyKind, state, alarm, abilities } =
    view;
  return {
    ...{ id, holderKind, holderName, unitUid, provider, subject, issuer, serial, keyKind, state, alarm, abilities },
    notBefore: view.notBefore.toISOString(),
    notAfter: view.notAfter.toISOString(),
    facts: view.facts.map(({ kind, effectiveAt, reason }) => ({
      kind,
      effectiveAt: effectiveAt.toISOString(),
      reason,
    })),
  };
}

export type CertificatePage = ReturnType<typeof toPage>;
