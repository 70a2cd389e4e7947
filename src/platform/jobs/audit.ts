import type { AuditAction } from '#platform/audit/entry.ts';

export const auditActions: readonly AuditAction[] = [
  { action: 'platform.job_retried', vi: 'Cho chạy lại công việc nền', detailFields: [] },
  { action: 'platform.job_skipped', vi: 'Bỏ qua công việc nền', detailFields: ['reason'] },
];
