import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, hide, mayIn, type Decision } from '#platform/access/decide.ts';
import type { Complaint } from './model.ts';

export const permissions = [
  { key: 'feedback.supervise', vi: 'Xem và trả lời phản ánh về việc giải quyết hồ sơ' },
  { key: 'feedback.figures', vi: 'Xem mức độ hài lòng của đơn vị' },
] as const;

/** Acts of a supervisor on a complaint. */
export type ComplaintAct = 'read' | 'answer' | 'pass_on';

/** Whoever acted on the case must not learn that somebody complained, in whatever position they act today. */
export function decideComplaint(actor: Actor, act: ComplaintAct, complaint: Pick<Complaint, 'unitUid' | 'upperUnitUid' | 'handlers' | 'state' | 'accountId'>): Decision {
  if (actor.kind === 'citizen') return act === 'read' && actor.accountId === complaint.accountId ? allow : hide('feedback.complaint_not_found');
  if (actor.kind !== 'officer' || complaint.handlers.includes(actor.personUid)) return hide('feedback.complaint_not_found');
  const units = [complaint.unitUid, complaint.upperUnitUid].filter((unit) => unit !== null);
  if (!units.some((unit) => mayIn(actor, 'feedback.supervise', unit))) return hide('feedback.complaint_not_found');
  if (act === 'read') return allow;
  if (complaint.state === 'answered') return deny('feedback.already_answered');
  if (act === 'answer') return allow;
  return complaint.state === 'received' && complaint.upperUnitUid !== null ? allow : deny('feedback.nobody_above');
}
