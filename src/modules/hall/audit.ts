import type { AuditAction } from '#platform/audit/entry.ts';

export const auditActions: readonly AuditAction[] = [
  { action: 'hall.ticket_handled', vi: 'Gọi, phục vụ hoặc kết thúc một số', detailFields: ['act', 'label', 'counter'] },
  { action: 'hall.ticket_issued', vi: 'Cấp một số', detailFields: ['label', 'source'] },
  { action: 'hall.numbers_leased', vi: 'Cho ki-ốt mượn dải số', detailFields: ['day', 'first', 'last'] },
  { action: 'hall.local_tickets_received', vi: 'Nhận các số cấp khi mất mạng', detailFields: ['added', 'known', 'refused', 'replaced'] },
  { action: 'hall.local_calls_received', vi: 'Nhận các lượt gọi khi mất mạng', detailFields: ['calls'] },
  { action: 'hall.counter_opened', vi: 'Ngồi vào quầy', detailFields: ['counter'] },
  { action: 'hall.counter_left', vi: 'Rời quầy', detailFields: ['counter'] },
  { action: 'hall.booking_made', vi: 'Đặt lịch đến sảnh', detailFields: ['day', 'slot'] },
  { action: 'hall.booking_cancelled', vi: 'Hủy lịch đến sảnh', detailFields: [] },
  { action: 'hall.bookings_read', vi: 'Xem danh sách người đặt lịch', detailFields: ['day', 'count'] },
  { action: 'hall.setup_changed', vi: 'Sửa cấu hình sảnh', detailFields: ['what', 'values'] },
  { action: 'hall.device_entered', vi: 'Tạo mã ghép thiết bị', detailFields: ['kind', 'name'] },
  { action: 'hall.device_paired', vi: 'Ghép thiết bị', detailFields: ['kind'] },
  { action: 'hall.device_revoked', vi: 'Ngắt thiết bị', detailFields: [] },
  { action: 'hall.day_closed', vi: 'Đóng ngày: số bỏ lại, lịch không đến, xóa dữ liệu cá nhân cũ', detailFields: ['abandoned', 'noShows', 'removed'] },
];
