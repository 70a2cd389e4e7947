import { z } from 'zod';
import { cleanLine } from '#platform/text/clean.ts';
import { cleanPersonName, findNameProblem } from '#platform/text/names.ts';
import { parsePhone } from '#platform/text/phone.ts';
import { codeSchemes, isCodeOf } from './identifier-codes.ts';
import { delegationKinds, holdingKinds, positionKinds, unitKinds, unitLevels } from './vocabulary.ts';
import { localDate } from './validity.ts';

const line = (max: number) => z.string().transform(cleanLine).pipe(z.string().min(1).max(max));

/** An empty field of a form means "none". */
const optionalLine = (max: number) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), line(max).nullable());
const optionalDate = z.preprocess(
  (value) => (value === '' || value === undefined ? null : value),
  localDate.nullable(),
);
const optionalUid = z.preprocess((value) => (value === '' || value === undefined ? null : value), z.uuid().nullable());

/** The paper that orders a change: number and notation, date, issuing agency. */
export const legalDocument = z.object({ number: line(60), date: localDate, issuer: line(200) });
export type LegalDocument = z.infer<typeof legalDocument>;

/** What every change states: the day it takes effect, the paper behind it, the reason. */
const change = z.object({
  requestId: z.uuid(),
  effectiveOn: localDate,
  document: legalDocument.nullable().default(null),
  reason: optionalLine(500).default(null),
});

const unitNames = z.object({
  fullName: line(200),
  shortName: optionalLine(100).default(null),
  abbreviation: optionalLine(20).default(null),
  collectiveName: optionalLine(100).default(null),
});

const unitFacts = unitNames.extend({
  kind: z.enum(unitKinds),
  level: z.enum(unitLevels),
  parentUid: optionalUid,
  adminUnitUid: optionalUid.default(null),
  sortOrder: z.coerce.number().int().min(-9999).max(9999).default(0),
});

export const addUnit = change.extend(unitFacts.shape);
export const renameUnit = change.extend({ unitUid: z.uuid(), ...unitNames.shape });
export const moveUnit = change.extend({ unitUid: z.uuid(), parentUid: optionalUid });
/** A correction says what was recorded wrongly in the segment that holds on `effectiveOn`; it needs a reason. */
export const correctUnit = change.extend({
  unitUid: z.uuid(),
  ...unitFacts.omit({ parentUid: true }).shape,
  reason: line(500),
});
export const closeUnit = change.extend({ unitUid: z.uuid(), document: legalDocument });
export const mergeUnits = change.extend({
  sourceUids: z.array(z.uuid()).min(1).max(50),
  targetUid: z.uuid(),
  document: legalDocument,
});
/** `closes: false` is a partial split: the source lives on beside its successors. */
export const splitUnit = change.extend({
  sourceUid: z.uuid(),
  successorUids: z.array(z.uuid()).min(1).max(50),
  closes: z.boolean(),
  document: legalDocument,
});
export const setUnitCode = change
  .extend({ unitUid: z.uuid(), scheme: z.enum(codeSchemes), code: optionalLine(35) })
  .refine((input) => input.code === null || isCodeOf(input.scheme, input.code), {
    path: ['code'],
    message: 'organization.code_form',
  });

const personName = z
  .string()
  .transform(cleanPersonName)
  .refine((name) => findNameProblem(name) === null, 'organization.person_name');
const phone = z
  .string()
  .transform((text) => parsePhone(text)?.e164 ?? '')
  .refine((e164) => e164 !== '', 'organization.phone');

const personFacts = z.object({
  fullName: personName,
  birthDate: optionalDate.default(null),
  phone: z.preprocess((value) => (value === '' ? null : value), phone.nullable()).default(null),
  email: z.preprocess((value) => (value === '' ? null : value), z.email().max(200).nullable()).default(null),
});
export const addPerson = personFacts.extend({ requestId: z.uuid() });
export const correctPerson = personFacts.extend({ requestId: z.uuid(), personUid: z.uuid(), reason: line(500) });

export const addPosition = change.extend({ unitUid: z.uuid(), kind: z.enum(positionKinds), title: line(150) });
export const closePosition = change.extend({ positionUid: z.uuid() });
export const assignHolder = change.extend({
  personUid: z.uuid(),
  positionUid: z.uuid(),
  kind: z.enum(holdingKinds),
  validTo: optionalDate.default(null),
});
export const endHolding = change.extend({ holdingUid: z.uuid() });

export const delegate = change.extend({
  kind: z.enum(delegationKinds),
  grantorPositionUid: z.uuid(),
  delegatePositionUid: z.uuid(),
  scope: line(500),
  passable: z.boolean().default(false),
  validTo: optionalDate.default(null),
});
export const revokeDelegation = change.extend({ delegationUid: z.uuid() });

export const appointSubstitute = change.extend({
  absentHoldingUid: z.uuid(),
  substituteHoldingUid: z.uuid(),
  validTo: localDate,
  reason: line(500),
});
export const endSubstitution = change.extend({ substitutionUid: z.uuid() });

export const undoChange = z.object({
  requestId: z.uuid(),
  changeUid: z.uuid(),
  reason: optionalLine(500).default(null),
});

export type AddUnit = z.input<typeof addUnit>;
export type RenameUnit = z.input<typeof renameUnit>;
export type MoveUnit = z.input<typeof moveUnit>;
export type CorrectUnit = z.input<typeof correctUnit>;
export type CloseUnit = z.input<typeof closeUnit>;
export type MergeUnits = z.input<typeof mergeUnits>;
export type SplitUnit = z.input<typeof splitUnit>;
export type SetUnitCode = z.input<typeof setUnitCode>;
export type AddPerson = z.input<typeof addPerson>;
export type CorrectPerson = z.input<typeof correctPerson>;
export type AddPosition = z.input<typeof addPosition>;
export type ClosePosition = z.input<typeof closePosition>;
export type AssignHolder = z.input<typeof assignHolder>;
export type EndHolding = z.input<typeof endHolding>;
export type Delegate = z.input<typeof delegate>;
export type RevokeDelegation = z.input<typeof revokeDelegation>;
export type AppointSubstitute = z.input<typeof appointSubstitute>;
export type EndSubstitution = z.input<typeof endSubstitution>;
export type UndoChange = z.input<typeof undoChange>;
