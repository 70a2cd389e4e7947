export const messages = {
  'files.empty': 'Tệp "{name}" không có nội dung. Hãy chọn lại tệp.',
  'files.too_large':
    'Tệp "{name}" lớn hơn {limit} MB. Hãy giảm dung lượng (chụp lại nhỏ hơn, hoặc chia thành nhiều tệp).',
  'files.form_too_large': 'Các tệp gửi cùng lúc lớn hơn {limit} MB. Hãy gửi từng tệp một, hoặc giảm dung lượng.',
  'files.too_many': 'Mỗi lần chỉ gửi được {limit} tệp. Hãy bớt tệp rồi gửi lại.',
  'files.daily_limit':
    'Bạn đã gửi quá nhiều tệp trong 24 giờ qua. Hãy thử lại vào ngày mai, hoặc nộp tại Trung tâm Phục vụ hành chính công.',
  'files.type_not_accepted': 'Không nhận loại tệp của "{name}". Các loại nhận: {accepted}.',
  'files.name_disagrees': 'Tệp "{name}" thật ra là {found}. Hãy đổi đuôi tên tệp cho đúng, hoặc chọn lại tệp.',
  'files.two_kinds':
    'Tệp "{name}" chứa nội dung của hai loại tệp chồng lên nhau nên không nhận được. Hãy in hoặc lưu lại thành PDF mới.',
  'files.damaged': 'Tệp "{name}" bị hỏng hoặc chưa tải đủ. Hãy mở thử trên máy, lưu lại rồi gửi lại.',
  'files.locked': 'Tệp "{name}" có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.',
  'files.active_content': 'Tệp "{name}" có chứa macro hoặc chương trình. Hãy lưu thành PDF rồi gửi lại.',
  'files.bomb': 'Tệp "{name}" nén bất thường nên không nhận được. Hãy lưu lại thành PDF rồi gửi.',
  'files.picture_too_large': 'Ảnh "{name}" có quá nhiều điểm ảnh. Hãy chụp lại ở độ phân giải thấp hơn.',
  'files.state_secret': 'Tên tệp có dấu chỉ độ mật. Tài liệu bí mật nhà nước không được gửi qua hệ thống này.',
  'files.infected': 'Tệp có mã độc nên bị giữ lại. Hãy quét máy của bạn và gửi bản khác.',
  'files.being_scanned': 'Tệp đang được quét mã độc. Hãy thử lại sau ít phút.',
  'files.not_found': 'Không tìm thấy tệp này.',
  'files.upload_not_found': 'Không tìm thấy lần tải tệp này, hoặc đã quá hạn. Hãy chọn lại tệp.',
  'files.upload_unfinished': 'Tệp "{name}" chưa tải xong. Hãy chờ tải xong rồi gửi.',
  'files.upload_refused': 'Tệp "{name}" đã bị từ chối. Hãy chọn tệp khác.',
  'files.form_unreadable': 'Không đọc được biểu mẫu có tệp. Hãy tải lại trang và gửi lại.',
  'files.no_preview': 'Không có ảnh xem trước cho tệp này. Hãy tải tệp về để xem.',
  'files.store_unavailable': 'Kho tệp tạm thời không dùng được. Hãy thử lại sau ít phút.',
} as const;
