import { LRUCache } from 'lru-cache';
import { systemActor } from '#platform/access/actor.ts';
import { forbidInTransaction } from '#platform/db/database.ts';
import { AppError, conflict, invalid, unavailable } from '#platform/errors/app-error.ts';
import { readElement } from '../der/reader.ts';
import { sha256Hex } from '../deps.ts';
import { signingPurposes, stateAt, type CertificateState, type HolderKind, type SigningPurpose } from '../model.ts';
import { signPades, timestampDocument, type PadesRequest, type PadesSignature } from '../pades/sign.ts';
import type { Appearance } from '../pades/stamp.ts';
import { PdfError } from '../pdf/model.ts';
import { listOfHolder, readDer, type RegisteredCertificate } from '../store/certificates.ts';
import * as keys from '../store/keys.ts';
import type { ProviderCertificate } from '../providers/provider.ts';
import type { RevocationSource } from '../validation/trust.ts';
import { defaultValidationPolicy } from '../validation/trust.ts';
import { createHttpRevocation } from '../validation/http-revocation.ts';
import type { ValidationReport } from '../validation/report.ts';
import { validateSignatures } from '../validation/validate.ts';
import type { RegisterDeps } from './register.ts';
import { loadTrust, timestamperInForce } from './trust.ts';

export type SignPdfInput = {
  readonly pdf: Uint8Array;
  readonly signer: { readonly kind: HolderKind; readonly uid: string };
  readonly purpose: SigningPurpose;
  /** What the file is, for the record of signatures: `{ kind: 'case_result', id }`. */
  readonly subject: { readonly kind: string; readonly id: string };
  /** Left out for an invisible signature; ignored for purposes that show nothing. */
  readonly appearance?: Appearance;
  /** Shown by readers beside the signature. */
  readonly reason?: string;
  readonly location?: string;
};

export type SignedPdf = {
  readonly pdf: Buffer;
  /** B-B when the timestamp service was away and the policy allows it: call `addTimestamp` later. */
  readonly level: 'B-B' | 'B-T';
  readonly signatureId: string;
  readonly certificateId: string;
  readonly signedAt: Date;
};

export type Documents = {
  signPdf(input: SignPdfInput): Promise<SignedPdf>;
  addTimestamp(pdf: Uint8Array): Promise<Buffer>;
  validatePdf(pdf: Uint8Array): Promise<ValidationReport>;
};

export function createDocuments(deps: RegisterDeps): Documents {
  const revocation = createRevocation(deps);
  const loadCertificate = createCertificateLoader(deps);
  const validatePdf = async (pdf: Uint8Array): Promise<ValidationReport> => {
    const trust = await loadTrust(deps);
    return validateSignatures(asBuffer(pdf), {
      trust,
      revocation,
      policy: defaultValidationPolicy,
      now: deps.clock.now(),
    });
  };
  return {
    validatePdf,
    signPdf: async (input) => {
      forbidInTransaction('signing.sign_pdf');
      const purpose = signingPurposes[input.purpose];
      if (purpose.holder !== 'any' && purpose.holder !== input.signer.kind) throw invalid('signing.purpose_holder');
      const registered = await usableCertificate(deps, input.signer);
      if (purpose.needsPersonalSignature) await requirePersonalSignature(deps, await validatePdf(input.pdf));
      const provider = deps.providers.get(registered.provider);
      if (!provider) throw unavailable('signing.provider_unknown', { provider: registered.provider });
      const timestamp = await timestamperInForce(deps, deps.authority);
      const at = deps.clock.now();
      const certificate = await loadCertificate(registered);
      const request = { ...entryOf(input), provider, certificate, at, ...(timestamp ? { timestamp } : {}) };
      const signed = await readable(() => signPades(asBuffer(input.pdf), request));
      const signatureId = await record(deps, input, { registered, signed, at });
      return { pdf: signed.pdf, level: signed.level, signatureId, certificateId: registered.id, signedAt: at };
    },
    addTimestamp: async (pdf) => {
      forbidInTransaction('signing.add_timestamp');
      const timestamp = await timestamperInForce(deps, deps.authority);
      if (!timestamp) throw unavailable('signing.timestamp_unavailable');
      return readable(() => timestampDocument(asBuffer(pdf), deps.clock.now(), timestamp));
    },
  };
}

