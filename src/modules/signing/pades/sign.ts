import { createHash, hash } from 'node:crypto';
import { unavailable } from '#platform/errors/app-error.ts';
import { assembleSignedData, attribute, attributesFor, detachedData, signerTemplate } from '../cms/signer-template.ts';
import { oids } from '../der/oids.ts';
import { openPdf } from '../pdf/document.ts';
import type { ProviderCertificate, SigningProvider } from '../providers/provider.ts';
import { prepareSignature, type PreparedSignature, type SignatureEntry } from './prepare.ts';

/** Gets a timestamp token (RFC 3161, DER ContentInfo) for a SHA-256 digest; undefined when policy lets us go on without. */
export type Timestamper = (digest: Buffer) => Promise<Buffer | undefined>;

export type PadesRequest = Omit<SignatureEntry, 'kind' | 'reserve'> & {
  readonly provider: SigningProvider;
  readonly certificate: ProviderCertificate;
  /** Left out for PAdES B-B. */
  readonly timestamp?: Timestamper;
};

/** `level` is what was reached: B-T with a timestamp, else B-B. */
export type PadesSignature = { readonly pdf: Buffer; readonly level: 'B-B' | 'B-T'; readonly cms: Buffer };

const timestampReserve = 8192;
const signatureReserve = 1536;

/** Appends one signed revision (PAdES B-B or B-T, EN 319 142-1); the old bytes stay as they are. */
export async function signPades(pdf: Buffer, request: PadesRequest): Promise<PadesSignature> {
  const { certificate, provider, timestamp } = request;
  const template = signerTemplate(certificate.certificate, certificate.chain);
  const reserve = template.certificates.length + signatureReserve + (timestamp ? timestampReserve : 0);
  const prepared = await prepareSignature(openPdf(pdf), { ...request, kind: 'signature', reserve });
  const attributes = attributesFor(template, digestOf(prepared));
  const digest = hash('sha256', attributes, 'buffer');
  const { algorithm } = template;
  const signature = await provider.signDigest({ keyRef: certificate.keyRef, algorithm, data: attributes, digest });
  const token = await timestamp?.(hash('sha256', signature, 'buffer'));
  const unsigned = token ? [attribute(oids.signatureTimestamp, token)] : [];
  const cms = assembleSignedData({ template, attributes, signature, content: detachedData, version: 1, unsigned });
  return { pdf: fillHole(prepared, cms), level: token ? 'B-T' : 'B-B', cms };
}

/** Appends a document timestamp: proves that all earlier signatures existed at its time (EN 319 142-1 §5.4.3). */
export async function timestampDocument(pdf: Buffer, at: Date, timestamp: Timestamper): Promise<Buffer> {
  const prepared = await prepareSignature(openPdf(pdf), { kind: 'timestamp', at, reserve: timestampReserve });
  const token = await timestamp(digestOf(prepared));
  if (!token) throw unavailable('signing.timestamp_unavailable');
  return fillHole(prepared, token);
}

/** Over everything but the hole and its brackets. */
function digestOf({ file, holeStart, holeEnd }: PreparedSignature): Buffer {
  const before = createHash('sha256').update(file.subarray(0, holeStart - 1));
  return before.update(file.subarray(holeEnd + 1)).digest();
}

function fillHole({ file, holeStart, holeEnd }: PreparedSignature, cms: Buffer): Buffer {
  // A token larger than the hole would overwrite the file behind it.
  if (cms.length * 2 > holeEnd - holeStart) throw unavailable('signing.signature_too_large', { size: cms.length });
  file.write(cms.toString('hex'), holeStart, 'latin1');
  return file;
}
