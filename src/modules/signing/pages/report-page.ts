import type { SignatureReport, ValidationReport } from '../index.ts';

const isoOf = (at: Date | null): string | null => at?.toISOString() ?? null;

function toSignature(one: SignatureReport) {
  const { kind, verdict, subIndication, reason, coversWholeFile, laterChanges, signer } = one;
  return {
    ...{ kind, verdict, subIndication, reason, coversWholeFile },
    findings: one.findings.map(({ code }) => code),
    laterChanges: [...laterChanges],
    provenAt: isoOf(one.provenAt),
    claimedAt: isoOf(one.claimedAt),
    changed: one.findings.some(
      ({ code }) => code === 'changed_after_signing' || code === 'coverage_broken' || code === 'revision_missing',
    ),
    signer: signer && { ...signer, notBefore: signer.notBefore.toISOString(), notAfter: signer.notAfter.toISOString() },
  };
}

/** A report as plain data for the page. */
export function toPage(report: ValidationReport, fileName: string) {
  const { verdict, subIndication, sha256, bytes } = report;
  return {
    ...{ verdict, subIndication, sha256, bytes, fileName },
    findings: report.findings.map(({ code }) => code),
    validatedAt: report.validatedAt.toISOString(),
    signatures: report.signatures.map(toSignature),
  };
}

export type ReportPage = ReturnType<typeof toPage>;
