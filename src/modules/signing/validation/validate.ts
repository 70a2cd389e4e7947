import { createHash } from 'node:crypto';
import { DerError } from '../der/reader.ts';
import { openPdf, type PdfDocument } from '../pdf/document.ts';
import { createBudget, type Budget } from '../pdf/limits.ts';
import { dictOf, is, nameOf, PdfError, type PdfErrorCode } from '../pdf/model.ts';
import { checkSignature, summarise, type SignatureResult } from './check-signature.ts';
import { checkTimestamp } from './check-timestamp.ts';
import type { ValidationContext } from './check-certificate.ts';
import { compareRevisions, type ChangeResult } from './changes.ts';
import { readCoverage, type Coverage } from './coverage.ts';
import { findSignatures, readDate, readText, type FoundSignature } from './find-signatures.ts';
import {
  concludeFrom,
  worseOf,
  type Finding,
  type FindingCode,
  type SignatureReport,
  type ValidationReport,
} from './report.ts';
import { readSecurityStore, type SecurityStore } from './security-store.ts';

const fileProblems: Readonly<Record<PdfErrorCode, FindingCode>> = {
  malformed: 'file_malformed',
  encrypted: 'file_encrypted',
  too_complex: 'file_too_complex',
  unsupported: 'file_unsupported',
};

const maxSignatures = 32;
const maxHashedBytes = 1024 * 1024 * 1024;

/** Validates every signature of a PDF file by ETSI EN 319 102-1. Never throws for what the file contains. */
export async function validateSignatures(file: Buffer, context: ValidationContext): Promise<ValidationReport> {
  const budget = createBudget();
  try {
    const document = openPdf(file, budget);
    const found = findSignatures(document);
    if (found.length === 0) return reportOn(file, context, [{ code: 'no_signature' }], []);
    if (found.length > maxSignatures || found.length * file.length > maxHashedBytes)
      throw new PdfError('too_complex', 'too many signatures');
    return reportOn(file, context, [], await checkAll(document, found, budget, context));
  } catch (error) {
    if (error instanceof DerError) return reportOn(file, context, [{ code: 'signature_malformed' }], []);
    if (!(error instanceof PdfError)) throw error;
    return reportOn(file, context, [{ code: fileProblems[error.code] }], []);
  }
}

function reportOn(
  file: Buffer,
  { now }: ValidationContext,
  findings: readonly Finding[],
  signatures: readonly SignatureReport[],
): ValidationReport {
  const own = concludeFrom(findings);
  const verdict = signatures.reduce((worst, signature) => worseOf(worst, signature.verdict), own.verdict);
  const decisive = signatures.find((signature) => signature.verdict === verdict);
  return {
    verdict,
    subIndication: own.subIndication ?? decisive?.subIndication ?? null,
    findings,
    signatures,
    validatedAt: now,
    sha256: createHash('sha256').update(file).digest('hex'),
    bytes: file.length,
  };
}

type Revision = { found: FoundSignature; coverage: Coverage; document: PdfDocument | undefined };

async function checkAll(
  document: PdfDocument,
  found: readonly FoundSignature[],
  budget: Budget,
  context: ValidationContext,
): Promise<SignatureReport[]> {
  const revisions = found
    .flatMap((one) => {
      const coverage = readCoverage(document.bytes, one.value);
      return coverage ? [{ found: one, coverage, document: openRevision(document, one, coverage.end, budget) }] : [];
    })
    .toSorted((a, b) => a.coverage.end - b.coverage.end);
  const store = readSecurityStore(document);
  const uncovered = found.filter((one) => !revisions.some((revision) => revision.found === one));
  const reports: SignatureReport[] = [];
  // From the last to the first: a document timestamp proves the time of everything before it.
  let stampedAt: Date | null = null;
  let later: ChangeResult = { violation: undefined, changes: [] };
  for (let i = revisions.length - 1; i >= 0; i--) {
    const revision = revisions[i];
    if (!revision) break;
    later = join(stepAfter(revision, revisions[i + 1]?.document ?? document), later);
    const report = await checkRevision(revision, { document, later, store, stampedAt }, context);
    if (report.kind === 'timestamp' && report.provenAt && !later.violation) stampedAt = report.provenAt;
    reports.unshift(report);
  }
  return [...reports, ...uncovered.map(uncoveredReport)];
}

