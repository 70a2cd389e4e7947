export const messages = {
  'audit.transactions_ran_backwards':
    'Không niêm phong được nhật ký: số giao dịch của cơ sở dữ liệu nhỏ hơn lần niêm phong {seal}. Cơ sở dữ liệu đã bị thay; hãy phục hồi bằng "npm run restore".',
  'audit.entry_not_found': 'Không có dòng nhật ký {id}.',
  'audit.entry_not_sealed': 'Dòng nhật ký {id} chưa được niêm phong. Hãy thử lại sau một phút.',
} as const;
