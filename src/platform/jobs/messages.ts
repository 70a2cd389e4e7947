export const messages = {
  'platform.jobs_forbidden': 'Bạn không được giao theo dõi công việc nền. Hãy đề nghị quản trị hệ thống.',
  'platform.job_gone': 'Công việc này vừa xong hoặc đang chạy. Hãy tải lại trang để xem trạng thái mới nhất.',
  'platform.job_reason_too_short': 'Hãy ghi lý do bỏ qua, ít nhất 10 ký tự.',
} as const;
