import type { Actor } from '#platform/access/actor.ts';
import type { AnyTx } from '#platform/db/database.ts';
import type * as input from './model.ts';
import type { OrganizationAbilities } from './policy.ts';
import type { OwnCapacity, SignatureBlock } from './signature-block.ts';
import type { Unit, UnitForest, UnitNode } from './unit-tree.ts';
import type { LocalDate } from './validity.ts';
import type * as view from './views.ts';
import type { PositionKind } from './vocabulary.ts';

/** By what right a document is signed: the signer's own, or a recorded delegation. */
export type SigningCapacity = OwnCapacity | { readonly delegationUid: string };

export type SigningRequest = {
  readonly holdingUid: string;
  readonly capacity: SigningCapacity;
  readonly asOf: LocalDate;
};

/** One way in which a holder may sign on a day, with the block it yields. */
export type SigningOption = {
  readonly capacity: SigningCapacity;
  readonly scope: string | null;
  readonly block: SignatureBlock;
};

/** Facts for other modules and for public pages. Pass the caller's `tx` when called inside a transaction. */
export type OrganizationDirectory = {
  /** The whole tree of a day, shared from a cache: do not change it. */
  unitTree(asOf: LocalDate, tx?: AnyTx): Promise<UnitForest>;
  /** A unit with what is under it, or null when it does not exist on that day. */
  unit(uid: string, asOf: LocalDate, tx?: AnyTx): Promise<UnitNode | null>;
  /** The unit and everything under it, parents first; empty when it does not exist on that day. */
  subtreeOf(uid: string, asOf: LocalDate, tx?: AnyTx): Promise<readonly Unit[]>;
  /** The units above, nearest first. */
  ancestorsOf(uid: string, asOf: LocalDate, tx?: AnyTx): Promise<readonly Unit[]>;
  /** The units that continue this one on a day, followed through several reorganisations; the unit itself while it exists. */
  successorsOf(uid: string, asOf: LocalDate, tx?: AnyTx): Promise<readonly Unit[]>;
  /** The unit that bears an identifier code on a day. */
  unitByCode(code: string, asOf: LocalDate, tx?: AnyTx): Promise<Unit | null>;
  /** Identifier codes of a unit in force on a day. */
  codesOf(unitUid: string, asOf: LocalDate, tx?: AnyTx): Promise<readonly view.UnitCode[]>;
  /** The positions that a person holds on a day, the principal one first. */
  holdingsOf(personUid: string, asOf: LocalDate, tx?: AnyTx): Promise<readonly view.HeldPosition[]>;
  /** One holding, if it is in force on the day. */
  holding(holdingUid: string, asOf: LocalDate | null, tx?: AnyTx): Promise<view.HeldPosition | null>;
  /** Who holds the positions of a kind in a unit on a day. */
  holdersOf(
    positionKind: PositionKind,
    unitUid: string,
    asOf: LocalDate,
    tx?: AnyTx,
  ): Promise<readonly view.HeldPosition[]>;
  /** Who stands in for an absent holder on a day, or null. */
  substituteOf(holdingUid: string, asOf: LocalDate, tx?: AnyTx): Promise<view.HeldPosition | null>;
  /** For whom a person stands in on a day. */
  substitutedBy(personUid: string, asOf: LocalDate, tx?: AnyTx): Promise<readonly view.HeldPosition[]>;
  /** Boxes 7a and 7c. @throws AppError conflict when the holder has no such authority on that day. */
  signatureBlockFor(request: SigningRequest, tx?: AnyTx): Promise<SignatureBlock>;
  /** Every way in which a holder may sign on a day. */
  signingOptions(holdingUid: string, asOf: LocalDate, tx?: AnyTx): Promise<readonly SigningOption[]>;
  /** Administrative units by name, with or without accents, that exist on a day; at most 20. */
  searchAdminUnits(text: string, asOf: LocalDate, tx?: AnyTx): Promise<readonly view.AdminUnit[]>;
  /** An administrative unit by uid, whenever it existed. */
  adminUnit(uid: string, tx?: AnyTx): Promise<view.AdminUnit | null>;
  /** Units under an administrative unit on a day (`null`: the provinces). */
  adminUnitsUnder(parentUid: string | null, asOf: LocalDate, tx?: AnyTx): Promise<readonly view.AdminUnit[]>;
  /** Old name → units of that day; at most 20 old names. */
  resolveOldAddress(text: string, asOf: LocalDate, tx?: AnyTx): Promise<readonly view.ResolvedAddress[]>;
};

