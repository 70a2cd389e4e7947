import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, mayAnywhere, type Decision } from '#platform/access/decide.ts';

export const permissions = [{ key: 'procedures.publish', vi: 'Công bố, sửa đổi thủ tục hành chính' }] as const;

/** Published procedures are open to everyone (NĐ 63/2010 Đ24); only the system and those named publish. */
export function decide(actor: Actor, action: 'procedures.publish'): Decision {
  if (actor.kind === 'system') return allow;
  return mayAnywhere(actor, action) ? allow : deny('procedures.publish_forbidden');
}
