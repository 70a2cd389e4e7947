import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, hide, mayAnywhere, mayIn, unitsFor, type Decision } from '#platform/access/decide.ts';

export const permissions = [
  { key: 'hall.serve', vi: 'Ngồi quầy: gọi số, phục vụ' },
  { key: 'hall.manage', vi: 'Quản lý sảnh: nhóm quầy, ưu tiên, thiết bị' },
] as const;

export type HallAction = (typeof permissions)[number]['key'];

/** A kiosk or call screen, known by its token; it holds no permission but those of its kind, in its own hall. */
export type Device = { readonly id: string; readonly unitUid: string; readonly kind: 'kiosk' | 'screen'; readonly name: string };

/** Whoever may not serve in a hall must not learn what goes on in it beyond what its screen shows. */
export function decide(actor: Actor, action: HallAction, { unitUid }: { unitUid: string }): Decision {
  if (actor.kind === 'system' || mayIn(actor, action, unitUid)) return allow;
  return mayIn(actor, 'hall.serve', unitUid) || mayIn(actor, 'hall.manage', unitUid) ? deny('hall.forbidden') : hide('hall.not_found');
}

/** Priority kinds of every hall are changed by whoever manages all halls. */
export function decideOnPriority(actor: Actor, { unitUid }: { unitUid: string | null }): Decision {
  if (unitUid !== null) return decide(actor, 'hall.manage', { unitUid });
  return actor.kind === 'system' || unitsFor(actor, 'hall.manage') === 'all' ? allow : deny('hall.forbidden');
}

/** What a device is for; a screen takes no tickets. */
export function decideForDevice(device: Device | null, kind: Device['kind']): Decision {
  return device?.kind === kind ? allow : deny('hall.device_unknown');
}

export function abilities(actor: Actor): { readonly serve: boolean; readonly manage: boolean } {
  return { serve: mayAnywhere(actor, 'hall.serve'), manage: mayAnywhere(actor, 'hall.manage') };
}
