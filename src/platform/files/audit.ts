import type { AuditAction } from '#platform/audit/entry.ts';

export const auditActions: readonly AuditAction[] = [
  { action: 'files.uploaded', vi: 'Tải lên một tệp', detailFields: ['uploadId', 'mediaType', 'size'] },
  { action: 'files.upload_refused', vi: 'Tệp tải lên bị từ chối', detailFields: ['problem', 'size'] },
  { action: 'files.found_infected', vi: 'Tệp có mã độc', detailFields: ['finding'] },
];
