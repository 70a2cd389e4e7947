import type { Actor } from '#platform/access/actor.ts';
import type { AppError } from '#platform/errors/app-error.ts';
import type { AuditRecorder } from '#platform/audit/entry.ts';
import type { AnyTx, Database } from '#platform/db/database.ts';
import type { Clock } from '#platform/time/clock.ts';
import type { Paper } from '#platform/render/pdf.ts';
import type { Ids } from '#platform/time/ids.ts';
import type { CaseFile, DerivationLine, Signer } from './model.ts';
import type { CasesTables } from './tables.gen.ts';

/** A problem of one field; `message` is Vietnamese and says what to do. */
export type FieldProblem = { readonly path: string; readonly message: string };

export type CheckedForm = { readonly values: Readonly<Record<string, unknown>>; readonly problems: readonly FieldProblem[] };

export type ProcedurePaper = { readonly code: string; readonly name: string; readonly required: boolean };

export type ProcedureStep = { readonly key: string; readonly name: string; readonly kind: 'receive' | 'process' | 'sign' | 'deliver'; readonly role: string; readonly hours: number; readonly returnsTo?: readonly string[] };

export type FeeLine = { readonly code: string; readonly name: string; readonly legalBase: string; readonly amount: number; readonly exemption: string | null; readonly when: 'on_submission' | 'on_supplement' | 'on_delivery' };

