import type { AuditAction } from '#platform/audit/entry.ts';

export const auditActions: readonly AuditAction[] = [
  { action: 'procedures.version_published', vi: 'Công bố một phiên bản thủ tục', detailFields: ['code', 'number', 'validFrom'] },
];
