export const messages = {
  'numbering.series_not_found': 'Không tìm thấy sổ số này, hoặc bạn chưa được giao quyền xem. Hãy kiểm tra lại đơn vị và năm.',
  'numbering.number_not_found': 'Số {number} chưa được cấp trong sổ này.',
  'numbering.already_voided': 'Số {number} đã được hủy trước đó, không cần hủy lại.',
  'numbering.void_forbidden': 'Bạn không có quyền hủy số của đơn vị này. Hãy liên hệ văn thư hoặc quản trị của đơn vị.',
  'numbering.reason_too_short': 'Hãy ghi lý do hủy số ít nhất 10 ký tự; lý do được in trong sổ.',
} as const;
