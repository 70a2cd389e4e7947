/** Vietnamese words for the errors of backup and restore. */
export const messages = {
  'db.backup_target_exists': 'Đã có tệp {path}. Hãy chọn tên khác; bản sao lưu cũ không bao giờ bị ghi đè.',
  'db.backup_bad_name': 'Tên tệp {name} quá dài hoặc có ký tự lạ, không đưa vào bản sao lưu được.',
  'db.backup_not_found': 'Không mở được bản sao lưu {path}.',
  'db.backup_incomplete': 'Bản sao lưu {path} không trọn vẹn: thiếu phần cuối. Hãy dùng bản khác.',
  'db.backup_corrupt': 'Bản sao lưu {path} đã hỏng ở phần {part}. Không có gì được phục hồi; hãy dùng bản khác.',
  'db.backup_too_new': 'Bản sao lưu do bản phần mềm mới hơn tạo ra ({names}). Hãy nâng cấp phần mềm rồi phục hồi.',
  'db.backup_migration_changed':
    'Bước nâng cấp {name} trong bản sao lưu khác với bước cùng tên của phần mềm này. Hãy dùng đúng bản phần mềm.',
  'db.restore_not_empty':
    'Cơ sở dữ liệu đích đã có dữ liệu ({table}). Chỉ phục hồi vào cơ sở dữ liệu trống để không ghi đè hồ sơ nào.',
  'db.restore_in_use': 'Có {connections} kết nối khác vào cơ sở dữ liệu đích. Hãy dừng ứng dụng rồi phục hồi.',
  'db.restore_mismatch': 'Phục hồi bảng {table} không khớp với bản sao lưu; mọi thay đổi đã được huỷ.',
  'db.restore_file_differs': 'Tệp {path} đã có với nội dung khác. Hãy phục hồi vào một thư mục dữ liệu trống.',
} as const;
