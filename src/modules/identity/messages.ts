const helpDesk = 'Hãy liên hệ bộ phận công nghệ thông tin của đơn vị.';

export const messages = {
  'identity.input_invalid': 'Có thông tin chưa đúng. Hãy xem từng mục, sửa rồi gửi lại.',
  'identity.reason_too_short': 'Hãy ghi lý do, ít nhất 5 ký tự; lý do được lưu trong nhật ký.',
  'identity.username_form':
    'Tên đăng nhập gồm 3–64 chữ thường không dấu, chữ số, dấu chấm, gạch nối; có thể là địa chỉ thư công vụ.',
  'identity.role_key_form': 'Mã vai trò gồm chữ thường không dấu, chữ số và gạch dưới, bắt đầu bằng chữ.',
  'identity.one_recipient': 'Hãy chọn một tài khoản hoặc một chức danh, không chọn cả hai.',
  'identity.ends_before_it_begins': 'Ngày kết thúc phải sau ngày bắt đầu.',
  'identity.wrong_credentials':
    'Tên đăng nhập hoặc mật khẩu chưa đúng. Nhập sai {limit} lần liên tiếp thì bị khóa {minutes} phút.',
  'identity.locked': `Đăng nhập đang bị khóa đến {until} vì nhập sai nhiều lần. Hãy thử lại sau giờ đó; nếu không phải bạn đã nhập sai, hãy báo bộ phận công nghệ thông tin.`,
  'identity.address_blocked': 'Có quá nhiều lần đăng nhập sai từ mạng của bạn. Hãy thử lại sau {until}.',
  'identity.account_disabled': `Tài khoản này đang bị vô hiệu hóa. ${helpDesk}`,
  'identity.account_idle': `Tài khoản đã bị vô hiệu hóa vì không dùng trong {days} ngày. ${helpDesk}`,
  'identity.temporary_password_expired': `Mật khẩu tạm đã hết hạn. ${helpDesk}`,
  'identity.sign_in_expired': 'Lần đăng nhập này đã quá thời gian. Hãy đăng nhập lại từ đầu.',
  'identity.wrong_code': 'Mã chưa đúng hoặc đã dùng. Hãy chờ mã mới trong ứng dụng rồi nhập lại.',
  'identity.wrong_recovery_code': 'Mã khôi phục chưa đúng hoặc đã dùng. Mỗi mã chỉ dùng được một lần.',
  'identity.wrong_passkey': 'Không xác nhận được khóa truy cập. Hãy thử lại, hoặc dùng cách khác.',
  'identity.passkey_exists': 'Khóa truy cập này đã được đăng ký.',
  'identity.passkey_not_found': 'Không tìm thấy khóa truy cập này.',
  'identity.enrolment_expired': 'Lần đăng ký này đã cũ. Hãy quét mã mới rồi nhập lại.',
  'identity.last_second_factor':
    'Đây là lớp xác thực cuối cùng và tài khoản của bạn bắt buộc phải có. Hãy thêm cách khác trước khi bỏ.',
  'identity.no_second_factor': 'Tài khoản chưa có lớp xác thực thứ hai. Hãy đăng ký trước khi ký số.',
  'identity.step_up_required': 'Hãy xác nhận lại bằng lớp xác thực thứ hai để tiếp tục.',
  'identity.officer_required': 'Việc này dành cho cán bộ đã đăng nhập.',
  'identity.citizen_required': 'Việc này dành cho người đăng nhập bằng định danh điện tử.',
  'identity.assurance_too_low':
    'Tài khoản định danh mức 1 chỉ tra cứu được. Để nộp hồ sơ, hãy nâng lên mức 2 tại công an xã, phường (miễn phí), hoặc nộp tại bộ phận một cửa.',
  'identity.password_too_short': 'Mật khẩu cần ít nhất {minimum} ký tự{alternative}.',
  'identity.password_too_long': 'Mật khẩu tối đa 128 ký tự.',
  'identity.password_guessable':
    'Mật khẩu này dễ đoán (trùng tên, dãy số hoặc từ phổ biến). Hãy dùng một câu dài chỉ bạn biết.',
  'identity.password_reused':
    'Bạn đã dùng mật khẩu này trước đây. Quản trị viên không dùng lại {count} mật khẩu gần nhất.',
  'identity.password_unchanged': 'Mật khẩu mới phải khác mật khẩu hiện tại.',
  'identity.passwords_differ': 'Hai lần nhập mật khẩu mới không giống nhau.',
  'identity.wrong_current_password': 'Mật khẩu hiện tại chưa đúng.',
  'identity.session_not_found': 'Không tìm thấy phiên đăng nhập này, có thể nó đã kết thúc.',
  'identity.session_not_locked': 'Phiên làm việc đã kết thúc. Hãy đăng nhập lại.',
  'identity.holding_not_yours': 'Bạn không giữ chức vụ này vào hôm nay. Hãy tải lại trang để xem các chức vụ hiện tại.',
  'identity.no_organisation': 'Tài khoản định danh của bạn không gắn với tổ chức hay hộ kinh doanh nào.',
  'identity.organisation_account':
    'Đây là tài khoản định danh của tổ chức nên luôn nộp cho tổ chức. Để nộp cho bản thân, hãy đăng nhập bằng định danh cá nhân.',
  'identity.e_id_unavailable':
    'Chưa kết nối được {provider}. Hãy thử lại sau ít phút; hồ sơ vẫn có thể nộp tại bộ phận một cửa.',
  'identity.e_id_cancelled': 'Bạn đã dừng đăng nhập. Khi cần, hãy bấm đăng nhập lại.',
  'identity.e_id_rejected':
    'Không xác nhận được lần đăng nhập này. Hãy đăng nhập lại từ đầu; nếu vẫn không được, hãy đến bộ phận một cửa.',
  'identity.e_id_flow_expired':
    'Lần đăng nhập này đã quá thời gian hoặc được mở ở trình duyệt khác. Hãy bấm đăng nhập lại.',
  'identity.e_id_mismatch':
    'Số định danh lần này khác với lần đăng nhập trước nên chưa thể mở tài khoản. Hãy mang giấy tờ đến bộ phận một cửa để được kiểm tra.',
  'identity.e_id_unknown_provider': 'Không có nhà cung cấp định danh này.',
  'identity.account_not_found': 'Không tìm thấy tài khoản này, hoặc bạn chưa được giao quản lý.',
  'identity.not_allowed': 'Bạn chưa được giao quyền này ở đơn vị đó. Hãy liên hệ quản trị hệ thống.',
  'identity.locality_wide_only': 'Việc này ảnh hưởng toàn địa phương nên chỉ quản trị toàn địa phương được làm.',
  'identity.not_yourself': 'Không tự làm việc này cho chính mình. Hãy nhờ một quản trị viên khác.',
  'identity.username_taken': 'Tên đăng nhập {username} đã có người dùng. Hãy chọn tên khác.',
  'identity.role_not_found': 'Không có vai trò này.',
  'identity.role_exists': 'Mã vai trò {key} đã có. Hãy chọn mã khác.',
  'identity.unknown_permission': 'Có quyền không còn trong hệ thống: {permission}. Hãy bỏ chọn rồi lưu lại.',
  'identity.grant_not_found': 'Không tìm thấy lần giao vai trò này, hoặc bạn chưa được giao quản lý.',
  'identity.grant_ended': 'Lần giao vai trò này đã kết thúc trước đó.',
  'identity.unit_not_found': 'Không có đơn vị này vào ngày bắt đầu. Hãy chọn lại.',
  'identity.position_not_found': 'Không có chức danh này trong đơn vị vào ngày bắt đầu. Hãy chọn lại.',
  'identity.last_administrator': 'Đây là quản trị viên cuối cùng. Hãy giao vai trò quản trị cho người khác trước.',
  'identity.setup_closed': 'Địa phương này đã có quản trị viên.',
  'identity.wrong_setup_code': 'Mã thiết lập chưa đúng. Mã được in ở cửa sổ lệnh khi máy chủ khởi động.',
  'identity.request_reused': 'Biểu mẫu này đã được gửi cho một việc khác. Hãy tải lại trang rồi làm lại.',
  'identity.held_form_gone': 'Nội dung chờ ký đã quá thời gian giữ. Hãy quay lại trang trước và làm lại.',
} as const;
