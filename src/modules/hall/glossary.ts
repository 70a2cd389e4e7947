const term = (key: string, vi: string, en: string, more: { note?: string; source?: string } = {}) => ({ key, vi, en, source: more.source ?? '', note: more.note ?? '' });

export const terms = [
  term('hall', 'sảnh một cửa', 'hall', { note: 'tên phân hệ', source: 'NĐ 118/2025' }),
  term('centre', 'nơi tiếp dân có sảnh', 'centre', { note: 'quy tắc của sảnh là dữ liệu', source: 'NĐ 118/2025' }),
  term('counter_group', 'nhóm quầy', 'counter group', { note: 'có ký hiệu đầu số: A' }),
  term('counter', 'quầy', 'counter'),
  term('sitting', 'lượt ngồi quầy', 'sitting', { note: 'ai ngồi quầy nào, từ lúc nào đến lúc nào' }),
  term('priority_kind', 'diện ưu tiên', 'priority kind', { note: 'có căn cứ và ngày áp dụng' }),
  term('series', 'dãy số trong ngày', 'series', { note: 'bắt đầu lại từ 001 mỗi ngày' }),
  term('device', 'thiết bị', 'device', { note: 'ki-ốt hoặc màn hình gọi số', source: 'NĐ 309/2026' }),
  term('lease', 'dải số cho mượn', 'lease', { note: 'ki-ốt cấp khi mất mạng' }),
  term('ticket', 'số thứ tự', 'ticket'),
  term('ticket_entry', 'nhật ký của số', 'ticket entry'),
  term('given_up_request', 'yêu cầu đã bỏ', 'given-up request', { note: 'ki-ốt đã in số khác' }),
  term('call', 'lượt gọi', 'call'),
  term('booking', 'lịch hẹn', 'booking'),
  term('request', 'yêu cầu đã thực hiện', 'request', { note: 'bảng kỹ thuật' }),
  term('ticket_ended', 'số đã kết thúc', 'ticket ended', { note: 'sự kiện' }),
];
