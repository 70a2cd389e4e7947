import type { AppError } from './app-error.ts';

/** Vietnamese words of an error. */
export type Wording = (error: AppError) => string;

/** Messages of the platform itself. */
export const platformMessages = {
  'platform.unexpected': 'Hệ thống gặp lỗi và đã ghi lại. Hãy thử lại sau ít phút.',
  'platform.database_away': 'Hệ thống đang khởi động lại. Hãy thử lại sau ít giây; việc đã được xác nhận không bị mất.',
  'platform.route_not_found': 'Không có địa chỉ này. Xem danh sách tại /api/docs.',
  'platform.input_invalid': 'Dữ liệu gửi lên chưa đúng. Hãy xem từng mục trong "problems", sửa rồi gửi lại.',
  'platform.request_unreadable': 'Không đọc được yêu cầu. Hãy kiểm tra định dạng và mã hóa (UTF-8) rồi gửi lại.',
  'platform.body_too_large': 'Nội dung gửi lên quá lớn. Hãy chia nhỏ, hoặc gửi tệp bằng đường tải tệp.',
  'platform.form_unreadable': 'Không đọc được biểu mẫu. Hãy tải lại trang và gửi lại.',
  'platform.rate_limited': 'Bạn thao tác quá nhanh. Hãy chờ một phút rồi thử lại.',
  'platform.sign_in_required': 'Hãy đăng nhập rồi thử lại.',
  'platform.wrong_kind_of_account': 'Loại tài khoản đang đăng nhập không dùng được trang này.',
  'platform.cross_site': 'Yêu cầu đến từ một trang khác nên bị từ chối. Hãy mở lại trang này và gửi lại.',
  'platform.integer_too_large': 'Số quá lớn.',
  'platform.migration_changed': 'Tệp nâng cấp dữ liệu {name} đã bị sửa sau khi áp dụng. Hãy dùng đúng phiên bản phát hành.',
  'platform.migration_unknown': 'Cơ sở dữ liệu mới hơn phiên bản chương trình này. Hãy chạy phiên bản mới hơn.',
} as const;

/** Looks up a code in the modules' messages and fills `{name}` from the details. An unknown code must not leak to people. */
export function createWording(...catalogues: readonly Readonly<Record<string, string>>[]): Wording {
  // A map, because an object would also find `toString`.
  const all = new Map([platformMessages, ...catalogues].flatMap((catalogue) => Object.entries(catalogue)));
  return (error) => {
    const template = all.get(error.code) ?? platformMessages['platform.unexpected'];
    return template.replace(/\{(\w+)\}/gu, (_, name: string) => wordOf(error.details[name]));
  };
}

function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
