import type { AuditAction } from '#platform/audit/entry.ts';

const line = (act: string, vi: string, ...detailFields: string[]): AuditAction => ({ action: `payments.${act}`, vi, detailFields });

export const auditActions: readonly AuditAction[] = [
  line('notice_opened', 'Báo khoản phải nộp', 'code', 'amount', 'reference'),
  line('notice_cancelled', 'Hủy khoản phải nộp', 'reason'),
  line('payment_recorded', 'Ghi nhận tiền về', 'kind', 'amount', 'source', 'receipt'),
  line('transfer_proved', 'Ngân hàng xác nhận khoản chuyển đã ghi', 'bankRef'),
  line('order_created', 'Tạo giao dịch trên cổng thanh toán', 'amount', 'orderId'),
  line('order_settled', 'Biết kết quả giao dịch trên cổng thanh toán', 'orderId', 'outcome'),
  line('forged_callback', 'Từ chối thông báo thanh toán sai chữ ký', 'size'),
  line('unknown_order', 'Cổng thanh toán báo giao dịch không có ở đây', 'orderId'),
  line('transaction_set_aside', 'Xác định giao dịch ngân hàng không phải tiền phí', 'bankRef', 'amount', 'reason'),
  line('refund_proposed', 'Đề nghị hoàn tiền', 'amount', 'reason'),
  line('refund_decided', 'Quyết định hoàn tiền', 'amount', 'approved', 'way', 'words'),
  line('refund_executed', 'Đã hoàn tiền', 'amount', 'way'),
  line('refund_failed', 'Cổng thanh toán không hoàn được', 'amount', 'reason'),
  line('day_closed', 'Kết sổ thu ngày', 'day', 'expected', 'counted', 'reason'),
  line('account_recorded', 'Ghi tài khoản thu', 'bankBin', 'accountNumber', 'validFrom'),
  line('reconciled', 'Đối soát với cổng thanh toán', 'day', 'recovered', 'differences'),
];
