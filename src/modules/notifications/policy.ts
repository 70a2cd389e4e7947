import type { Actor } from '#platform/access/actor.ts';
import { allow, deny, hide, mayAnywhere, mayIn, unitsFor, type Decision } from '#platform/access/decide.ts';

export const permissions = [
  { key: 'notifications.read_deliveries', vi: 'Xem thư điện tử gửi đi' },
  { key: 'notifications.resend', vi: 'Gửi lại thư điện tử' },
  { key: 'notifications.manage_templates', vi: 'Sửa mẫu thông báo' },
  { key: 'notifications.manage_channels', vi: 'Cài đặt kênh gửi tin (SMS, Zalo)' },
] as const;

export type NotificationsAction = 'notifications.read_inbox' | (typeof permissions)[number]['key'];

/** Whose inbox, whose mail; templates and channels belong to the whole locality. */
export type NotificationsSubject =
  | { readonly kind: 'inbox'; readonly accountId: string | null }
  | { readonly kind: 'delivery'; readonly unitUid: string | null }
  | { readonly kind: 'template' }
  | { readonly kind: 'channel' };

/** An inbox is its owner's alone, whatever rights others hold. */
export function decide(actor: Actor, action: NotificationsAction, subject: NotificationsSubject): Decision {
  if (subject.kind === 'inbox') {
    return action === 'notifications.read_inbox' && owns(actor, subject.accountId)
      ? allow
      : hide('notifications.message_not_found');
  }
  if (subject.kind === 'template') {
    const may = action === 'notifications.manage_templates' && mayAnywhere(actor, action);
    return may ? allow : deny('notifications.templates_forbidden');
  }
  if (subject.kind === 'channel') {
    const may = action === 'notifications.manage_channels' && mayAnywhere(actor, action);
    return may ? allow : deny('notifications.channels_forbidden');
  }
  if (!mayHandle(actor, 'notifications.read_deliveries', subject.unitUid))
    return hide('notifications.delivery_not_found');
  if (action === 'notifications.read_deliveries') return allow;
  return action === 'notifications.resend' && mayHandle(actor, action, subject.unitUid)
    ? allow
    : deny('notifications.resend_forbidden');
}

function owns(actor: Actor, accountId: string | null): boolean {
  return (actor.kind === 'citizen' || actor.kind === 'officer') && actor.accountId === accountId;
}

/** Mail without a unit is looked after by those who hold the permission everywhere. */
function mayHandle(actor: Actor, permission: string, unitUid: string | null): boolean {
  return unitUid === null ? unitsFor(actor, permission) === 'all' : mayIn(actor, permission, unitUid);
}

export function abilities(actor: Actor): { readDeliveries: boolean; manageTemplates: boolean; manageChannels: boolean } {
  return {
    readDeliveries: mayAnywhere(actor, 'notifications.read_deliveries'),
    manageTemplates: decide(actor, 'notifications.manage_templates', { kind: 'template' }).allowed,
    manageChannels: decide(actor, 'notifications.manage_channels', { kind: 'channel' }).allowed,
  };
}
