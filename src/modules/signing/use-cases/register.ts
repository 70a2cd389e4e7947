import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '#platform/access/actor.ts';
import { permit, unitsFor } from '#platform/access/decide.ts';
import type { Tx } from '#platform/db/database.ts';
import { conflict, notFound, unavailable } from '#platform/errors/app-error.ts';
import { generateKey, issuerOf, issueSignerCertificate, type Identity } from '../certificates/authority.ts';
import { readCertificate, type Certificate } from '../certificates/x509-read.ts';
import { nameOfActor, parseInput, randomFrom, type SigningDeps } from '../deps.ts';
import { certificateRevoked } from '../events.ts';
import * as model from '../model.ts';
import { abilities, decide } from '../policy.ts';
import type { SigningProvider } from '../providers/provider.ts';
import * as store from '../store/certificates.ts';
import type { SigningTables } from '../tables.gen.ts';
import { summarise } from '../validation/check-signature.ts';
import type { AuthorityDesk } from './authority.ts';
import { keyFileProvider, storeKey } from './key-files.ts';

/** A certificate as the register shows it. */
export type CertificateView = store.RegisteredCertificate & {
  readonly state: model.CertificateState;
  readonly alarm: { readonly stage: number; readonly daysLeft: number } | null;
  readonly abilities: { readonly read: boolean; readonly manage: boolean };
};

export type RegisterDeps = SigningDeps & {
  readonly authority: AuthorityDesk;
  readonly providers: ReadonlyMap<string, SigningProvider>;
};

export function viewFor(actor: Actor, certificate: store.RegisteredCertificate, at: Date): CertificateView {
  return {
    ...certificate,
    state: model.stateAt(certificate, at),
    alarm: model.alarmAt(certificate, at),
    abilities: abilities(actor, certificate),
  };
}

type Holder = { kind: model.HolderKind; uid: string; name: string; unitUid: string };

function rowFor(
  id: string,
  holder: Holder,
  certificate: Certificate,
  chain: readonly Buffer[],
): Omit<store.NewCertificate, 'requestId' | 'provider' | 'keyRef'> {
  const { subject, serial, notBefore, notAfter, keyKind } = summarise(certificate);
  return {
    id,
    holderKind: holder.kind,
    holderUid: holder.uid,
    holderName: holder.name,
    unitUid: holder.unitUid,
    subject,
    issuer: certificate.issuerName.text,
    serial,
    keyKind,
    notBefore,
    notAfter,
    der: certificate.raw,
    chain: Buffer.concat(chain),
  };
}

/** Issues a certificate of the demonstration authority with a new key. A repeated request gives the first certificate. */
export async function issueCertificate(
  deps: RegisterDeps,
  actor: Actor,
  raw: model.IssueCertificate,
): Promise<CertificateView> {
  const input = parseInput(model.issueCertificateInput, raw);
  const { holder, requestId } = input;
  permit(decide(actor, 'signing.manage', holder), {
    actor,
    action: 'signing.manage',
    subject: { kind: holder.kind, id: holder.uid },
  });
  const known = await store.findByRequest(deps.db.q, requestId);
  if (known) return viewFor(actor, known, deps.clock.now());
  const authority = await deps.authority.load();
  if (!authority) throw unavailable('signing.authority_missing');
  const id = deps.ids.uuid();
  const key = generateKey(input.keyKind);
  const certificate = certifyHolder(deps, authority.issuing, input, key);
  const chain = [authority.issuing.certificate];
  const entry = rowFor(id, holder, readCertificate(certificate), chain);
  const row = { ...entry, requestId, provider: keyFileProvider, keyRef: id };
  return deps.db.transaction(async (tx) => {
    await storeKey(deps, tx.q, id, { key, certificate, chain });
    return enter(deps, tx, { actor, row, action: 'signing.certificate_issued' });
  });
}

type Issue = Pick<z.output<typeof model.issueCertificateInput>, 'holder' | 'validDays'>;

function certifyHolder({ ids, clock, baseUrl }: RegisterDeps, issuing: Identity, input: Issue, key: KeyObject): Buffer {
  const { organization, title, name } = input.holder;
  const at = clock.now();
  const subject = { country: 'VN', organization, ...(title ? { title } : {}), commonName: name };
  const dates = { notBefore: at, notAfter: new Date(at.getTime() + input.validDays * 86_400_000) };
  const request = { subject, publicKey: createPublicKey(key), serial: randomFrom(ids, 16), baseUrl, ...dates };
  return issueSignerCertificate(request, issuerOf(issuing));
}

/** Enters a certificate whose key is on a token. */
export async function registerCertificate(
  deps: RegisterDeps,
  actor: Actor,
  raw: model.RegisterCertificate,
): Promise<CertificateView> {
  const input = parseInput(model.registerCertificateInput, raw);
  const { holder, requestId, provider, keyRef } = input;
  permit(decide(actor, 'signing.manage', holder), {
    actor,
    action: 'signing.manage',
    subject: { kind: holder.kind, id: holder.uid },
  });
  const known = await store.findByRequest(deps.db.q, requestId);
  if (known) return viewFor(actor, known, deps.clock.now());
  const source = deps.providers.get(provider);
  if (!source) throw notFound('signing.provider_unknown', { provider });
  const found = (await source.listCertificates()).find((one) => one.keyRef === keyRef);
  if (!found) throw notFound('signing.key_not_found', { keyRef });
  const certificate = readCertificate(found.certificate);
  const row = { ...rowFor(deps.ids.uuid(), holder, certificate, found.chain), requestId, provider, keyRef };
  return deps.db.transaction((tx) => enter(deps, tx, { actor, row, action: 'signing.certificate_registered' }));
}

