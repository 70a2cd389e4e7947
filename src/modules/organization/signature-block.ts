import { conflict } from '#platform/errors/app-error.ts';
import type { DelegationKind, HoldingKind, PositionKind } from './vocabulary.ts';
import { holdsOn, type LocalDate, type Validity } from './validity.ts';

/** Who signs, in which position. Titles are written as in the register of positions ("Phó Chủ tịch"). */
export type SigningHolding = Validity & {
  readonly signerName: string;
  readonly kind: HoldingKind;
  readonly positionKind: PositionKind;
  readonly title: string;
  /** Title of the head of the signer's own unit; null when the unit has none. */
  readonly headTitle: string | null;
  /** "Ủy ban nhân dân" when the unit works as a collective, otherwise null. */
  readonly collectiveName: string | null;
};

/** By what right, when it is not the signer's own. */
export type SigningDelegation = Validity & {
  readonly kind: DelegationKind;
  /** Title of the position that gave the authority ("Chủ tịch"). */
  readonly grantorTitle: string;
  /** A head who signs by order may let the own deputy sign (NĐ 30/2020 Điều 13.4). */
  readonly passable: boolean;
};

/** In which capacity the head of a collective signs without any delegation: alone, or for the collective. */
export type OwnCapacity = 'own' | 'collective';

/** Boxes 7a (authority and position, one entry a line) and 7c (name) of a document. */
export type SignatureBlock = { readonly lines: readonly string[]; readonly signerName: string };

/**
 * Boxes 7a and 7c for a signer on a date (NĐ 30/2020/NĐ-CP Điều 13, Phụ lục I).
 * @throws AppError conflict when the signer has no such authority on that date.
 */
export function signatureBlock(
  holding: SigningHolding,
  delegation: SigningDelegation | OwnCapacity,
  asOf: LocalDate,
): SignatureBlock {
  if (!holdsOn(holding, asOf)) throw conflict('organization.holding_not_in_force', { asOf });
  if (typeof delegation === 'string') return block(holding, ownLines(holding, delegation));
  if (!holdsOn(delegation, asOf)) throw conflict('organization.delegation_not_in_force', { asOf });
  return block(holding, delegatedLines(holding, delegation));
}

function ownLines(holding: SigningHolding, capacity: OwnCapacity): string[] {
  if (holding.positionKind !== 'head') throw conflict('organization.delegation_needed', { title: holding.title });
  return capacity === 'own' ? [] : [`TM. ${collectiveOf(holding)}`];
}

function delegatedLines(holding: SigningHolding, delegation: SigningDelegation): string[] {
  switch (delegation.kind) {
    case 'collective':
      return [`TM. ${collectiveOf(holding)}`, ...forHead(holding)];
    case 'deputy':
      return forHead(holding);
    case 'by_order':
      return [`TL. ${delegation.grantorTitle}`, ...ofOrderedUnit(holding, delegation)];
    case 'by_authorisation':
      // The person authorised signs in person: no further delegation (NĐ 30/2020 Điều 13.3).
      if (holding.positionKind !== 'head') throw conflict('organization.no_redelegation');
      return [`TUQ. ${delegation.grantorTitle}`];
  }
}

function ofOrderedUnit(holding: SigningHolding, delegation: SigningDelegation): string[] {
  if (holding.positionKind === 'head') return [];
  if (!delegation.passable) throw conflict('organization.order_not_passable');
  return forHead(holding);
}

/** A deputy signs for the head, and so does a deputy put in charge while there is none (NĐ 30/2020 Điều 13.1). */
function forHead(holding: SigningHolding): string[] {
  if (holding.positionKind !== 'deputy')
    throw conflict('organization.only_deputy_signs_for_head', { title: holding.title });
  if (holding.headTitle === null) throw conflict('organization.head_position_missing');
  return [`KT. ${holding.headTitle}`];
}

function collectiveOf(holding: SigningHolding): string {
  if (holding.collectiveName === null) throw conflict('organization.not_a_collective');
  return holding.collectiveName;
}

function block(holding: SigningHolding, above: readonly string[]): SignatureBlock {
  const own = holding.kind === 'acting' ? `Q. ${holding.title}` : holding.title;
  const lines = [...above, own].map((line) => line.normalize('NFC').toLocaleUpperCase('vi'));
  return { lines, signerName: holding.signerName };
}