/** What readers see of the signature; a purpose may forbid showing anything. */
function entryOf({
  appearance,
  reason,
  location,
  purpose,
}: SignPdfInput): Pick<PadesRequest, 'appearance' | 'reason' | 'location'> {
  const shown = signingPurposes[purpose].display !== 'none';
  return {
    ...(appearance && shown ? { appearance } : {}),
    ...(reason ? { reason } : {}),
    ...(location ? { location } : {}),
  };
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
    const code = error.code === 'malformed' ? 'signing.pdf_unreadable' : 'signing.pdf_unsupported';
    throw new AppError('invalid', code, {}, { cause: error });
  }
}

/** Certificates never change, so each is read once. */
function createCertificateLoader({
  db,
}: RegisterDeps): (registered: RegisteredCertificate) => Promise<ProviderCertificate> {
  const certificates = new LRUCache<string, ProviderCertificate>({ max: 500 });
  return async ({ id, keyRef }) => {
    const known = certificates.get(id);
    if (known) return known;
    const found = await readDer(db.q, id);
    if (!found) throw unavailable('signing.key_unavailable');
    const loaded = { keyRef, certificate: found.der, chain: splitChain(found.chain) };
    certificates.set(id, loaded);
    return loaded;
  };
}

function splitChain(bytes: Buffer): Buffer[] {
  const chain: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chain.at(-1)?.length ?? bytes.length)
    chain.push(readElement(bytes.subarray(at)).raw);
  return chain;
}

/** Why a certificate cannot sign now. */
const refusals: Partial<Record<CertificateState, string>> = {
  suspended: 'signing.certificate_suspended',
  revoked: 'signing.certificate_revoked',
  expired: 'signing.certificate_expired',
};

async function usableCertificate(
  deps: RegisterDeps,
  { kind, uid }: SignPdfInput['signer'],
): Promise<RegisteredCertificate> {
  const all = await listOfHolder(deps.db.q, kind, uid);
  const at = deps.clock.now();
  const usable = all.find((certificate) => stateAt(certificate, at) === 'active');
  if (usable) return usable;
  const [latest] = all;
  throw conflict((latest && refusals[stateAt(latest, at)]) ?? 'signing.no_certificate', {
    holder: latest?.holderName ?? '',
  });
}

async function requirePersonalSignature(deps: RegisterDeps, report: ValidationReport): Promise<void> {
  const valid = report.signatures.filter(({ kind, verdict }) => kind === 'signature' && verdict === 'TOTAL-PASSED');
  const serials = valid.flatMap(({ signer }) => (signer ? [signer.serial] : []));
  const personal = await keys.personalSerials(deps.db.q, serials);
  if (report.verdict === 'FAILED' || personal.length === 0) throw conflict('signing.personal_signature_missing');
}

type Made = { registered: RegisteredCertificate; signed: PadesSignature; at: Date };

async function record(deps: RegisterDeps, input: SignPdfInput, { registered, signed, at }: Made): Promise<string> {
  const id = deps.ids.uuid();
  const { purpose, subject, signer } = input;
  const after = sha256Hex(signed.pdf);
  await deps.db.transaction(async (tx) => {
    const row = {
      id,
      certificateId: registered.id,
      purpose,
      subject,
      level: signed.level,
      at,
      before: sha256Hex(input.pdf),
      after,
    };
    await keys.insertSignature(tx.q, row);
    const detail = { certificateId: registered.id, purpose, level: signed.level, sha256: after };
    tx.audit({
      actor: systemActor(`signing.${signer.kind}`),
      action: 'signing.document_signed',
      subject,
      unitUid: registered.unitUid,
      detail,
    });
  });
  return id;
}

/** Our own authority answers from the register; others are asked over the network, where the trust store allows it. */
function createRevocation(deps: RegisterDeps): RevocationSource {
  const outside = createHttpRevocation({ allowed: async () => (await loadTrust(deps)).addresses, timeoutMs: 4000 });
  return {
    find: async (certificate, issuer) => {
      const own = await deps.authority.load();
      const name = own && (['root', 'issuing'] as const).find((role) => own[role].certificate.equals(issuer.raw));
      if (!name) return outside.find(certificate, issuer);
      return [{ kind: 'crl', der: await deps.authority.listOf(name) }];
    },
  };
}
