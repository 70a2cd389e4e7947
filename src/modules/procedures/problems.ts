import type { z } from 'zod';
import { findFormProblems } from './form-problems.ts';
import { procedureContent, type ProcedureContent } from './model.ts';
import { findProcessProblems } from './process-rules.ts';
import { sectionOf, type AddProblem, type DraftContent, type Problem } from './sections.ts';
import { findReferenceProblems } from './reference-rules.ts';

export type Verdict = { readonly content: ProcedureContent | null; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] };

/** Judges a record as far as it is written: every problem with its place, not only the first. */
export function judge(draft: DraftContent): Verdict {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const add: AddProblem = (path, message) => problems.push({ section: sectionOf(path), path, message });
  const warn: AddProblem = (path, message) => warnings.push({ section: sectionOf(path), path, message });
  const parsed = procedureContent.safeParse(draft);
  for (const issue of parsed.error?.issues ?? []) add(issue.path.join('.'), wordsOf(issue));
  findFormProblems(draft, add);
  if (!parsed.success) return { content: null, problems, warnings };
  findReferenceProblems(parsed.data, add, warn);
  findProcessProblems(parsed.data, add, warn);
  return { content: problems.length === 0 ? parsed.data : null, problems, warnings };
}

type Issue = z.core.$ZodIssue;

function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int' ? 'ghi bằng số' : 'chưa ghi';
    case 'too_small':
      return smallWords(issue);
    case 'too_big':
      return issue.origin === 'string' ? `dài nhất ${String(issue.maximum)} ký tự` : `nhiều nhất là ${String(issue.maximum)}`;
    case 'invalid_value':
      return 'chọn một trong các giá trị có sẵn';
    case 'invalid_format':
      return formatWords[issue.path.at(-1) as string] ?? formatWords[issue.format] ?? 'chưa đúng cách ghi';
    case 'invalid_union':
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return 'chưa đúng cách ghi';
  }
}

function smallWords(issue: Extract<Issue, { code: 'too_small' }>): string {
  if (issue.origin === 'string') return 'chưa ghi';
  if (issue.origin === 'array') return `cần ít nhất ${String(issue.minimum)} mục`;
  return issue.inclusive ? `từ ${String(issue.minimum)} trở lên` : `lớn hơn ${String(issue.minimum)}`;
}

const formatWords: Readonly<Partial<Record<string, string>>> = {
  code: 'ghi như 2.000635',
  key: 'chỉ dùng chữ thường không dấu và dấu gạch dưới, như tham_tra',
  returnsTo: 'chỉ dùng mã của một bước đứng trước',
  template: 'chỉ dùng chữ thường không dấu, số và dấu gạch nối, như birth-extract-copy',
  series: 'chỉ dùng chữ thường không dấu và dấu gạch dưới, như birth_extract_copy',
  cutOff: 'ghi giờ như 15:00',
  date: 'ghi ngày như 27/03/2026',
  url: 'ghi địa chỉ đầy đủ, bắt đầu bằng https://',
};
