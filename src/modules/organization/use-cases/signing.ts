import { conflict, isAppError, notFound } from '#platform/errors/app-error.ts';
import type { OrganizationDirectory, SigningCapacity, SigningOption } from '../organization.ts';
import { signatureBlock, type SignatureBlock } from '../signature-block.ts';
import * as store from '../store/delegations.ts';
import type { Queries } from '../store/queries.ts';
import type { LocalDate } from '../validity.ts';
import type { DelegationRecord } from '../views.ts';
import { isUid, sourceOf } from './directory.ts';
import type { OrganizationDeps } from './record-change.ts';

type Signing = Pick<OrganizationDirectory, 'signatureBlockFor' | 'signingOptions'>;

/** Signature blocks from what is recorded: who signs, in which position, by which authority. */
export function createSigning(deps: OrganizationDeps): Signing {
  const from = sourceOf(deps);
  return {
    async signatureBlockFor({ holdingUid, capacity, asOf }, tx) {
      const signer = await loadSigner(from(tx), holdingUid, asOf);
      if (typeof capacity === 'string') return signatureBlock(signer, capacity, asOf);
      const delegations = await store.listDelegationsFor(from(tx), signer, asOf);
      const delegation = delegations.find((each) => each.delegationUid === capacity.delegationUid);
      if (delegation === undefined) throw conflict('organization.delegation_not_yours');
      return signatureBlock(signer, delegation, asOf);
    },

    async signingOptions(holdingUid, asOf, tx) {
      const signer = await loadSigner(from(tx), holdingUid, asOf);
      const delegations = await store.listDelegationsFor(from(tx), signer, asOf);
      return [
        ...optionIf('collective', null, () => signatureBlock(signer, 'collective', asOf)),
        ...optionIf('own', null, () => signatureBlock(signer, 'own', asOf)),
        ...delegations.flatMap((each) => delegatedOption(signer, each, asOf)),
      ];
    },
  };
}

async function loadSigner(q: Queries, holdingUid: string, asOf: LocalDate): Promise<store.SignerRow> {
  const signer = isUid(holdingUid) ? await store.findSigner(q, holdingUid, asOf) : undefined;
  if (signer === undefined) throw notFound('organization.not_found');
  return signer;
}

function delegatedOption(signer: store.SignerRow, delegation: DelegationRecord, asOf: LocalDate): SigningOption[] {
  const { delegationUid, scope } = delegation;
  return optionIf({ delegationUid }, scope, () => signatureBlock(signer, delegation, asOf));
}

/** An option, unless the rules refuse it. */
function optionIf(capacity: SigningCapacity, scope: string | null, block: () => SignatureBlock): SigningOption[] {
  try {
    return [{ capacity, scope, block: block() }];
  } catch (error) {
    if (isAppError(error)) return [];
    throw error;
  }
}