/** The file as it was when this signature was made; undefined when that is no complete revision holding the signature. */
function openRevision(
  document: PdfDocument,
  one: FoundSignature,
  end: number,
  budget: Budget,
): PdfDocument | undefined {
  if (end === document.bytes.length) return document;
  try {
    const older = openPdf(document.bytes.subarray(0, end), budget);
    const same = findSignatures(older).some(
      ({ valueRef, fieldRef }) => valueRef.num === one.valueRef.num && fieldRef.num === one.fieldRef.num,
    );
    return same ? older : undefined;
  } catch (error) {
    if (error instanceof PdfError && error.code !== 'too_complex') return undefined;
    throw error;
  }
}

function stepAfter(revision: Revision, next: PdfDocument): ChangeResult {
  const unchanged: ChangeResult = { violation: undefined, changes: [] };
  if (!revision.document || revision.document === next) return unchanged;
  return compareRevisions(revision.document, next);
}

const join = (step: ChangeResult, later: ChangeResult): ChangeResult => ({
  violation: step.violation ?? later.violation,
  changes: [...new Set([...step.changes, ...later.changes])],
});

type Surroundings = { document: PdfDocument; later: ChangeResult; store: SecurityStore; stampedAt: Date | null };

async function checkRevision(
  revision: Revision,
  surroundings: Surroundings,
  context: ValidationContext,
): Promise<SignatureReport> {
  const { found, coverage } = revision;
  const { document, later, store, stampedAt } = surroundings;
  const subFilter = nameOf(found.value.entries.get('SubFilter')) ?? '';
  const isTimestamp = subFilter === 'ETSI.RFC3161';
  const claimedAt = readDate(found.value.entries.get('M'));
  const result = isTimestamp
    ? await checkDocumentTimestamp(coverage, store, context)
    : await checkSignature({ coverage, subFilter, claimedAt, store, stampedAt }, context);
  const list = [...checkHistory(revision, later, document), ...result.findings];
  const { verdict, subIndication } = concludeFrom(list);
  const reason = found.value.entries.get('Reason');
  return {
    field: found.field,
    kind: isTimestamp ? 'timestamp' : 'signature',
    verdict,
    subIndication,
    findings: list,
    signer: result.signer,
    claimedAt,
    provenAt: result.provenAt,
    level: result.level,
    reason: is(reason, 'string') ? readText(reason).slice(0, 500) : '',
    coveredBytes: coverage.end,
    coversWholeFile: coverage.end === document.bytes.length,
    laterChanges: later.changes,
  };
}

async function checkDocumentTimestamp(
  coverage: Coverage,
  store: SecurityStore,
  context: ValidationContext,
): Promise<SignatureResult> {
  const padded = coverage.contents;
  const { at, findings, token } = await checkTimestamp(padded, coverage.digest, store.revocation, context);
  return { signer: token ? summarise(token.certificate) : null, provenAt: at, level: 'timestamp', findings };
}

function checkHistory(revision: Revision, later: ChangeResult, document: PdfDocument): Finding[] {
  if (!revision.document) return [{ code: 'revision_missing' }];
  if (later.violation) return [{ code: 'changed_after_signing', details: { what: later.violation } }];
  const closed = forbidsChanges(revision.found, document) && later.changes.includes('signature');
  return closed ? [{ code: 'certification_violated' }] : [];
}

/** A certification with permission level 1 (ISO 32000-1 §12.8.2.2): only validation data may follow. */
function forbidsChanges({ value }: FoundSignature, document: PdfDocument): boolean {
  const references = document.lookUp(value, 'Reference');
  if (!is(references, 'array')) return false;
  return references.items.some((item) => {
    const reference = dictOf(document.resolve(item));
    const parameters = reference && dictOf(document.lookUp(reference, 'TransformParams'));
    const isCertification = nameOf(reference?.entries.get('TransformMethod')) === 'DocMDP';
    return isCertification && parameters !== undefined && document.lookUp(parameters, 'P') === 1;
  });
}

function uncoveredReport({ field }: FoundSignature): SignatureReport {
  const list: Finding[] = [{ code: 'coverage_broken' }];
  return {
    field,
    kind: 'signature',
    ...concludeFrom(list),
    findings: list,
    signer: null,
    claimedAt: null,
    provenAt: null,
    level: null,
    reason: '',
    coveredBytes: 0,
    coversWholeFile: false,
    laterChanges: [],
  };
}
