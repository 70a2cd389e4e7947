import type { AuditAction } from '#platform/audit/entry.ts';

const line = (act: string, vi: string, ...detailFields: string[]): AuditAction => ({ action: `cases.${act}`, vi, detailFields });

export const auditActions: readonly AuditAction[] = [
  line('submitted', 'Nộp hồ sơ', 'code', 'procedure', 'channel'),
  line('accepted', 'Tiếp nhận hồ sơ', 'code', 'dueAt'),
  line('refused', 'Từ chối tiếp nhận', 'code'),
  line('supplement_asked', 'Yêu cầu bổ sung', 'code'),
  line('supplemented', 'Bổ sung hồ sơ', 'code'),
  line('forwarded', 'Chuyển hồ sơ', 'code'),
  line('taken', 'Nhận thụ lý', 'code'),
  line('result_drafted', 'Lưu dự thảo kết quả', 'code'),
  line('result_proposed', 'Trình ký kết quả', 'code'),
  line('result_returned', 'Trả lại dự thảo', 'code'),
  line('result_signed', 'Ký kết quả', 'code', 'notation'),
  line('finished', 'Phát hành kết quả', 'code', 'notation', 'sha256'),
  line('delivered', 'Trả kết quả', 'code', 'way'),
  line('withdrawn', 'Rút hồ sơ', 'code'),
  line('stopped', 'Dừng giải quyết', 'code'),
  line('fee_collected', 'Thu phí, lệ phí', 'code', 'amount', 'method'),
  line('payment_asked', 'Yêu cầu thực hiện nghĩa vụ tài chính', 'code'),
  line('payment_confirmed', 'Xác nhận nghĩa vụ tài chính', 'code'),
  line('read', 'Xem hồ sơ', 'code'),
  line('searched', 'Tìm hồ sơ', 'found'),
  line('result_downloaded', 'Tải kết quả', 'code'),
];
