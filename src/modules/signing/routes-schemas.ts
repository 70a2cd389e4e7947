import { z } from 'zod';
import type { CertificateView } from './use-cases/register.ts';
import { findings, type FindingCode, type SignatureReport, type ValidationReport } from './validation/report.ts';
import texts from './pages/text.vi.json' with { type: 'json' };

const instant = z.iso.datetime();
const verdict = z.enum(['TOTAL-PASSED', 'INDETERMINATE', 'FAILED']);

const finding = z.object({
  code: z.string(),
  verdict,
  /** Plain Vietnamese. */
  text: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

const signature = z.object({
  field: z.string(),
  kind: z.enum(['signature', 'timestamp']),
  verdict,
  subIndication: z.string().nullable(),
  findings: z.array(finding),
  signer: z
    .object({
      name: z.string(),
      organization: z.string(),
      subject: z.string(),
      issuer: z.string(),
      serial: z.string(),
      notBefore: instant,
      notAfter: instant,
      keyKind: z.string(),
    })
    .nullable(),
  claimedAt: instant.nullable(),
  provenAt: instant.nullable(),
  level: z.string().nullable(),
  reason: z.string(),
  coveredBytes: z.number().int(),
  coversWholeFile: z.boolean(),
  laterChanges: z.array(z.string()),
});

export const reportSchema = z.object({
  verdict,
  subIndication: z.string().nullable(),
  findings: z.array(finding),
  signatures: z.array(signature),
  validatedAt: instant,
  sha256: z.string(),
  bytes: z.number().int(),
});

export type ReportJson = z.infer<typeof reportSchema>;

const words: Readonly<Record<FindingCode, string>> = texts.finding;

/** The report with plain words for each finding; `wordsOf` gives them in the reader's language. */
export function toReportJson(
  report: ValidationReport,
  wordsOf: (code: FindingCode) => string = (code) => words[code],
): ReportJson {
  const finding = ({ code, details }: ValidationReport['findings'][number]): ReportJson['findings'][number] => ({
    code,
    verdict: findings[code].verdict,
    text: wordsOf(code),
    details: { ...details },
  });
  return {
    ...report,
    findings: report.findings.map(finding),
    signatures: report.signatures.map((one) => toSignatureJson(one, one.findings.map(finding))),
    validatedAt: report.validatedAt.toISOString(),
  };
}

function toSignatureJson(one: SignatureReport, list: ReportJson['findings']): ReportJson['signatures'][number] {
  const { signer } = one;
  return {
    ...one,
    findings: list,
    signer: signer && { ...signer, notBefore: signer.notBefore.toISOString(), notAfter: signer.notAfter.toISOString() },
    claimedAt: one.claimedAt?.toISOString() ?? null,
    provenAt: one.provenAt?.toISOString() ?? null,
    laterChanges: [...one.laterChanges],
  };
}

export const certificateSchema = z.object({
  id: z.uuid(),
  holderKind: z.enum(['person', 'unit']),
  holderUid: z.string(),
  holderName: z.string(),
  unitUid: z.string(),
  provider: z.string(),
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  keyKind: z.string(),
  notBefore: instant,
  notAfter: instant,
  state: z.enum(['requested', 'not_yet_valid', 'active', 'suspended', 'revoked', 'expired']),
  alarm: z.object({ stage: z.number().int(), daysLeft: z.number().int() }).nullable(),
  facts: z.array(z.object({ kind: z.string(), effectiveAt: instant, recordedAt: instant, reason: z.string() })),
  abilities: z.object({ read: z.boolean(), manage: z.boolean() }),
});

export type CertificateJson = z.infer<typeof certificateSchema>;

/** A certificate of the register as plain data; the schema leaves out the name of the key. */
export function toCertificateJson(view: CertificateView): CertificateJson {
  return {
    ...view,
    notBefore: view.notBefore.toISOString(),
    notAfter: view.notAfter.toISOString(),
    facts: view.facts.map(({ kind, effectiveAt, recordedAt, reason }) => ({
      kind,
      effectiveAt: effectiveAt.toISOString(),
      recordedAt: recordedAt.toISOString(),
      reason,
    })),
  };
}