/** What a case needs of the version of its procedure. */
export type CaseProcedure = {
  readonly versionId: string;
  readonly code: string;
  readonly name: string;
  readonly steps: readonly ProcedureStep[];
  readonly papers: readonly ProcedurePaper[];
  readonly clockPolicy: 'resume' | 'restart';
  /** How often supplements may be asked for after acceptance. */
  readonly maxSupplements: number;
  /** Time limit in words, by channel and answers, for the receipt. */
  timeLimit(channel: string, answers?: Readonly<Record<string, unknown>>): string;
  readonly resultTemplate: string;
  readonly resultSeries: string;
  readonly resultNotation: string;
  /** Answers in which the applicant stands. */
  readonly applicant: { readonly name: string; readonly personalId: string; readonly phone: string; readonly email: string };
  checkForm(values: Readonly<Record<string, unknown>>): CheckedForm;
  checkResult(values: Readonly<Record<string, unknown>>): CheckedForm;
  /** `papers`, with `required` as these answers make it and `applies` where the situation is theirs. */
  papersFor(answers: Readonly<Record<string, unknown>>): readonly (ProcedurePaper & { readonly applies: boolean })[];
  /** What these answers already say of the result, so that the specialist types only the rest. */
  draftOf(answers: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /** The fees behind `feeOf`, line by line, with the exemption that made a line free. */
  feeLines(channel: string, answers: Readonly<Record<string, unknown>>): readonly FeeLine[];
  /** Đồng for these answers on this channel. */
  feeOf(channel: string, answers: Readonly<Record<string, unknown>>): number;
};

export type Procedures = {
  /** The version in force, or undefined when the procedure is not offered here. */
  inForce(code: string, at: Date): Promise<CaseProcedure | undefined>;
  version(versionId: string): Promise<CaseProcedure>;
};

/** A fact about the clock of a case, dated. */
export type ClockFact =
  | { readonly kind: 'paused'; readonly at: Date; readonly key: string; readonly reason: string }
  | { readonly kind: 'resumed'; readonly at: Date; readonly key: string }
  | { readonly kind: 'restarted'; readonly at: Date; readonly key: string | null; readonly reason: string };

/** When to warn of a due date: at 50, 80 and 100 % of the time, and one working day before its end. */
export type WarningKind = 'half' | 'most' | 'day_before' | 'due';
export type PlannedWarning = { readonly kind: WarningKind; readonly at: Date };

export type CaseDeadline = {
  readonly dueAt: Date | null;
  readonly derivation: readonly DerivationLine[];
  readonly calendarVersion: number;
  readonly warnings: readonly PlannedWarning[];
};

/** One part of a linked group with its own clock; `doneAt` is known of our own part only. */
export type LinkedPart = {
  readonly key: string;
  readonly name: string;
  readonly agency: string;
  readonly result: string;
  readonly startsAt: Date;
  readonly dueAt: Date | null;
  readonly doneAt: Date | null;
  readonly why: readonly string[];
};
export type LinkedClocks = { readonly dueAt: Date | null; readonly parts: readonly LinkedPart[] };

export type Deadlines = {
  /** The clocks of the linked group of a case (NĐ 63/2024); null without one, or before acceptance. */
  linked(file: CaseFile): Promise<LinkedClocks | null>;
  /** Loads the working time of the unit; the answer computes without waiting, so it may be used inside a transaction. */
  for(file: Pick<CaseFile, 'unitUid' | 'versionId' | 'channel' | 'calendarVersion'> & { readonly answers?: CaseFile['answers'] }): Promise<(start: Date, facts: readonly ClockFact[]) => CaseDeadline>;
};

export type Agency = { readonly unitUid: string; readonly name: string; readonly code: string; readonly place: string; readonly parentName: string };

export type Agencies = {
  agency(unitUid: string, at: Date): Promise<Agency>;
  /** An agency that receives cases here. @throws AppError not_found `cases.agency_unknown` */
  receiving(unitUid: string, at: Date): Promise<Agency>;
  /** All agencies that receive cases here, in the order of the organisation chart. */
  listReceiving(at: Date): Promise<readonly Agency[]>;
  /** Signature block of an officer for this agency, by position and delegation. */
  signer(holdingId: string, unitUid: string, at: Date): Promise<Signer>;
};

export type StoredFile = { readonly sha256: string; readonly size: number };

export type SentFile = StoredFile & { readonly field: string; readonly name: string; readonly mediaType: string };

export type ReceivedForm = {
  readonly form: FormData;
  readonly uploads: readonly SentFile[];
  readonly refused: readonly { readonly field: string; readonly name: string; readonly error: AppError }[];
};

export type Papers = {
  /** Of these hashes, the files that this actor has sent: nobody may attach what only others know. */
  listSentBy(actor: Actor, hashes: readonly string[]): Promise<ReadonlyMap<string, { size: number; mediaType: string }>>;
  saveBytes(bytes: Uint8Array, about: { readonly name: string }): Promise<StoredFile>;
  /** A posted multipart form; its files are checked and stored one by one. */
  receiveForm(actor: Actor, request: Request): Promise<ReceivedForm>;
  readonly rules: { readonly accept: string; readonly words: string; readonly limits: { readonly largestForm: number; readonly filesPerForm: number } };
};

export type ResultPaper = {
  readonly template: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly agency: Agency;
  readonly notation: string;
  readonly signer: Signer;
  readonly signedAt: Date;
  readonly verifyUrl: string;
};

export type Signatures = {
  /** The person's signature, then the agency's, each an incremental revision. */
  signForPersonAndUnit(paper: Paper, signer: Signer, caseId: string): Promise<Uint8Array>;
};

export type Numbers = {
  allocate(tx: AnyTx, input: { unitUid: string; kind: string; subjectKind: string; subjectId: string }): Promise<{ number: number; year: number }>;
};

/** An officer in a position, to whom work may be given. */
export type Colleague = {
  readonly holdingId: string;
  /** Null for somebody without an account, who can be told nothing here. */
  readonly accountId: string | null;
  readonly name: string;
  readonly position: string;
  readonly unitUid: string;
  readonly unitName: string;
};

export type People = {
  /** Officers of a unit, or of the units below it, who hold a permission there today. */
  withPermission(permission: string, unitUid: string): Promise<readonly Colleague[]>;
  byHolding(holdingId: string): Promise<Colleague | undefined>;
  headOf(unitUid: string): Promise<Colleague | undefined>;
  /** Everybody in a unit and the units below it. */
  ofUnit(unitUid: string): Promise<readonly Colleague[]>;
  unitName(unitUid: string): Promise<string | null>;
};

export type Notices = {
  /** Tells somebody something once per key, inside the caller's transaction. */
  send(
    tx: AnyTx,
    notice: {
      readonly key: string;
      readonly to: { readonly accountId: string | null; readonly email: string | null; readonly phone?: string | null; readonly locale: 'vi' | 'en' };
      readonly template: string;
      readonly data: Readonly<Record<string, string>>;
      readonly link: string;
      readonly unitUid: string;
    },
  ): Promise<boolean>;
};

/** An officer who looked at a case on one day. */
export type Reader = {
  readonly name: string;
  readonly position: string | null;
  readonly unitName: string | null;
  readonly action: string;
  readonly purpose: string | null;
  /** The last time of that day. */
  readonly at: Date;
  readonly times: number;
};

export type Readers = {
  /** Who read this case, from the audit trail; newest first, at most 200 lines. */
  of(caseId: string): Promise<readonly Reader[]>;
};

/** Money for a case, in the caller's transaction: what is owed is told, taken and given back by another module. */
export type Fees = {
  /** Tells the applicant what is owed; once for a case and a purpose. */
  open(
    tx: AnyTx,
    notice: {
      readonly subject: { readonly kind: 'case'; readonly id: string; readonly code: string; readonly title: string };
      readonly purpose: string;
      readonly unitUid: string;
      readonly payer: { readonly accountId: string | null; readonly name: string; readonly address: string | null };
      readonly channel: string;
      readonly lines: readonly Omit<FeeLine, 'when'>[];
      readonly dueWhen: FeeLine['when'] | 'on_notice';
    },
  ): Promise<void>;
  /** Takes money at the counter, or notes a transfer by its bank number; gives a receipt. */
  collect(
    tx: AnyTx,
    actor: Actor,
    input: { readonly requestId: string; readonly subject: { readonly kind: 'case'; readonly id: string }; readonly amount: number; readonly method: 'cash' | 'transfer'; readonly bankRef: string },
  ): Promise<readonly { readonly receipt: { readonly number: number; readonly year: number } | null }[]>;
  /** Đồng owed in all, held now, and still to be paid. */
  balance(tx: AnyTx, subject: { readonly kind: 'case'; readonly id: string }): Promise<{ due: number; paid: number; owed: number }>;
  /** The case ended without its result: nothing is owed any more, what was paid is proposed for refund. */
  end(tx: AnyTx, input: { readonly subject: { readonly kind: 'case'; readonly id: string }; readonly reason: string }): Promise<void>;
};

export type PopulationOutcome = 'match' | 'mismatch' | 'no_information' | 'insufficient_grounds' | 'unavailable';

/** `differing` holds the register's writing of the compared fields that differ, and nothing else. */
export type PopulationAnswer = {
  readonly outcome: PopulationOutcome;
  readonly differing: readonly { readonly field: 'fullName' | 'birthDate' | 'residence'; readonly registered: string }[];
};

/** The population register, asked outside any transaction (OS§11). Days are yyyy-mm-dd. */
export type Population = {
  compare(question: {
    readonly requestId: string;
    readonly purpose: string;
    readonly legalBase: string;
    readonly fullName: string;
    readonly birthDate: string;
    readonly personalId: string;
    /** Compared only when given. */
    readonly residence: string | null;
  }): Promise<PopulationAnswer | { readonly outcome: 'unavailable' }>;
};

export type CasesDeps = {
  readonly db: Database<CasesTables>;
  readonly audit: AuditRecorder;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly baseUrl: string;
  readonly procedures: Procedures;
  readonly deadlines: Deadlines;
  readonly agencies: Agencies;
  readonly papers: Papers;
  readonly signatures: Signatures;
  readonly numbers: Numbers;
  readonly notices: Notices;
  readonly fees: Fees;
  readonly people: People;
  readonly readers: Readers;
  /** Null where no register is connected. */
  readonly population: Population | null;
};
