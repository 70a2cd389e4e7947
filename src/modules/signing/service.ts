import type { Actor } from '#platform/access/actor.ts';
import type { Handlers } from '#platform/jobs/definitions.ts';
import { createSigningHandlers } from './handlers.ts';
import { onHold } from './validation/revocation-read.ts';
import { parseInput, type SigningDeps } from './deps.ts';
import { changeCertificateInput, revocationReasons, revokeCertificateInput } from './model.ts';
import type * as model from './model.ts';
import { createAuthorityDesk, type AuthorityDesk } from './use-cases/authority.ts';
import { createDocuments, type Documents } from './use-cases/documents.ts';
import { createProviders } from './use-cases/key-files.ts';
import * as register from './use-cases/register.ts';
import * as trust from './use-cases/trust.ts';

export type Signing = Documents & {
  readonly handlers: Handlers;
  /** Demonstration only: creates the locality's authority once, trusts it, and sets its timestamp service. */
  ensureDemoAuthority(locality: string): Promise<void>;
  /** What the demonstration authority publishes. */
  readonly authority: AuthorityDesk;
  issueCertificate(actor: Actor, input: model.IssueCertificate): Promise<register.CertificateView>;
  registerCertificate(actor: Actor, input: model.RegisterCertificate): Promise<register.CertificateView>;
  suspendCertificate(actor: Actor, input: model.ChangeCertificate): Promise<register.CertificateView>;
  resumeCertificate(actor: Actor, input: model.ChangeCertificate): Promise<register.CertificateView>;
  revokeCertificate(actor: Actor, input: model.RevokeCertificate): Promise<register.CertificateView>;
  readCertificate(actor: Actor, id: string): Promise<register.CertificateView>;
  exportCertificate(actor: Actor, id: string): Promise<string>;
  listCertificates(actor: Actor, query: model.CertificateQuery): Promise<register.CertificateView[]>;
  listTrust(actor: Actor): Promise<trust.AnchorView[]>;
  addTrustAnchor(actor: Actor, input: model.AddTrustAnchor): Promise<string>;
  endTrust(actor: Actor, input: model.EndTrust): Promise<void>;
  readTimestampPolicy(actor: Actor): Promise<trust.PolicyView | null>;
  setTimestampPolicy(actor: Actor, input: model.SetTimestampPolicy): Promise<void>;
};

export function createSigning(deps: SigningDeps): Signing {
  const authority = createAuthorityDesk(deps);
  const all = { ...deps, authority, providers: createProviders(deps) };
  return {
    ...createDocuments(all),
    handlers: createSigningHandlers(deps),
    ensureDemoAuthority: (locality) => authority.ensure(locality),
    authority,
    issueCertificate: (actor, input) => register.issueCertificate(all, actor, input),
    registerCertificate: (actor, input) => register.registerCertificate(all, actor, input),
    suspendCertificate: (actor, input) =>
      register.changeCertificate(all, actor, parseInput(changeCertificateInput, input), {
        fact: 'suspended',
        reasonCode: onHold,
      }),
    resumeCertificate: (actor, input) =>
      register.changeCertificate(all, actor, parseInput(changeCertificateInput, input), {
        fact: 'resumed',
        reasonCode: 0,
      }),
    revokeCertificate: (actor, input) => {
      const parsed = parseInput(revokeCertificateInput, input);
      const { reasonKind } = parsed;
      return register.changeCertificate(all, actor, parsed, {
        fact: 'revoked',
        reasonCode: revocationReasons[reasonKind],
        extra: { reasonKind },
      });
    },
    readCertificate: (actor, id) => register.readRegistered(all, actor, id),
    exportCertificate: (actor, id) => register.exportCertificate(all, actor, id),
    listCertificates: (actor, query) => register.listRegister(all, actor, query),
    listTrust: (actor) => trust.listTrust(deps, actor),
    addTrustAnchor: (actor, input) => trust.addTrustAnchor(deps, actor, input),
    endTrust: (actor, input) => trust.endTrust(deps, actor, input),
    readTimestampPolicy: (actor) => trust.readTimestampPolicy(deps, actor),
    setTimestampPolicy: (actor, input) => trust.setTimestampPolicy(deps, actor, input),
  };
}
