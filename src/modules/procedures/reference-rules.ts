import { inspectExpression } from '#platform/forms/feel.ts';
import type { ProcedureContent } from './model.ts';
import type { AddProblem } from './sections.ts';

/** Names that agree with one another: answers that conditions look at, codes that must differ, what each route needs. */
export function findReferenceProblems(content: ProcedureContent, add: AddProblem, warn: AddProblem): void {
  const answers = answerNames(content.form);
  checkRoute(content, add, warn);
  checkApplicant(content, answers, add);
  checkCases(content, answers, add);
  checkChannels(content, { answers, add, warn });
  reportDoubles(content.results.map(({ code }) => code), (index) => add(`results.${index}.code`, 'trùng với một kết quả khác'));
  if (content.decision === null) warn('decision', 'chưa ghi quyết định công bố thủ tục');
}

function answerNames(form: unknown): ReadonlySet<string> {
  const properties = typeof form === 'object' && form !== null && 'properties' in form ? form.properties : undefined;
  return new Set(typeof properties === 'object' && properties !== null ? Object.keys(properties) : []);
}

function checkRoute(content: ProcedureContent, add: AddProblem, warn: AddProblem): void {
  if (content.serviceLevel.kind === 'partial' && content.serviceLevel.reason === '') add('serviceLevel.reason', 'ghi lý do chưa làm được toàn trình');
  if (content.route === 'local' && content.filing !== null) warn('filing', 'chỉ cần khi nộp ở hệ thống khác; công dân sẽ không thấy');
  if (content.route !== 'local' && content.filing === null) warn('filing', 'chưa ghi nơi nộp và địa chỉ: công dân chỉ thấy lời giải thích, không có nút');
  if (content.lifeEvents.length === 0) warn('lifeEvents', 'chưa ghi sự kiện nào: người dân khó tìm thấy thủ tục');
}

function checkApplicant({ applicant }: ProcedureContent, answers: ReadonlySet<string>, add: AddProblem): void {
  for (const [part, name] of Object.entries(applicant)) {
    if (!answers.has(name.split('.')[0] ?? '')) add(`applicant.${part}`, `biểu mẫu không có mục “${name}”`);
  }
}

function checkCases({ cases }: ProcedureContent, answers: ReadonlySet<string>, add: AddProblem): void {
  reportDoubles(cases.map(({ key }) => key), (index) => add(`cases.${index}.key`, 'trùng với một trường hợp khác'));
  for (const [at, { when, papers }] of cases.entries()) {
    checkCondition(when, answers, (message) => add(`cases.${at}.when`, message));
    reportDoubles(papers.map(({ code }) => code), (index) => add(`cases.${at}.papers.${index}.code`, 'trùng với một giấy tờ khác trong trường hợp này'));
    for (const [index, paper] of papers.entries()) checkCondition(paper.requiredWhen, answers, (message) => add(`cases.${at}.papers.${index}.requiredWhen`, message));
  }
}

type ChannelCheck = { readonly answers: ReadonlySet<string>; readonly add: AddProblem; readonly warn: AddProblem };

function checkChannels({ channels }: ProcedureContent, { answers, add, warn }: ChannelCheck): void {
  reportDoubles(channels.map(({ kind }) => kind), (index) => add(`channels.${index}.kind`, 'kênh này đã có ở trên'));
  for (const [at, { duration, fees }] of channels.entries()) {
    if (duration.unit !== 'same_day' && duration.n === undefined) add(`channels.${at}.duration.n`, 'ghi số ngày hoặc giờ');
    reportDoubles(fees.map(({ code }) => code), (index) => add(`channels.${at}.fees.${index}.code`, 'trùng với một khoản thu khác của kênh này'));
    for (const [index, fee] of fees.entries()) {
      const path = `channels.${at}.fees.${index}`;
      if (fee.perAnswer !== null && !answers.has(fee.perAnswer)) add(`${path}.perAnswer`, `biểu mẫu không có mục “${fee.perAnswer}”`);
      if (fee.amount > 0 && fee.exemptions.length === 0) warn(`${path}.exemptions`, 'chưa ghi đối tượng được miễn, giảm: hãy xem lại văn bản thu phí, lệ phí');
      for (const [row, { when }] of fee.exemptions.entries()) checkCondition(when, answers, (message) => add(`${path}.exemptions.${row}.when`, message));
    }
  }
}

function checkCondition(condition: string | null, answers: ReadonlySet<string>, report: (message: string) => void): void {
  if (condition === null) return;
  const { variables, fault } = inspectExpression(condition);
  const unknown = variables.find((name) => name !== 'today' && !answers.has(name));
  if (fault !== null) report('điều kiện viết sai hoặc dùng hàm không được phép');
  else if (unknown !== undefined) report(`điều kiện nhắc đến “${unknown}” nhưng biểu mẫu không có mục đó`);
}

function reportDoubles(keys: readonly string[], report: (index: number) => void): void {
  for (const [index, key] of keys.entries()) if (keys.indexOf(key) !== index) report(index);
}
