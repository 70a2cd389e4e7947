import { authenticatorPath, demoOfficers, demoPassword, demoTotpSecret } from './locality.ts';

/** What a visitor of the demonstration needs to sign in, for the console. */
export function demoAccountLines(): string[] {
  const width = Math.max(...demoOfficers.map((officer) => officer.username.length)) + 2;
  return [
    '',
    'ĐỊA PHƯƠNG TRÌNH DIỄN (hư cấu). Công dân: bấm "Đăng nhập", chọn một người trong danh sách mô phỏng.',
    `Cán bộ: /can-bo, mật khẩu chung ${demoPassword}`,
    ...demoOfficers.map((officer) => `  ${officer.username.padEnd(width)}${officer.position}, ${officer.name}${officer.totp ? ' (cần mã xác thực)' : ''}`),
    'Thư, SMS và tin Zalo gửi đi: /hop-thu-thu-nghiem, /tin-nhan-thu-nghiem.',
    `Mã xác thực: mở trang ${authenticatorPath}, hoặc nhập ${demoTotpSecret} vào một ứng dụng xác thực.`,
  ];
}
