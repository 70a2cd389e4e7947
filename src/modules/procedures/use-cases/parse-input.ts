import type { z } from 'zod';
import { invalid } from '#platform/errors/app-error.ts';

/** @throws AppError invalid `procedures.input_invalid` with `problems: {path, message}[]` */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: inWords[String(issue.path[0])] ?? 'Mục này chưa đúng.' }));
  throw invalid('procedures.input_invalid', { problems });
}

const inWords: Readonly<Record<string, string>> = {
  validFrom: 'Ghi ngày bắt đầu có hiệu lực, như 01/12/2026.',
  lastDay: 'Ghi ngày cuối còn nhận hồ sơ, như 31/12/2026.',
  reason: 'Ghi lý do, ít nhất 5 chữ.',
  decision: 'Ghi số, ngày của quyết định.',
  code: 'Ghi mã thủ tục như 2.000635.',
  successor: 'Ghi mã của thủ tục thay thế, như 2.000635, hoặc để trống.',
};
