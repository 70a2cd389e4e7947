import { z } from 'zod';
import type { Act, State } from './states.ts';

/** What the current internal step asks for; decides in whose inbox the case lies. */
export type StepKind = 'receive' | 'process' | 'sign' | 'deliver' | 'closed';

export type Channel = 'online' | 'counter' | 'post' | 'kiosk';

/** A step of a derivation that a citizen can check. */
export type DerivationLine = { readonly words: string };

/** The aggregate as the rules see it. Dates are instants. */
export type CaseFile = {
  readonly id: string;
  readonly code: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly versionId: string;
  /** The competent agency. */
  readonly unitUid: string;
  /** Where it was handed in; differs for a dossier received for another office (tiếp nhận phi địa giới). */
  readonly receivedUnitUid: string;
  readonly channel: Channel;
  readonly state: State;
  readonly step: number;
  readonly stepKind: StepKind;
  readonly holderId: string | null;
  readonly accountId: string | null;
  readonly applicantName: string;
  readonly applicantPersonalId: string | null;
  readonly applicantPhone: string | null;
  readonly applicantEmail: string | null;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly feeDue: number;
  readonly feePaid: number;
  readonly submittedAt: Date;
  readonly acceptedAt: Date | null;
  readonly dueAt: Date | null;
  readonly dueDerivation: readonly DerivationLine[];
  /** Version of the working calendar from which the due date was computed; a later change moves nothing. */
  readonly calendarVersion: number | null;
  readonly finishedAt: Date | null;
  readonly deliveredAt: Date | null;
  /** Who works on it in the holder's place. */
  readonly delegateId: string | null;
  /** Who sent it to its step and may still take it back. */
  readonly movedBy: string | null;
  readonly movedFromStep: number | null;
  /** The one new date promised with an apology; `dueAt` stays the appointment. */
  readonly extendedTo: Date | null;
};

/** A case that nobody has worked on yet. */
export const untouched = { delegateId: null, movedBy: null, movedFromStep: null, extendedTo: null } as const;

export type Paper = {
  readonly position: number;
  readonly code: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
};

export type JournalLine = {
  readonly at: Date;
  readonly act: Act;
  readonly fromState: State | null;
  readonly toState: State;
  readonly actorKind: string;
  readonly actorName: string;
  readonly actorPosition: string | null;
  readonly publicNote: string | null;
  readonly internalNote: string | null;
  readonly data: Readonly<Record<string, unknown>>;
};

export type ResultState = 'drafted' | 'proposed' | 'signing' | 'issued' | 'revoked';

/** Signature block and person, frozen at the moment of the leader's consent. */
export type Signer = {
  readonly personUid: string;
  readonly unitUid: string;
  readonly name: string;
  readonly lines: readonly string[];
};

export type Result = {
  readonly caseId: string;
  readonly state: ResultState;
  readonly template: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly notation: string | null;
  readonly signer: Signer | null;
  readonly signedAt: Date | null;
  readonly sha256: string | null;
  readonly size: number | null;
  readonly verificationCode: string | null;
  readonly revokedAt: Date | null;
  readonly revokeReason: string | null;
};

const requestId = z.uuid();
const caseId = z.uuid();
const words = (code: string) => z.string().trim().min(10, code).max(2000);

export const paperInput = z.object({
  code: z.string().min(1).max(60),
  name: z.string().min(1).max(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  size: z.number().int().positive(),
  mediaType: z.string().max(100),
});
export type PaperInput = z.infer<typeof paperInput>;

export const submitInput = z.object({
  requestId,
  /** The competent agency that the applicant chose. */
  unitUid: z.string().min(1).max(64),
  procedureCode: z.string().min(1).max(30),
  answers: z.record(z.string(), z.unknown()),
  papers: z.array(paperInput).max(100).default([]),
});
export type SubmitInput = z.input<typeof submitInput>;

export const caseAct = z.object({ requestId, caseId });
export type CaseAct = z.infer<typeof caseAct>;

export const caseActWithWords = caseAct.extend({ words: words('cases.words_too_short') });
export type CaseActWithWords = z.infer<typeof caseActWithWords>;

/** A request for supplements (Form 02): `words` name every gap, one a line. */
export const supplementRequest = caseActWithWords.extend({
  why: z.string().trim().max(1000).default(''),
  /** Last day to hand them in. */
  replyBy: z.iso.date().nullable().default(null),
  /** Number of the officer who guides the applicant. */
  phone: z.string().trim().max(30).default(''),
});
export type SupplementRequest = z.input<typeof supplementRequest>;

export const proposeInput = caseAct.extend({ fields: z.record(z.string(), z.unknown()) });
export type ProposeInput = z.infer<typeof proposeInput>;

/** `amount` in đồng when the duty is paid here; 0 when another office takes it. */
export const paymentRequest = caseActWithWords.extend({ amount: z.coerce.number().int().min(0).max(100_000_000_000).default(0) });
export type PaymentRequest = z.input<typeof paymentRequest>;

export const feeInput = caseAct.extend({
  amount: z.coerce.number().int().positive().max(1_000_000_000),
  method: z.enum(['cash', 'transfer']),
  reference: z.string().trim().max(60).default(''),
});
export type FeeInput = z.input<typeof feeInput>;

export const searchQuery = z.object({
  text: z.string().trim().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

const dateParts = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', year: '2-digit', month: '2-digit', day: '2-digit' });

/** `yymmdd` in Viet Nam. */
export function codeDate(at: Date): string {
  return dateParts.format(at).replaceAll('-', '');
}

/** Mã hồ sơ `{mã định danh đơn vị}-{yymmdd}-{nnnn}` (OS§4). A day with more than 9,999 cases goes on with five digits. */
export function caseCode(agencyCode: string, at: Date, serial: number): string {
  return `${codePrefix(agencyCode, at)}${String(serial).padStart(4, '0')}`;
}

/** A code up to the number of the day. */
export function codePrefix(agencyCode: string, at: Date): string {
  return `${agencyCode}-${codeDate(at)}-`;
}

const codePattern = /^(?<org>[A-Z0-9.]{1,40})-(?<date>\d{6}(?:\d{2})?)-(?<seq>\d{4,7})$/u;

/** A code as somebody typed it, or undefined when it cannot be one. Spaces, case and long dashes are forgiven. */
export function parseCaseCode(text: string): string | undefined {
  const tidy = text.trim().toUpperCase().replace(/\s+/gu, '').replace(/[–—−]/gu, '-');
  return codePattern.test(tidy) ? tidy : undefined;
}
