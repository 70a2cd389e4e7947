const term = (key: string, vi: string, en: string, note = '', source = '') => ({ key, vi, en, source, note });

export const terms = [
  term('hall', 'sảnh một cửa', 'hall', 'tên phân hệ', 'NĐ 118/2025'),
  term('centre', 'nơi tiếp dân có sảnh', 'centre', 'quy tắc của sảnh là dữ liệu', 'NĐ 118/2025'),
  term('counter_group', 'nhóm quầy', 'counter group', 'có ký hiệu đầu số: A'),
  term('counter', 'quầy', 'counter'),
  term('sitting', 'lượt ngồi quầy', 'sitting', 'ai ngồi quầy nào, từ lúc nào đến lúc nào'),
  term('priority_kind', 'diện ưu tiên', 'priority kind', 'có căn cứ và ngày áp dụng'),
  term('series', 'dãy số trong ngày', 'series', 'bắt đầu lại từ 001 mỗi ngày'),
  term('device', 'thiết bị', 'device', 'ki-ốt hoặc màn hình gọi số', 'NĐ 309/2026'),
  term('lease', 'dải số cho mượn', 'lease', 'ki-ốt cấp khi mất mạng'),
  term('ticket', 'số thứ tự', 'ticket'),
  term('ticket_entry', 'nhật ký của số', 'ticket entry'),
  term('given_up_request', 'yêu cầu đã bỏ', 'given-up request', 'ki-ốt đã in số khác'),
  term('call', 'lượt gọi', 'call'),
  term('booking', 'lịch hẹn', 'booking'),
  term('request', 'yêu cầu đã thực hiện', 'request', 'bảng kỹ thuật'),
  term('ticket_ended', 'số đã kết thúc', 'ticket ended', 'sự kiện'),
] as const;
