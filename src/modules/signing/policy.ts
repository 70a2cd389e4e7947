import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, hide, mayAnywhere, mayIn, type Decision } from '#platform/access/decide.ts';

export const permissions = [
  { key: 'signing.read', vi: 'Xem sổ chứng thư số' },
  { key: 'signing.manage', vi: 'Cấp, tạm dừng, thu hồi chứng thư số' },
  { key: 'signing.trust', vi: 'Quản lý danh sách tin cậy và dịch vụ dấu thời gian' },
] as const;

export type SigningAction = (typeof permissions)[number]['key'];

/** Certificates by the unit that answers for them; the trust store belongs to the whole locality. */
export function decide(actor: Actor, action: SigningAction, subject: { unitUid: string } | 'locality'): Decision {
  // Loading the demonstration is the only automatic change; no request can make a system actor.
  if (actor.kind === 'system') return allow;
  if (actor.kind !== 'officer') return hide('signing.certificate_not_found');
  if (subject === 'locality') return mayAnywhere(actor, action) ? allow : deny('signing.trust_forbidden');
  if (!mayIn(actor, 'signing.read', subject.unitUid)) return hide('signing.certificate_not_found');
  if (action === 'signing.read') return allow;
  // Who can issue certificates can make anybody's signature: NĐ 331/2026 wants a second factor for that.
  if (!actor.secondFactor) return deny('signing.second_factor_required');
  return mayIn(actor, action, subject.unitUid) ? allow : deny('signing.manage_forbidden');
}

export function abilities(actor: Actor, subject: { unitUid: string }): { read: boolean; manage: boolean } {
  return {
    read: decide(actor, 'signing.read', subject).allowed,
    manage: decide(actor, 'signing.manage', subject).allowed,
  };
}