/** Changes. Each states its first day, is recorded once per `requestId`, and stands in the journal. */
export type OrganizationChanges = {
  addUnit(actor: Actor, change: input.AddUnit): Promise<view.Recorded>;
  renameUnit(actor: Actor, change: input.RenameUnit): Promise<view.Recorded>;
  moveUnit(actor: Actor, change: input.MoveUnit): Promise<view.Recorded>;
  correctUnit(actor: Actor, change: input.CorrectUnit): Promise<view.Recorded>;
  /** Ends the unit with its positions, holdings, delegations and codes; refused while units stand under it. */
  closeUnit(actor: Actor, change: input.CloseUnit): Promise<view.Recorded>;
  /** Ends the sources; the units under them move to the target, which takes over their work. */
  mergeUnits(actor: Actor, change: input.MergeUnits): Promise<view.Recorded>;
  splitUnit(actor: Actor, change: input.SplitUnit): Promise<view.Recorded>;
  setUnitCode(actor: Actor, change: input.SetUnitCode): Promise<view.Recorded>;
  addPerson(actor: Actor, change: input.AddPerson): Promise<view.Recorded>;
  correctPerson(actor: Actor, change: input.CorrectPerson): Promise<view.Recorded>;
  addPosition(actor: Actor, change: input.AddPosition): Promise<view.Recorded>;
  closePosition(actor: Actor, change: input.ClosePosition): Promise<view.Recorded>;
  assignHolder(actor: Actor, change: input.AssignHolder): Promise<view.Recorded>;
  endHolding(actor: Actor, change: input.EndHolding): Promise<view.Recorded>;
  delegate(actor: Actor, change: input.Delegate): Promise<view.Recorded>;
  revokeDelegation(actor: Actor, change: input.RevokeDelegation): Promise<view.Recorded>;
  appointSubstitute(actor: Actor, change: input.AppointSubstitute): Promise<view.Recorded>;
  endSubstitution(actor: Actor, change: input.EndSubstitution): Promise<view.Recorded>;
  /** Takes a change back when nothing was built upon it; a change already in effect needs a reason. */
  undoChange(actor: Actor, change: input.UndoChange): Promise<view.Recorded>;
  /** Loads the list of administrative units shipped with the program; the same release only once. */
  importAdminUnits(
    actor: Actor,
  ): Promise<{ readonly units: number; readonly changes: number; readonly imported: boolean }>;
};

/** What the officers' pages show of one unit on one day. */
export type UnitRecord = {
  readonly unit: Unit;
  readonly ancestors: readonly Unit[];
  readonly adminUnit: view.AdminUnit | null;
  readonly codes: readonly view.UnitCode[];
  readonly positions: readonly view.Position[];
  readonly holders: readonly view.HeldPosition[];
  readonly delegations: readonly view.DelegationRecord[];
  readonly substitutions: readonly view.SubstitutionRecord[];
  readonly successions: readonly view.Succession[];
  readonly journal: readonly view.JournalEntry[];
  readonly abilities: OrganizationAbilities;
};

/** What the forms of a unit offer to choose from on a day. */
export type UnitChoices = {
  /** Deputies of the unit and heads of the units below: who may be given authority to sign. */
  readonly receivers: readonly view.Choice[];
  /** Who may stand in: holders in the unit, the unit above and the units directly below. */
  readonly colleagues: readonly view.Choice[];
  /** The units beside it. */
  readonly siblings: readonly view.Choice[];
};

/** One line of the organisation chart. */
export type ChartRow = {
  readonly unitUid: string;
  /** 1 for a root. */
  readonly tier: number;
  readonly fullName: string;
  readonly parentName: string | null;
  readonly abbreviation: string | null;
  readonly qd20: string | null;
  readonly qcvn102: string | null;
  /** "Chủ tịch: Hoàng Thị Minh". */
  readonly head: string | null;
  readonly validFrom: LocalDate;
  readonly lastDay: LocalDate | null;
};

/** Reads for the officers' pages, each asked of the policy. */
export type OrganizationReads = {
  readUnit(actor: Actor, query: { uid: string; asOf: LocalDate }): Promise<UnitRecord>;
  /** What the actor may do with what belongs to no unit: roots, people without a position. */
  generalAbilities(actor: Actor): OrganizationAbilities;
  readChoices(actor: Actor, query: { uid: string; asOf: LocalDate }): Promise<UnitChoices>;
  /** Units by name or abbreviation, with or without accents; at most 20. */
  searchUnits(actor: Actor, query: { text: string; asOf: LocalDate }): Promise<readonly view.Choice[]>;
  /** Officials by name, with or without accents; at most 20. */
  searchPersons(actor: Actor, text: string): Promise<readonly view.PersonSummary[]>;
  /** An official's name, as officers see it everywhere. */
  findPersonName(actor: Actor, personUid: string): Promise<view.PersonSummary | null>;
  /** Personal data of an official; recorded in the audit trail with its purpose. */
  readPerson(actor: Actor, query: { personUid: string; purpose: string }): Promise<view.PersonRecord>;
  /** The tree of a day as lines, for print. */
  listChart(actor: Actor, asOf: LocalDate): Promise<readonly ChartRow[]>;
  /** The tree of a day as an XLSX workbook. */
  exportTree(actor: Actor, asOf: LocalDate): Promise<Uint8Array>;
};

export type Organization = OrganizationDirectory & OrganizationChanges & OrganizationReads;
