import type { AuditAction } from '#platform/audit/entry.ts';

/** Every kind of change, with the words of the journal and the fields of its audit line. */
export const changeKinds = {
  unit_added: { vi: 'Thành lập đơn vị', fields: [] },
  unit_renamed: { vi: 'Đổi tên đơn vị', fields: [] },
  unit_moved: { vi: 'Chuyển đơn vị sang cấp trên khác', fields: ['parentUid'] },
  unit_corrected: { vi: 'Đính chính thông tin đơn vị', fields: [] },
  unit_closed: { vi: 'Giải thể đơn vị', fields: [] },
  units_merged: { vi: 'Sáp nhập đơn vị', fields: ['sourceUids'] },
  unit_split: { vi: 'Chia tách đơn vị', fields: ['successorUids', 'closes'] },
  unit_code_set: { vi: 'Cấp, đổi mã định danh', fields: ['scheme', 'code'] },
  person_added: { vi: 'Thêm cán bộ', fields: [] },
  person_corrected: { vi: 'Đính chính thông tin cán bộ', fields: ['fieldsChanged'] },
  position_added: { vi: 'Thêm chức danh', fields: ['positionKind'] },
  position_closed: { vi: 'Bãi bỏ chức danh', fields: [] },
  holding_started: { vi: 'Giao chức danh', fields: ['personUid', 'positionUid', 'holdingKind'] },
  holding_ended: { vi: 'Thôi giữ chức danh', fields: ['personUid'] },
  delegation_granted: { vi: 'Giao quyền ký', fields: ['delegationKind', 'grantorPositionUid', 'delegatePositionUid'] },
  delegation_revoked: { vi: 'Thu hồi quyền ký', fields: [] },
  substitute_appointed: { vi: 'Cử người làm thay', fields: ['absentHoldingUid', 'substituteHoldingUid'] },
  substitution_ended: { vi: 'Kết thúc làm thay', fields: [] },
  change_undone: { vi: 'Hoàn tác một thay đổi', fields: ['undoneChangeUid', 'undoneKind'] },
} as const satisfies Readonly<Record<string, { vi: string; fields: readonly string[] }>>;

export type ChangeKind = keyof typeof changeKinds;

export const auditActions: readonly AuditAction[] = [
  ...Object.entries(changeKinds).map(([kind, { vi, fields }]) => ({
    action: `organization.${kind}`,
    vi,
    detailFields: ['changeUid', 'effectiveOn', ...fields],
  })),
  { action: 'organization.person_read', vi: 'Xem thông tin cá nhân của cán bộ', detailFields: [] },
  {
    action: 'organization.admin_units_imported',
    vi: 'Nạp danh mục đơn vị hành chính',
    detailFields: ['source', 'units', 'changes'],
  },
];
