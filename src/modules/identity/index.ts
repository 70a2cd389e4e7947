export { auditActions } from './audit.ts';
export type { CataloguedPermission, IdentityDeps, Visitor } from './context.ts';
export type { EidIdentity } from './eid-identity.ts';
export type { CitizenProfile, OwnSession } from './model.ts';
export { terms } from './glossary.ts';
export { messages } from './messages.ts';
export { permissions } from './policy.ts';
export {
  authenticatorSimulatorPlugin,
  type SimulatedAuthenticator,
} from './providers/eid-simulator/authenticator-page.ts';
export { eidSimulatorPlugin } from './providers/eid-simulator/mount.ts';
export { mockCitizens, type MockCitizen } from './providers/eid-simulator/mock-citizens.ts';
export { createEidSimulator, listenEidSimulator, type EidSimulator } from './providers/eid-simulator/simulator.ts';
export type { EidProvider } from './providers/eid-provider.ts';
export { eidProviderSchema, nationalClaimMapping, type EidProviderSettings } from './providers/oidc/configuration.ts';
export { createOidcProvider } from './providers/oidc/oidc-provider.ts';
export { eidReturnPath } from './use-cases/eid-sign-in.ts';
export { createIdentityRoutes } from './routes.ts';
export type { OrganizationReader } from './organization-reader.ts';
export { createIdentity, type Identity } from './service.ts';
export { isSteppedUp, requireStepUp, requireSubmitter } from './step-up.ts';
export type { IdentityTables } from './tables.gen.ts';
export type { RoleSeed } from './use-cases/administer-roles.ts';
export type { PositionChoice } from './use-cases/own-sessions.ts';
export type { SignInProgress } from './use-cases/pending-sign-in.ts';
export type { ProvisionedOfficer } from './use-cases/provision.ts';
