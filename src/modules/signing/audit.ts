import type { AuditAction } from '#platform/audit/entry.ts';

export const auditActions: readonly AuditAction[] = [
  {
    action: 'signing.certificate_issued',
    vi: 'Cấp chứng thư số',
    detailFields: ['holderKind', 'holderUid', 'serial', 'keyKind', 'notAfter'],
  },
  {
    action: 'signing.certificate_registered',
    vi: 'Ghi sổ chứng thư số của thiết bị',
    detailFields: ['holderKind', 'holderUid', 'serial', 'provider'],
  },
  { action: 'signing.certificate_suspended', vi: 'Tạm dừng chứng thư số', detailFields: ['serial', 'reason'] },
  { action: 'signing.certificate_resumed', vi: 'Dùng lại chứng thư số', detailFields: ['serial', 'reason'] },
  {
    action: 'signing.certificate_revoked',
    vi: 'Thu hồi chứng thư số',
    detailFields: ['serial', 'reason', 'reasonKind'],
  },
  {
    action: 'signing.document_signed',
    vi: 'Ký số văn bản',
    detailFields: ['certificateId', 'purpose', 'level', 'sha256'],
  },
  {
    action: 'signing.trust_anchor_added',
    vi: 'Thêm tổ chức chứng thực tin cậy',
    detailFields: ['fingerprint', 'legalBasis'],
  },
  { action: 'signing.trust_anchor_ended', vi: 'Thôi tin cậy một tổ chức chứng thực', detailFields: ['fingerprint'] },
  { action: 'signing.timestamp_policy_set', vi: 'Đặt dịch vụ dấu thời gian', detailFields: ['url', 'onOutage'] },
];
