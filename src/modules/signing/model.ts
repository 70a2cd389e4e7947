import { z } from 'zod';

export type HolderKind = 'person' | 'unit';
export type CertificateState = 'requested' | 'not_yet_valid' | 'active' | 'suspended' | 'revoked' | 'expired';
export type FactKind = 'requested' | 'activated' | 'suspended' | 'resumed' | 'revoked';

/** Something that happened to a certificate. Facts may be entered late and out of order: the state follows from their dates. */
export type CertificateFact = {
  readonly kind: FactKind;
  readonly effectiveAt: Date;
  readonly recordedAt: Date;
  readonly reasonCode: number;
  readonly reason: string;
};

type Life = { readonly notBefore: Date; readonly notAfter: Date; readonly facts: readonly CertificateFact[] };

/** State at a moment. Revocation is for good, and expiry does not undo it. */
export function stateAt({ notBefore, notAfter, facts }: Life, at: Date): CertificateState {
  const begun = facts
    .filter((fact) => fact.effectiveAt <= at)
    .toSorted((a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime());
  if (begun.some((fact) => fact.kind === 'revoked')) return 'revoked';
  if (at > notAfter) return 'expired';
  if (!begun.some((fact) => fact.kind === 'activated')) return 'requested';
  if (at < notBefore) return 'not_yet_valid';
  const pause = begun.findLast((fact) => fact.kind === 'suspended' || fact.kind === 'resumed');
  return pause?.kind === 'suspended' ? 'suspended' : 'active';
}

/** Which fact may follow which state (NĐ 68/2024; a revoked certificate never comes back). */
export const transitions: Readonly<Record<CertificateState, readonly FactKind[]>> = {
  requested: ['activated', 'revoked'],
  not_yet_valid: ['suspended', 'revoked'],
  active: ['suspended', 'revoked'],
  suspended: ['resumed', 'revoked'],
  revoked: [],
  expired: ['revoked'],
};

/** Stages before the end of a certificate at which its holder and unit are warned. */
export const alarmDays = [60, 30, 7] as const;
const day = 86_400_000;

/** The nearest stage that has been reached, and the whole days left; null when there is time, or nothing left to warn of. */
export function alarmAt(life: Life, at: Date): { stage: number; daysLeft: number } | null {
  const state = stateAt(life, at);
  if (state === 'revoked' || state === 'expired') return null;
  const daysLeft = Math.floor((life.notAfter.getTime() - at.getTime()) / day);
  const stage = alarmDays.findLast((days) => daysLeft <= days);
  return stage === undefined ? null : { stage, daysLeft };
}

/** Reasons of RFC 5280 §5.3.1 that people choose from. */
export const revocationReasons = {
  key_compromise: 1,
  affiliation_changed: 3,
  superseded: 4,
  cessation: 5,
  privilege_withdrawn: 9,
} as const;
export type RevocationReason = keyof typeof revocationReasons;

/** Code of a suspension in revocation lists. */
export const holdReason = 6;

/** What a visible signature shows: NĐ 30/2020 Phụ lục I, with the older rule for scans (TT 01/2019 Đ6.2c). */
export type Display = 'image' | 'lines' | 'image_and_lines' | 'none';
type Purpose = {
  readonly holder: HolderKind | 'any';
  readonly display: Display;
  /** The agency may sign only what already carries the signature of the competent person (NĐ 30/2020 Đ32.2d). */
  readonly needsPersonalSignature: boolean;
  readonly legalBasis: string;
};

/** Purposes of signing, each with its rule of display. */
export const signingPurposes = {
  approval: {
    holder: 'person',
    display: 'image',
    needsPersonalSignature: false,
    legalBasis: 'NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.7',
  },
  issue: {
    holder: 'unit',
    display: 'image',
    needsPersonalSignature: true,
    legalBasis: 'NĐ 30/2020/NĐ-CP, Điều 32.2d; Phụ lục I, mục II.8',
  },
  annex: {
    holder: 'unit',
    display: 'lines',
    needsPersonalSignature: false,
    legalBasis: 'NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.8',
  },
  copy: {
    holder: 'unit',
    display: 'lines',
    needsPersonalSignature: false,
    legalBasis: 'NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.14',
  },
  scan: {
    holder: 'unit',
    display: 'image_and_lines',
    needsPersonalSignature: false,
    legalBasis: 'TT 01/2019/TT-BNV, Điều 6.2c',
  },
  internal: { holder: 'any', display: 'none', needsPersonalSignature: false, legalBasis: 'Luật 20/2023/QH15, Điều 22' },
} as const satisfies Readonly<Record<string, Purpose>>;

export type SigningPurpose = keyof typeof signingPurposes;

const requestId = z.uuid();
const uid = z.string().min(1).max(100);
const reason = z.string().trim().min(10, 'signing.reason_too_short').max(500);
const name = z.string().trim().min(2).max(200);

export const issueCertificateInput = z.object({
  requestId,
  holder: z.object({
    kind: z.enum(['person', 'unit']),
    uid,
    name,
    unitUid: uid,
    organization: name,
    title: name.optional(),
  }),
  keyKind: z.enum(['rsa-2048', 'ec-p256']).default('rsa-2048'),
  /** NĐ 68/2024: at most five years. */
  validDays: z.number().int().min(1).max(1826).default(1095),
});
export type IssueCertificate = z.input<typeof issueCertificateInput>;

export const registerCertificateInput = z.object({
  requestId,
  holder: z.object({ kind: z.enum(['person', 'unit']), uid, name, unitUid: uid }),
  provider: z.string().min(1).max(60),
  keyRef: z.string().min(1).max(200),
});
export type RegisterCertificate = z.input<typeof registerCertificateInput>;

export const changeCertificateInput = z.object({ requestId, certificateId: z.uuid(), reason });
export type ChangeCertificate = z.input<typeof changeCertificateInput>;

const reasonNames = Object.keys(revocationReasons) as [RevocationReason, ...RevocationReason[]];
export const revokeCertificateInput = changeCertificateInput.extend({ reasonKind: z.enum(reasonNames) });
export type RevokeCertificate = z.input<typeof revokeCertificateInput>;

export const certificateQuery = z.object({
  state: z.enum(['all', 'expiring', 'active', 'suspended', 'revoked', 'expired']).default('all'),
  page: z.coerce.number().int().min(1).max(1000).default(1),
});
export type CertificateQuery = z.input<typeof certificateQuery>;

export const addTrustAnchorInput = z.object({
  requestId,
  /** PEM, or base64 of DER. */
  certificate: z.string().min(100, 'signing.anchor_unreadable').max(100_000, 'signing.anchor_unreadable'),
  forSignatures: z.boolean(),
  forTimestamps: z.boolean(),
  legalBasis: z.string().trim().min(5, 'signing.legal_basis_missing').max(300),
  revocationAddresses: z
    .array(z.url({ protocol: /^https?$/ }))
    .max(10)
    .default([]),
});
export type AddTrustAnchor = z.input<typeof addTrustAnchorInput>;

export const endTrustInput = z.object({ requestId, anchorId: z.uuid() });
export type EndTrust = z.input<typeof endTrustInput>;

export const timestampPolicyInput = z.object({
  requestId,
  url: z.union([z.literal('local:'), z.url({ protocol: /^https?$/ })]),
  onOutage: z.enum(['refuse', 'sign_b_b_and_upgrade_later']),
  retries: z.number().int().min(0).max(10),
  timeoutMs: z.number().int().min(100).max(60_000),
  legalBasis: z.string().trim().min(5, 'signing.legal_basis_missing').max(300),
});
export type SetTimestampPolicy = z.input<typeof timestampPolicyInput>;

/** Rows of one page of the register. */
export const pageSize = 50;

const two = (value: number): string => String(value).padStart(2, '0');

/** `23.11.2026 09:00:00 +07:00`: the time line of a signature (NĐ 30/2020 Phụ lục I). */
export function signingTimeText(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000);
  const date = `${two(local.getUTCDate())}.${two(local.getUTCMonth() + 1)}.${local.getUTCFullYear()}`;
  return `${date} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} +07:00`;
}

/** The lines that a signature on a copy, an annex or a scan shows; `first` is the form of the copy or the document number. */
export function stampLines(first: string, agency: string, at: Date): string[] {
  return [first, `Cơ quan: ${agency}`, `Thời gian ký: ${signingTimeText(at)}`].filter((line) => line !== '');
}
