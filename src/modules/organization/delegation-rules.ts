import { conflict } from '#platform/errors/app-error.ts';
import type { LegalDocument } from './model.ts';
import type { LocalDate } from './validity.ts';
import type { DelegationKind, PositionKind } from './vocabulary.ts';

export type ProposedDelegation = {
  readonly kind: DelegationKind;
  readonly passable: boolean;
  readonly validTo: LocalDate | null;
  readonly document: LegalDocument | null;
  readonly grantorKind: PositionKind;
  /** Name after "TM." of the grantor's unit, when it works as a collective. */
  readonly collectiveName: string | null;
  readonly delegateKind: PositionKind;
  /** Where the delegate's unit stands, seen from the grantor's. */
  readonly delegateUnit: 'same' | 'below' | 'elsewhere';
};

/**
 * Who may give which authority to sign to whom (NĐ 30/2020/NĐ-CP Điều 13).
 * @throws AppError conflict naming the rule that is not met.
 */
export function checkDelegation(proposed: ProposedDelegation): void {
  const broken = rules(proposed).find(([met]) => !met);
  if (broken !== undefined) throw conflict(broken[1]);
}

type Rule = readonly [met: boolean, code: string];

function rules(proposed: ProposedDelegation): readonly Rule[] {
  const { kind, passable, grantorKind } = proposed;
  return [
    [grantorKind === 'head', 'organization.only_head_delegates'],
    // Điều 13.3: the person authorised may not authorise another.
    [kind !== 'by_authorisation' || !passable, 'organization.no_redelegation'],
    [kind === 'by_order' || !passable, 'organization.only_order_passable'],
    ...(kind === 'collective' || kind === 'deputy' ? insideRules(proposed) : belowRules(proposed)),
  ];
}

/** Điều 13.1, 13.2: to a deputy of the same agency. */
function insideRules({ kind, collectiveName, delegateKind, delegateUnit }: ProposedDelegation): readonly Rule[] {
  return [
    [delegateKind === 'deputy' && delegateUnit === 'same', 'organization.deputy_of_same_unit'],
    [kind !== 'collective' || collectiveName !== null, 'organization.not_a_collective'],
  ];
}

/** Điều 13.3, 13.4: to the head of a unit within the agency; an authorisation is written and limited in time. */
function belowRules({ kind, delegateKind, delegateUnit, document, validTo }: ProposedDelegation): readonly Rule[] {
  const limited = kind === 'by_authorisation';
  return [
    [delegateKind === 'head' && delegateUnit === 'below', 'organization.head_of_unit_below'],
    [!limited || document !== null, 'organization.authorisation_written'],
    [!limited || validTo !== null, 'organization.authorisation_limited'],
  ];
}
