import { checkDefinition, type DefinitionProblem } from '#platform/forms/check-definition.ts';
import type { AddProblem, DraftContent } from './sections.ts';

/** What is wrong with the e-form and with the forms of the results, each at its place. */
export function findFormProblems(draft: DraftContent, add: AddProblem): void {
  reportForm(draft['form'], 'form', add);
  const results: readonly unknown[] = Array.isArray(draft['results']) ? draft['results'] : [];
  for (const [index, result] of results.entries()) {
    if (typeof result === 'object' && result !== null) reportForm('form' in result ? result.form : undefined, `results.${index}.form`, add);
  }
}

function reportForm(form: unknown, place: string, add: AddProblem): void {
  for (const problem of checkDefinition(form).problems) add(`${place}.${problem.path}`.replace(/\.{2,}/gu, '.').replace(/\.$/u, ''), formWords(problem));
}

/** Words for the problems of a form definition (`forms.definition_*`). */
export function formWords({ code, detail }: DefinitionProblem): string {
  const words = sentences[code.replace('forms.definition_', '')];
  // Details are names of fields and functions; whole sentences are English, for developers.
  const named = /^[\w.:*-]{1,60}$/u.test(detail) ? ` (${detail})` : '';
  return `${words ?? code}${named}`;
}

const sentences: Readonly<Partial<Record<string, string>>> = {
  shape: 'không đúng cấu trúc của biểu mẫu',
  order: 'thứ tự các mục chưa đủ hoặc thừa: mỗi mục phải đứng đúng một lần trong một bước',
  doubled_step: 'hai bước trùng mã',
  doubled_choice: 'hai lựa chọn trùng mã',
  unknown_name: 'nhắc đến một mục không có trong biểu mẫu',
  looks_ahead: 'điều kiện chỉ được dùng các mục đứng trước nó',
  expression: 'biểu thức điều kiện viết sai hoặc dùng hàm không được phép',
  reserved_name: 'mã mục trùng với từ dành riêng, hãy đổi mã',
  meaningless: 'thiết lập này không dùng được cho loại mục đó',
  calculated_and_asked: 'mục tự tính thì không vừa bắt buộc vừa điền sẵn',
  prefill_when: 'điều kiện điền sẵn cần có nguồn điền sẵn và mục không bị khóa',
  locked_without_prefill: 'mục khóa phải có nguồn điền sẵn',
  locked_in_table: 'mục trong bảng không thể khóa',
  mixed_kinds: 'trộn lẫn thiết lập của hai loại mục',
  empty_range: 'giới hạn dưới lớn hơn giới hạn trên',
  unsafe_pattern: 'mẫu chữ có thể làm máy chạy quá lâu, hãy viết đơn giản hơn và đặt độ dài tối đa',
  list_of_text: 'danh sách phải là các lựa chọn, tệp hoặc dòng của bảng',
  fewer_places_than_choices: 'số lựa chọn được chọn ít hơn số lựa chọn có',
  unique_items: 'danh sách lựa chọn phải đánh dấu không trùng',
  required_but_hidden: 'mục có lúc ẩn thì không thể luôn bắt buộc: hãy dùng điều kiện bắt buộc',
  required_but_calculated: 'mục tự tính thì không thể bắt buộc',
  too_deep: 'nhóm lồng quá sâu',
  too_many_fields: 'quá nhiều mục trong một biểu mẫu',
  too_much_work: 'quá nhiều phép tính trên các bảng',
};
