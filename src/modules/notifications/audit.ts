import type { AuditAction } from '#platform/audit/entry.ts';

export const auditActions: readonly AuditAction[] = [
  { action: 'notifications.mail_resent', vi: 'Gửi lại một thư điện tử', detailFields: ['messageId', 'number'] },
  { action: 'notifications.template_changed', vi: 'Sửa mẫu thông báo', detailFields: ['version', 'reason'] },
  { action: 'notifications.channel_changed', vi: 'Sửa cài đặt kênh gửi tin', detailFields: ['version', 'reason', 'secrets'] },
  { action: 'notifications.channel_template_changed', vi: 'Sửa mẫu tin ngắn', detailFields: ['approval'] },
  { action: 'notifications.token_renewed', vi: 'Làm mới mã truy cập Zalo', detailFields: [] },
  { action: 'notifications.consent_given', vi: 'Đồng ý nhận tin qua một kênh', detailFields: ['channel', 'textVersion'] },
  { action: 'notifications.consent_withdrawn', vi: 'Thôi nhận tin qua một kênh', detailFields: ['channel', 'textVersion'] },
  { action: 'notifications.phone_confirmed', vi: 'Xác nhận số điện thoại nhận tin', detailFields: [] },
  { action: 'notifications.name_shown', vi: 'Cho người tra cứu qua Zalo biết tên người nộp', detailFields: [] },
];
