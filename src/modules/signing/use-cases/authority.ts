import { systemActor } from '#platform/access/actor.ts';
import type { Tx } from '#platform/db/database.ts';
import { notFound } from '#platform/errors/app-error.ts';
import { answerOcsp, serialsAsked, type OcspState } from '../certificates/ocsp.ts';
import { createDemoAuthority, issuerOf, type DemoAuthority, type Identity } from '../certificates/authority.ts';
import { buildCrl } from '../certificates/x509-build.ts';
import { readCertificate } from '../certificates/x509-read.ts';
import { passwordOf, randomFrom, sha256Hex, type SigningDeps } from '../deps.ts';
import { readKeyFile } from '../providers/pkcs12-file.ts';
import { listRevoked, type RevocationRow } from '../store/certificates.ts';
import * as keys from '../store/keys.ts';
import { insertAnchor, insertTimestampPolicy } from '../store/trust.ts';
import type { SigningTables } from '../tables.gen.ts';
import { createTimestampAuthority } from '../tsa/authority.ts';
import { storeKey } from './key-files.ts';

export type AuthorityName = 'root' | 'issuing';

/** The authority of the demonstration, and what it publishes about its certificates. */
export type AuthorityDesk = {
  /** Creates the authority, trusts it and sets its timestamp service, unless that was done before. */
  ensure(locality: string): Promise<void>;
  /** Undefined in an installation that uses only real certificates. */
  load(): Promise<DemoAuthority | undefined>;
  certificateOf(name: AuthorityName): Promise<Buffer>;
  /** Complete list, valid for seven days. */
  listOf(name: AuthorityName): Promise<Buffer>;
  answerOcsp(name: AuthorityName, request: Buffer): Promise<Buffer>;
  answerTimestamp(query: Buffer): Promise<Buffer>;
};

const week = 7 * 86_400_000;
const hour = 3_600_000;
const roles = ['root', 'issuing', 'timestamp'] as const;

export function createAuthorityDesk(deps: SigningDeps): AuthorityDesk {
  let loaded: DemoAuthority | undefined;
  const load = async (): Promise<DemoAuthority | undefined> => (loaded ??= await loadAuthority(deps));
  const need = async (): Promise<DemoAuthority> => {
    const authority = await load();
    if (!authority) throw notFound('signing.authority_missing');
    return authority;
  };
  return {
    ensure: async (locality) => {
      if (!(await load())) await createAuthority(deps, locality);
    },
    load,
    certificateOf: async (name) => (await need())[name].certificate,
    listOf: async (name) => buildList(deps, (await need())[name], name),
    answerOcsp: async (name, request) => answer(deps, (await need())[name], { name, request }),
    answerTimestamp: async (query) => {
      const { timestamp } = await need();
      const nextSerial = (): Buffer => randomFrom(deps.ids, 16);
      return createTimestampAuthority({ ...timestamp, clock: deps.clock, nextSerial }).answer(query);
    },
  };
}

async function loadAuthority({ db, secretKey }: SigningDeps): Promise<DemoAuthority | undefined> {
  const identities: Identity[] = [];
  for (const role of roles) {
    const keyRef = `authority:${role}`;
    const file = await keys.findKeyFile(db.q, keyRef);
    if (!file) return undefined;
    identities.push(readKeyFile(file, passwordOf(secretKey, keyRef)));
  }
  const [root, issuing, timestamp] = identities;
  return root && issuing && timestamp && { root, issuing, timestamp };
}

async function createAuthority(deps: SigningDeps, locality: string): Promise<void> {
  const { db, clock, ids, baseUrl } = deps;
  // A day back, so that a machine whose clock is a little behind does not see certificates of the future.
  const notBefore = new Date(clock.now().getTime() - 24 * hour);
  const authority = createDemoAuthority({ locality, notBefore, nextSerial: () => randomFrom(ids, 16), baseUrl });
  await db.transaction(async (tx) => {
    // Two processes may start at once: the first key stored decides, the other authority is forgotten.
    if (!(await storeKey(deps, tx.q, 'authority:root', authority.root))) return;
    await storeKey(deps, tx.q, 'authority:issuing', authority.issuing);
    await storeKey(deps, tx.q, 'authority:timestamp', authority.timestamp);
    await trustAuthority(deps, tx, authority.root.certificate, notBefore);
  });
}

