import type { CodeScheme } from './identifier-codes.ts';
import type { LegalDocument } from './model.ts';
import type { LocalDate, OpenValidity, Validity } from './validity.ts';
import type {
  AdminChangeKind,
  AdminLevel,
  DelegationKind,
  HoldingKind,
  PositionKind,
  SuccessionKind,
} from './vocabulary.ts';

/** A position of a unit. */
export type Position = Validity & {
  readonly positionUid: string;
  readonly unitUid: string;
  readonly kind: PositionKind;
  /** As in box 7a: "Phó Chủ tịch". */
  readonly title: string;
};

/** Somebody in a position: the "who" of every act of an officer. */
export type HeldPosition = Validity & {
  readonly holdingUid: string;
  readonly personUid: string;
  readonly personName: string;
  readonly kind: HoldingKind;
  readonly positionUid: string;
  readonly positionKind: PositionKind;
  readonly title: string;
  readonly unitUid: string;
  readonly unitName: string;
};

/** Authority to sign, given by one position to another. */
export type DelegationRecord = Validity & {
  readonly delegationUid: string;
  readonly kind: DelegationKind;
  readonly grantorPositionUid: string;
  readonly grantorTitle: string;
  readonly grantorUnitUid: string;
  readonly grantorUnitName: string;
  readonly delegatePositionUid: string;
  readonly delegateTitle: string;
  readonly delegateUnitUid: string;
  readonly delegateUnitName: string;
  readonly scope: string;
  readonly passable: boolean;
  readonly document: LegalDocument | null;
};

/** Somebody who does the work of an absent colleague; gives no right to sign. */
export type SubstitutionRecord = Validity & {
  readonly substitutionUid: string;
  readonly absentHoldingUid: string;
  readonly substituteHoldingUid: string;
  readonly substituteName: string;
  readonly reason: string;
};

export type UnitCode = Validity & {
  readonly codeUid: string;
  readonly unitUid: string;
  readonly scheme: CodeScheme;
  readonly code: string;
};

/** A link to a predecessor or successor of a unit. */
export type Succession = {
  readonly fromUid: string;
  readonly fromName: string;
  readonly toUid: string;
  readonly toName: string;
  readonly kind: SuccessionKind;
  readonly effectiveOn: LocalDate;
};

/** One line of the journal. */
export type JournalEntry = {
  readonly changeUid: string;
  readonly kind: string;
  readonly subjectUid: string;
  /** "Hoàng Thị Minh, Chủ tịch". */
  readonly subjectName: string;
  readonly effectiveOn: LocalDate;
  readonly document: LegalDocument | null;
  readonly reason: string | null;
  readonly actorName: string;
  readonly recordedAt: string;
  readonly undone: boolean;
};

/** An official without the data that only staff management may see. */
export type PersonSummary = { readonly personUid: string; readonly fullName: string };

/** All that is recorded of an official; reading it is audited. */
export type PersonRecord = PersonSummary & {
  readonly birthDate: LocalDate | null;
  readonly phone: string | null;
  readonly email: string | null;
};

/** An administrative unit of some time. */
export type AdminUnit = OpenValidity & {
  readonly uid: string;
  readonly level: AdminLevel;
  readonly code: string | null;
  readonly fullName: string;
  /** "Phường 12, Quận Gò Vấp, Thành phố Hồ Chí Minh". */
  readonly pathName: string;
  readonly parentUid: string | null;
};

/** A unit of today that an old address may belong to. */
export type AddressCandidate = {
  readonly unit: AdminUnit;
  readonly kind: AdminChangeKind;
  /** Part of the old unit's population that went there, 0–1; null when unknown. */
  readonly share: number | null;
};

/** What an old name stands for today; more than one candidate means that the old unit was split. */
export type ResolvedAddress = {
  readonly oldName: string;
  readonly oldCode: string | null;
  /** Last day of the old unit; null when only known to lie before 30/6/2025. */
  readonly lastDay: LocalDate | null;
  readonly candidates: readonly AddressCandidate[];
};

/** The result of a change: what it is about, and the line in the journal (for undoing). */
export type Recorded = { readonly uid: string; readonly changeUid: string };

/** One entry of a list to choose from. */
export type Choice = { readonly value: string; readonly label: string; readonly note: string };
