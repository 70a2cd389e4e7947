import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, hide, mayIn, type Decision } from '#platform/access/decide.ts';

export const permissions = [
  { key: 'numbering.read', vi: 'Xem sổ số' },
  { key: 'numbering.void', vi: 'Hủy số có lý do' },
] as const;

export type NumberingAction = (typeof permissions)[number]['key'];

/** Whoever may not read a series must not learn how many numbers it has. */
export function decide(actor: Actor, action: NumberingAction, series: { unitUid: string }): Decision {
  if (!mayIn(actor, 'numbering.read', series.unitUid)) return hide('numbering.series_not_found');
  if (action === 'numbering.read') return allow;
  return mayIn(actor, action, series.unitUid) ? allow : deny('numbering.void_forbidden');
}
