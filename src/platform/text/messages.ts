/** Words for the error codes of this folder. */
export const messages = {
  'text.number_out_of_range': 'Số quá lớn hoặc không phải số nguyên, không đọc thành chữ được.',
  'text.date_malformed': 'Ngày “{date}” không có trong lịch hoặc không đúng dạng năm-tháng-ngày.',
} as const;
