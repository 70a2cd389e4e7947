import type { AuditAction } from '#platform/audit/entry.ts';

export const auditActions: readonly AuditAction[] = [
  { action: 'numbering.number_voided', vi: 'Hủy một số đã cấp', detailFields: ['kind', 'year', 'number', 'reason'] },
];
