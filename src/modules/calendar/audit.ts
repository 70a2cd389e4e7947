import type { AuditAction } from '#platform/audit/entry.ts';

/** Every kind of change; the same words name it in the history of a calendar. */
export const changeKinds = {
  exception_added: { vi: 'Thêm ngày ngoại lệ', fields: ['dates', 'kind'] },
  exception_removed: { vi: 'Bỏ ngày ngoại lệ', fields: ['dates', 'kind'] },
  working_week_set: { vi: 'Đặt giờ làm việc', fields: ['validFrom', 'validTo'] },
  working_week_removed: { vi: 'Bỏ giờ làm việc đã đặt', fields: ['validFrom', 'validTo'] },
  days_confirmed: { vi: 'Xác nhận ngày nghỉ theo quyết định hằng năm', fields: ['year', 'dates'] },
  year_entered: { vi: 'Nhập ngày nghỉ của một năm', fields: ['year'] },
} as const satisfies Readonly<Record<string, { vi: string; fields: readonly string[] }>>;

export type ChangeKind = keyof typeof changeKinds;

export const auditActions: readonly AuditAction[] = Object.entries(changeKinds).map(([kind, { vi, fields }]) => ({
  action: `calendar.${kind}`,
  vi,
  detailFields: ['version', ...fields],
}));
