import type { PageContext } from '#platform/web/page-context.ts';
import type { Organization, Recorded } from '../index.ts';

/** What the small forms of a unit's page can do; each names what it ends or takes back. */
export const endings = ['endHolding', 'closePosition', 'revokeDelegation', 'endSubstitution'] as const;
export type Ending = (typeof endings)[number];

/** Ends or takes back what a form on the page of a unit names. */
export async function carryOut(page: PageContext, fields: Readonly<Record<string, string>>): Promise<Recorded> {
  const organization = page.service<Organization>('organization');
  const { requestId = '', intent = '', uid = '', effectiveOn = '', reason = '' } = fields;
  if (intent === 'undo') return organization.undoChange(page.actor, { requestId, changeUid: uid, reason });
  const head = { requestId, effectiveOn, reason };
  switch (endings.find((ending) => ending === intent)) {
    case 'endHolding':
      return organization.endHolding(page.actor, { ...head, holdingUid: uid });
    case 'closePosition':
      return organization.closePosition(page.actor, { ...head, positionUid: uid });
    case 'endSubstitution':
      return organization.endSubstitution(page.actor, { ...head, substitutionUid: uid });
    case 'revokeDelegation':
    case undefined:
      return organization.revokeDelegation(page.actor, { ...head, delegationUid: uid });
  }
}
