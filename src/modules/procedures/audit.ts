import type { AuditAction } from '#platform/audit/entry.ts';

export const auditActions: readonly AuditAction[] = [
  { action: 'procedures.version_published', vi: 'Công bố một phiên bản thủ tục', detailFields: ['code', 'number', 'validFrom'] },
  { action: 'procedures.version_withdrawn', vi: 'Rút một phiên bản chưa có hiệu lực', detailFields: ['code', 'number', 'reason'] },
  { action: 'procedures.procedure_ended', vi: 'Bãi bỏ thủ tục', detailFields: ['lastDay', 'successor', 'decision'] },
  { action: 'procedures.draft_begun', vi: 'Lập bản nháp thủ tục', detailFields: ['code'] },
  { action: 'procedures.draft_saved', vi: 'Lưu bản nháp thủ tục', detailFields: ['code', 'section', 'revision'] },
  { action: 'procedures.draft_discarded', vi: 'Bỏ bản nháp thủ tục', detailFields: ['code'] },
];
