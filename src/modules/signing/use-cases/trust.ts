import { X509Certificate } from 'node:crypto';
import type { Actor } from '#platform/access/actor.ts';
import { permit } from '#platform/access/decide.ts';
import { AppError, conflict, invalid, notFound } from '#platform/errors/app-error.ts';
import { readCertificate, type Certificate } from '../certificates/x509-read.ts';
import { nameOfActor, parseInput, randomFrom, sha256Hex, type SigningDeps } from '../deps.ts';
import * as model from '../model.ts';
import type { Timestamper } from '../pades/sign.ts';
import { decide } from '../policy.ts';
import * as store from '../store/trust.ts';
import { createTimestamper, type TimestampPolicy } from '../tsa/client.ts';
import { encodeQuery, readResponse } from '../tsa/messages.ts';
import type { TrustStore } from '../validation/trust.ts';
import type { AuthorityDesk } from './authority.ts';

export type AnchorView = Omit<store.StoredAnchor, 'der'> & { readonly notAfter: Date };
export type PolicyView = TimestampPolicy & { readonly legalBasis: string; readonly validFrom: Date };

const locality = { kind: 'trust_store', id: 'locality' } as const;

function permitTrust(actor: Actor): void {
  permit(decide(actor, 'signing.trust', 'locality'), { actor, action: 'signing.trust', subject: locality });
}

/** Everything that is or was trusted, newest first. */
export async function listTrust({ db }: SigningDeps, actor: Actor): Promise<AnchorView[]> {
  permitTrust(actor);
  return (await store.listAnchors(db.q)).map(({ der, ...anchor }) => ({
    ...anchor,
    notAfter: readCertificate(der).notAfter,
  }));
}

export async function addTrustAnchor(
  { db, clock, ids }: SigningDeps,
  actor: Actor,
  raw: model.AddTrustAnchor,
): Promise<string> {
  const input = parseInput(model.addTrustAnchorInput, raw);
  permitTrust(actor);
  const certificate = readPasted(input.certificate);
  const { forSignatures, forTimestamps, legalBasis, revocationAddresses, requestId } = input;
  if (!forSignatures && !forTimestamps) throw invalid('signing.anchor_purpose');
  return db.transaction(async (tx) => {
    const known = await store.anchorOfRequest(tx.q, requestId);
    if (known) return known;
    const id = ids.uuid();
    const fingerprint = sha256Hex(certificate.raw);
    const row = {
      id,
      requestId,
      fingerprint,
      name: certificate.subjectName.text,
      der: certificate.raw,
      forSignatures,
      forTimestamps,
    };
    const added = { trustedFrom: clock.now(), legalBasis, revocationAddresses, addedBy: nameOfActor(actor) };
    if (!(await store.insertAnchor(tx.q, { ...row, ...added }))) throw conflict('signing.anchor_known');
    tx.audit({
      actor,
      action: 'signing.trust_anchor_added',
      subject: { kind: 'trust_anchor', id },
      detail: { fingerprint, legalBasis },
    });
    return id;
  });
}

function readPasted(text: string): Certificate {
  try {
    const pem = text.includes('-----BEGIN') ? new X509Certificate(text).raw : Buffer.from(text, 'base64');
    return readCertificate(pem);
  } catch (cause) {
    throw new AppError('invalid', 'signing.anchor_unreadable', {}, { cause });
  }
}

/** Ends the trust from now on: signatures proven before stay valid. */
export async function endTrust({ db, clock }: SigningDeps, actor: Actor, raw: model.EndTrust): Promise<void> {
  const { anchorId } = parseInput(model.endTrustInput, raw);
  permitTrust(actor);
  await db.transaction(async (tx) => {
    const anchor = await store.lockAnchor(tx.q, anchorId);
    if (!anchor) throw notFound('signing.anchor_not_found');
    if (anchor.trustedUntil) throw conflict('signing.anchor_ended');
    await store.endAnchor(tx.q, { id: anchorId, at: clock.now(), by: nameOfActor(actor) });
    tx.audit({
      actor,
      action: 'signing.trust_anchor_ended',
      subject: { kind: 'trust_anchor', id: anchorId },
      detail: { fingerprint: anchor.fingerprint },
    });
  });
}

/** The trust store as the validator wants it. */
export async function loadTrust({ db }: SigningDeps): Promise<TrustStore & { readonly addresses: readonly string[] }> {
  const anchors = await store.listAnchors(db.q);
  return {
    anchors: anchors.map((anchor) => ({
      certificate: readCertificate(anchor.der),
      purposes: [
        ...(anchor.forSignatures ? (['signature'] as const) : []),
        ...(anchor.forTimestamps ? (['timestamp'] as const) : []),
      ],
      trustedFrom: anchor.trustedFrom,
      trustedUntil: anchor.trustedUntil,
    })),
    intermediates: [],
    addresses: anchors.filter((anchor) => !anchor.trustedUntil).flatMap((anchor) => anchor.revocationAddresses),
  };
}

export async function readTimestampPolicy({ db, clock }: SigningDeps, actor: Actor): Promise<PolicyView | null> {
  permitTrust(actor);
  return (await store.findTimestampPolicy(db.q, clock.now())) ?? null;
}

/** Sets the timestamp service from now on; the former setting stays in the history. */
export async function setTimestampPolicy(
  { db, clock }: SigningDeps,
  actor: Actor,
  raw: model.SetTimestampPolicy,
): Promise<void> {
  const { requestId, legalBasis, ...policy } = parseInput(model.timestampPolicyInput, raw);
  permitTrust(actor);
  await db.transaction(async (tx) => {
    await store.insertTimestampPolicy(tx.q, {
      ...policy,
      requestId,
      legalBasis,
      validFrom: clock.now(),
      setBy: nameOfActor(actor),
    });
    const detail = { url: policy.url, onOutage: policy.onOutage };
    tx.audit({
      actor,
      action: 'signing.timestamp_policy_set',
      subject: { kind: 'timestamp_policy', id: requestId },
      detail,
    });
  });
}

/** The timestamper of the policy in force; undefined when the locality has set none: then signatures are B-B. */
export async function timestamperInForce(
  deps: SigningDeps,
  authority: AuthorityDesk,
): Promise<Timestamper | undefined> {
  const policy = await store.findTimestampPolicy(deps.db.q, deps.clock.now());
  if (!policy) return undefined;
  if (policy.url !== 'local:') return createTimestamper(policy);
  return async (digest) => readResponse(await authority.answerTimestamp(encodeQuery(digest, randomFrom(deps.ids, 8))));
}
