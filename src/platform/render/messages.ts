/** Words for the error codes of this folder. */
export const messages = {
  'render.data_too_large': 'Nội dung quá lớn, không in thành một văn bản được.',
  'render.code_too_long': 'Nội dung quá dài, không vẽ thành mã QR được.',
  'render.pdf_unreadable': 'Không đọc được tệp PDF này: tệp hỏng, có mật khẩu hoặc quá phức tạp.',
  'render.pages_unavailable': 'Máy chủ chưa vẽ được ảnh của tệp PDF này.',
  'render.picture_unreadable': 'Không đọc được ảnh này.',
} as const;
