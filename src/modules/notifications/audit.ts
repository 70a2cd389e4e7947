import type { AuditAction } from '#platform/audit/entry.ts';

export const auditActions: readonly AuditAction[] = [
  { action: 'notifications.mail_resent', vi: 'Gửi lại một thư điện tử', detailFields: ['messageId', 'number'] },
  { action: 'notifications.template_changed', vi: 'Sửa mẫu thông báo', detailFields: ['version', 'reason'] },
];
