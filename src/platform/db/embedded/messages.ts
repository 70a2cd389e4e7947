/** Vietnamese words for the errors of the embedded database. */
export const messages = {
  'db.embedded_missing':
    'Chưa có gói PostgreSQL nhúng {package} cho máy này. Hãy đặt biến DATABASE_URL trỏ tới một máy chủ PostgreSQL 15 trở lên.',
  'db.embedded_unusable':
    'PostgreSQL nhúng không chạy được trên máy này ({detail}). Hãy đặt biến DATABASE_URL trỏ tới một máy chủ PostgreSQL 15 trở lên.',
  'db.embedded_init_failed': 'Không tạo được cụm cơ sở dữ liệu trong {cluster}: {detail}',
  'db.embedded_start_failed': 'PostgreSQL nhúng không khởi động được. Nhật ký: {log}. Dòng cuối: {detail}',
  'db.embedded_wrong_user':
    'Cụm cơ sở dữ liệu {cluster} do người dùng khác của máy tạo ra. Hãy chạy bằng đúng người dùng đã khởi động lần đầu (hoặc root).',
  'db.embedded_cluster_gone':
    'Tệp {note} nói cụm cơ sở dữ liệu nằm ở {home}, nhưng nơi đó không còn. Hãy đưa thư mục ấy trở lại hoặc phục hồi từ bản sao lưu; chỉ xoá tệp này nếu muốn bắt đầu lại từ đầu.',
  'db.embedded_cluster_shared':
    'Cụm cơ sở dữ liệu ở {home} thuộc về {owner}; thư mục dữ liệu này là bản chép của nó. Hãy dùng lệnh sao lưu và phục hồi thay vì chép thư mục.',
  'db.embedded_version':
    'Cụm cơ sở dữ liệu {cluster} do PostgreSQL {found} tạo ra, bản nhúng hiện nay là {expected}. Hãy sao lưu bằng bản cũ rồi phục hồi.',
  'db.embedded_secret_lost':
    'Thiếu tệp mật khẩu {file} của cụm cơ sở dữ liệu. Hãy đưa tệp ấy trở lại hoặc phục hồi từ bản sao lưu.',
} as const;
