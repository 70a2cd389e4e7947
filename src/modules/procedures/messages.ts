export const messages = {
  'procedures.not_found': 'Không tìm thấy thủ tục này, hoặc thủ tục chưa có hiệu lực. Hãy tìm lại theo tên.',
  'procedures.publish_forbidden': 'Bạn không có quyền công bố thủ tục.',
  'procedures.already_effective': 'Đã có phiên bản bắt đầu từ ngày này hoặc muộn hơn. Hãy chọn ngày hiệu lực sau ngày đó.',
  'procedures.form_wrong': 'Biểu mẫu điện tử có lỗi: {problem}. Hãy sửa rồi công bố lại.',
} as const;
