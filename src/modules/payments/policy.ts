import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, hide, mayIn, type Decision } from '#platform/access/decide.ts';

export const permissions = [
  { key: 'payments.read', vi: 'Xem khoản thu, biên lai của đơn vị' },
  { key: 'payments.collect', vi: 'Thu phí, lệ phí; đối chiếu tiền về; kết sổ ngày' },
  { key: 'payments.decide_refund', vi: 'Quyết định hoàn phí, lệ phí' },
  { key: 'payments.manage_accounts', vi: 'Quản lý tài khoản thu của đơn vị' },
] as const;

export type PaymentsAction = (typeof permissions)[number]['key'];

/** What the rules need to know of a notice. */
export type Owed = { readonly unitUid: string; readonly accountId: string | null };

function mayRead(actor: Actor, { unitUid, accountId }: Owed): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'citizen') return accountId !== null && accountId === actor.accountId;
  return (['payments.read', 'payments.collect', 'payments.decide_refund'] as const).some((key) => mayIn(actor, key, unitUid));
}

/** The payer, and officers of the unit who have to do with money. To all others the notice does not exist. */
export function decideRead(actor: Actor, notice: Owed): Decision {
  return mayRead(actor, notice) ? allow : hide('payments.notice_not_found');
}

/** Only the payer pays online: somebody else's order would show their matter at the hub. */
export function decidePay(actor: Actor, notice: Owed): Decision {
  if (!mayRead(actor, notice)) return hide('payments.notice_not_found');
  return actor.kind === 'citizen' ? allow : deny('payments.only_the_payer');
}

/** Officers' acts on what belongs to a unit. */
export function decide(actor: Actor, action: PaymentsAction, subject: Owed): Decision {
  if (mayIn(actor, action, subject.unitUid)) return allow;
  return mayRead(actor, subject) ? deny('payments.act_forbidden') : hide('payments.notice_not_found');
}
