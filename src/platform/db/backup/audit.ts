import type { AuditAction } from '#platform/audit/entry.ts';

/** Whoever holds a backup holds all personal data: making and restoring one is on record. */
export const auditActions = [
  { action: 'platform.backup_made', vi: 'Tạo bản sao lưu toàn bộ dữ liệu', detailFields: ['tables', 'rows', 'files'] },
  {
    action: 'platform.backup_restored',
    vi: 'Phục hồi dữ liệu từ bản sao lưu',
    detailFields: ['createdAt', 'tables', 'rows', 'files'],
  },
] as const satisfies readonly AuditAction[];

export type BackupAuditAction = (typeof auditActions)[number]['action'];
