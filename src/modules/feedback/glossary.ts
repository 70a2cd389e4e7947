export const terms = [
  { key: 'feedback', vi: 'đánh giá, phản ánh', en: 'feedback', source: 'NĐ 118/2025', note: 'tên phân hệ' },
  { key: 'survey', vi: 'khảo sát hài lòng', en: 'satisfaction survey', source: 'QĐ 766/QĐ-TTg, nhóm 5', note: 'sau khi trả kết quả' },
  { key: 'answer', vi: 'câu trả lời khảo sát', en: 'survey answer', source: '', note: 'có thể ẩn danh' },
  { key: 'question', vi: 'câu hỏi khảo sát', en: 'survey question', source: '', note: '' },
  { key: 'complaint', vi: 'phản ánh việc giải quyết', en: 'complaint about handling', source: 'NĐ 20/2008', note: 'tới người giám sát, không tới người đã xử lý' },
  { key: 'time_limit', vi: 'thời hạn trả lời', en: 'time limit', source: 'NĐ 20/2008', note: '' },
] as const;
