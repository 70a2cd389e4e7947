export { auditActions } from './audit.ts';
export { adminUnitUid } from './admin-rows.ts';
export * as organizationEvents from './events.ts';
export { terms } from './glossary.ts';
export { messages } from './messages.ts';
export { permissions } from './policy.ts';
export { createOrganizationRoutes } from './routes.ts';
export { createOrganization, type OrganizationDeps } from './service.ts';
export type {
  ChartRow,
  Organization,
  OrganizationChanges,
  OrganizationDirectory,
  OrganizationReads,
  SigningCapacity,
  SigningOption,
  SigningRequest,
  UnitChoices,
  UnitRecord,
} from './organization.ts';
export type { SignatureBlock } from './signature-block.ts';
export type { Unit, UnitForest, UnitNode } from './unit-tree.ts';
export type { LocalDate, Validity } from './validity.ts';
export type {
  AddressCandidate,
  AdminUnit,
  Choice,
  DelegationRecord,
  HeldPosition,
  JournalEntry,
  PersonRecord,
  PersonSummary,
  Position,
  Recorded,
  ResolvedAddress,
  Succession,
  SubstitutionRecord,
  UnitCode,
} from './views.ts';
export type { DelegationKind, HoldingKind, PositionKind, UnitKind, UnitLevel } from './vocabulary.ts';
export type { OrganizationTables } from './tables.gen.ts';