type Entry = {
  actor: Actor;
  row: store.NewCertificate;
  action: 'signing.certificate_issued' | 'signing.certificate_registered';
};

async function enter(
  deps: RegisterDeps,
  tx: Tx<SigningTables>,
  { actor, row, action }: Entry,
): Promise<CertificateView> {
  await store.insertCertificate(tx.q, row);
  const at = deps.clock.now();
  for (const kind of ['requested', 'activated'] as const) {
    const fact = {
      certificateId: row.id,
      kind,
      effectiveAt: at,
      recordedAt: at,
      reasonCode: 0,
      reason: '',
      recordedBy: nameOfActor(actor),
    };
    await store.insertFact(tx.q, { ...fact, requestId: deps.ids.uuid() });
  }
  const { holderKind, holderUid, serial, keyKind, provider, notAfter } = row;
  const detail =
    action === 'signing.certificate_issued'
      ? { holderKind, holderUid, serial, keyKind, notAfter: notAfter.toISOString() }
      : { holderKind, holderUid, serial, provider };
  tx.audit({ actor, action, subject: { kind: 'certificate', id: row.id }, unitUid: row.unitUid, detail });
  const entered = await store.findCertificate(tx.q, row.id);
  if (!entered) throw notFound('signing.certificate_not_found');
  return viewFor(actor, entered, at);
}

type Change = { readonly requestId: string; readonly certificateId: string; readonly reason: string };
type ChangeKind = { fact: 'suspended' | 'resumed' | 'revoked'; reasonCode: number; extra?: Record<string, string> };

/** Records one more fact in the life of a certificate; a repeated request changes nothing more. */
export async function changeCertificate(
  deps: RegisterDeps,
  actor: Actor,
  input: Change,
  { fact, reasonCode, extra = {} }: ChangeKind,
): Promise<CertificateView> {
  return deps.db.transaction(async (tx) => {
    const { certificateId, requestId, reason } = input;
    const certificate = await store.lockCertificate(tx.q, certificateId);
    if (!certificate) throw notFound('signing.certificate_not_found');
    permit(decide(actor, 'signing.manage', certificate), {
      actor,
      action: 'signing.manage',
      subject: { kind: 'certificate', id: certificateId },
    });
    const at = deps.clock.now();
    if (await store.factIsRecorded(tx.q, requestId)) return viewFor(actor, certificate, at);
    const state = model.stateAt(certificate, at);
    if (!model.transitions[state].includes(fact)) throw conflict('signing.transition_forbidden', { state });
    const recorded = { kind: fact, effectiveAt: at, recordedAt: at, reasonCode, reason };
    await store.insertFact(tx.q, { ...recorded, certificateId, requestId, recordedBy: nameOfActor(actor) });
    const { holderKind, holderUid, unitUid, serial } = certificate;
    tx.audit({
      actor,
      action: `signing.certificate_${fact}`,
      subject: { kind: 'certificate', id: certificateId },
      unitUid,
      detail: { serial, reason, ...extra },
    });
    if (fact === 'revoked') tx.publish(certificateRevoked, { certificateId, holderKind, holderUid, unitUid });
    return viewFor(actor, { ...certificate, facts: [...certificate.facts, recorded] }, at);
  });
}

/** One certificate; hidden from officers of other units. */
export async function readRegistered(deps: RegisterDeps, actor: Actor, id: string): Promise<CertificateView> {
  const certificate = z.uuid().safeParse(id).success ? await store.findCertificate(deps.db.q, id) : undefined;
  if (!certificate) throw notFound('signing.certificate_not_found');
  permit(decide(actor, 'signing.read', certificate), {
    actor,
    action: 'signing.read',
    subject: { kind: 'certificate', id },
  });
  return viewFor(actor, certificate, deps.clock.now());
}

/** One page of the register, of the units that the actor may see. */
export async function listRegister(
  deps: RegisterDeps,
  actor: Actor,
  raw: model.CertificateQuery,
): Promise<CertificateView[]> {
  const { state, page } = parseInput(model.certificateQuery, raw);
  const at = deps.clock.now();
  const expiringBefore = new Date(at.getTime() + model.alarmDays[0] * 86_400_000);
  const units = actor.kind === 'system' ? 'all' : unitsFor(actor, 'signing.read');
  const rows = await store.listRegister(deps.db.q, { units, state, page, at, expiringBefore });
  return rows.map((row) => viewFor(actor, row, at));
}

/** PEM of a certificate, for download. */
export async function exportCertificate(deps: RegisterDeps, actor: Actor, id: string): Promise<string> {
  await readRegistered(deps, actor, id);
  const found = await store.readDer(deps.db.q, id);
  if (!found) throw notFound('signing.certificate_not_found');
  return new X509Certificate(found.der).toString();
}
