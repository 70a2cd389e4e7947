export { auditActions } from './audit.ts';
export { certificateExpiring, certificateRevoked } from './events.ts';
export { terms } from './glossary.ts';
export { messages } from './messages.ts';
export {
  signingPurposes,
  signingTimeText,
  stampLines,
  type CertificateState,
  type HolderKind,
  type SigningPurpose,
} from './model.ts';
export type { Appearance } from './pades/stamp.ts';
export { permissions } from './policy.ts';
export { createSigningRoutes } from './routes.ts';
export { createSigning, type Signing } from './service.ts';
export type { SigningDeps } from './deps.ts';
export type { SigningTables } from './tables.gen.ts';
export type { SignedPdf, SignPdfInput } from './use-cases/documents.ts';
export type { CertificateView } from './use-cases/register.ts';
export type { AnchorView, PolicyView } from './use-cases/trust.ts';
export type { Finding, SignatureReport, ValidationReport, Verdict } from './validation/report.ts';
