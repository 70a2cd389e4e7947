import type { AuditAction } from '#platform/audit/entry.ts';

export const auditActions: readonly AuditAction[] = [
  { action: 'feedback.survey_answered', vi: 'Đánh giá mức độ hài lòng', detailFields: ['anonymous'] },
  { action: 'feedback.complaint_received', vi: 'Gửi phản ánh về việc giải quyết', detailFields: ['code', 'topic'] },
  { action: 'feedback.complaint_read', vi: 'Xem phản ánh', detailFields: ['code'] },
  { action: 'feedback.complaint_passed_on', vi: 'Chuyển phản ánh lên đơn vị trên', detailFields: ['code'] },
  { action: 'feedback.complaint_answered', vi: 'Trả lời phản ánh', detailFields: ['code'] },
];