const legalBasis = 'Chỉ dùng để trình diễn, không có giá trị pháp lý';
const demoTimestamps = { url: 'local:', onOutage: 'refuse', retries: 0, timeoutMs: 5000 } as const;

async function trustAuthority({ ids }: SigningDeps, tx: Tx<SigningTables>, root: Buffer, from: Date): Promise<void> {
  const actor = systemActor('demonstration');
  const id = ids.uuid();
  const fingerprint = sha256Hex(root);
  const anchor = { id, requestId: ids.uuid(), fingerprint, name: readCertificate(root).subjectName.text, der: root };
  const trust = { forSignatures: true, forTimestamps: true, trustedFrom: from, legalBasis, revocationAddresses: [] };
  await insertAnchor(tx.q, { ...anchor, ...trust, addedBy: actor.name });
  const policy = { ...demoTimestamps, requestId: ids.uuid(), validFrom: from, legalBasis, setBy: actor.name };
  await insertTimestampPolicy(tx.q, policy);
  const detail = { fingerprint, legalBasis };
  tx.audit({ actor, action: 'signing.trust_anchor_added', subject: { kind: 'trust_anchor', id }, detail });
}

async function revocationsOf(deps: SigningDeps, identity: Identity, name: AuthorityName): Promise<RevocationRow[]> {
  if (name === 'root') return [];
  return listRevoked(deps.db.q, readCertificate(identity.certificate).subjectName.text, deps.clock.now());
}

const serialBytes = (serial: string): Buffer =>
  Buffer.from(serial.padStart(serial.length + (serial.length % 2), '0'), 'hex');

async function buildList(deps: SigningDeps, identity: Identity, name: AuthorityName): Promise<Buffer> {
  const now = deps.clock.now();
  const revoked = (await revocationsOf(deps, identity, name)).map((row) => ({
    ...row,
    serial: serialBytes(row.serial),
  }));
  const { notBefore } = readCertificate(identity.certificate);
  const dates = { thisUpdate: now, nextUpdate: new Date(now.getTime() + week), keepsSince: notBefore };
  // Seconds since 1970: grows without a counter that several processes would have to share.
  return buildCrl({ number: Math.floor(now.getTime() / 1000), ...dates, revoked }, issuerOf(identity));
}

async function answer(
  deps: SigningDeps,
  identity: Identity,
  question: { name: AuthorityName; request: Buffer },
): Promise<Buffer> {
  const revoked = new Map((await revocationsOf(deps, identity, question.name)).map((row) => [row.serial, row]));
  const known = await knownSerials(deps, question.request, question.name);
  const stateOf = (serial: string): OcspState => {
    const row = revoked.get(serial);
    if (row) return { kind: 'revoked', at: row.at, reason: row.reason };
    return known.has(serial) ? { kind: 'good' } : { kind: 'unknown' };
  };
  const certificate = readCertificate(identity.certificate);
  return answerOcsp(question.request, {
    certificate,
    issuer: issuerOf(identity),
    now: deps.clock.now(),
    validityMs: hour,
    stateOf,
  });
}

/** "Good" only for certificates that we know to have issued: a forged serial number gets "unknown". */
async function knownSerials(deps: SigningDeps, request: Buffer, name: AuthorityName): Promise<Set<string>> {
  const own = await loadAuthority(deps);
  const built = name === 'root' ? [own?.issuing] : [own?.timestamp];
  const known = built.flatMap((identity) => (identity ? [readCertificate(identity.certificate).serial] : []));
  if (name === 'root') return new Set(known);
  return new Set([...known, ...(await keys.registeredSerials(deps.db.q, asked(request)))]);
}

function asked(request: Buffer): string[] {
  try {
    return serialsAsked(request);
  } catch {
    // A malformed request asks about nothing; `answerOcsp` tells the client so.
    return [];
  }
}
