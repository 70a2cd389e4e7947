import { useLocale, useText, type Translate } from '#platform/web/text.tsx';
import { Card, Notice, SummaryList, type SummaryRow } from '#ui/citizen/index.ts';
import { formatBytes } from '#ui/format-bytes.ts';
import { dayOf, momentOf } from './dates.ts';
import type { ReportPage } from './report-page.ts';

type SignaturePage = ReportPage['signatures'][number];

const tones = { 'TOTAL-PASSED': 'done', INDETERMINATE: 'due', FAILED: 'late' } as const;

/** The verdict first, then each signature with its reasons, then the facts of the file. */
export function CheckReport({ report }: { report: ReportPage }) {
  const t = useText('signing');
  const locale = useLocale();
  return (
    <>
      <Notice tone={tones[report.verdict]} title={t(`check.${report.verdict}`)} live>
        <p>{t(`check.about-${report.verdict}`)}</p>
        <Reasons codes={report.findings} />
      </Notice>
      {report.signatures.map((signature, i) => (
        <SignatureCard key={i} signature={signature} number={i + 1} />
      ))}
      <Card title={t('check.file')}>
        <SummaryList
          rows={[
            { label: t('check.fileName'), value: report.fileName },
            { label: t('check.size'), value: formatBytes(report.bytes, locale) },
            { label: t('check.checkedAt'), value: momentOf(report.validatedAt) },
            { label: t('check.hash'), value: <code>{report.sha256}</code> },
            { label: t('check.code'), value: [report.verdict, report.subIndication].filter(Boolean).join(' / ') },
          ]}
        />
      </Card>
    </>
  );
}

function Reasons({ codes }: { codes: readonly string[] }) {
  const t = useText('signing');
  if (codes.length === 0) return null;
  return (
    <ul>
      {codes.map((code) => (
        <li key={code}>{t(`finding.${code}`)}</li>
      ))}
    </ul>
  );
}

function SignatureCard({ signature, number }: { signature: SignaturePage; number: number }) {
  const t = useText('signing');
  const name = signature.signer?.name || t('check.unknownSigner');
  return (
    <Card title={t(`check.${signature.kind}`, { n: number, name })}>
      <SummaryList rows={rowsOf(signature, t)} />
    </Card>
  );
}

function rowsOf(signature: SignaturePage, t: Translate): SummaryRow[] {
  const { signer, findings, provenAt, claimedAt } = signature;
  const rows: SummaryRow[] = [{ label: t('check.verdict'), value: t(`check.${signature.verdict}`) }];
  if (findings.length > 0) rows.push({ label: t('check.why'), value: <Reasons codes={findings} /> });
  if (signer) {
    rows.push({ label: t('check.signer'), value: signer.name });
    if (signer.organization) rows.push({ label: t('check.organization'), value: signer.organization });
  }
  if (provenAt) rows.push({ label: t('check.provenAt'), value: momentOf(provenAt) });
  else if (claimedAt) rows.push({ label: t('check.claimedAt'), value: momentOf(claimedAt) });
  if (signature.reason) rows.push({ label: t('check.reason'), value: signature.reason });
  rows.push({ label: t('check.coverage'), value: coverageOf(signature, t) });
  if (signer) {
    rows.push({ label: t('check.issuer'), value: signer.issuer });
    rows.push({
      label: t('check.validity'),
      value: t('check.fromTo', { from: dayOf(signer.notBefore), to: dayOf(signer.notAfter) }),
    });
    rows.push({ label: t('check.serial'), value: <code>{signer.serial}</code> });
  }
  return rows;
}

function coverageOf({ changed, coversWholeFile, laterChanges }: SignaturePage, t: Translate): string {
  if (changed) return t('check.coversBefore');
  if (coversWholeFile || laterChanges.length === 0) return t('check.coversAll');
  return t('check.coversPart', { changes: laterChanges.map((change) => t(`check.change.${change}`)).join(', ') });
}
