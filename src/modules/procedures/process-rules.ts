import type { ProcedureContent, Step } from './model.ts';
import type { AddProblem } from './sections.ts';

const order: Readonly<Record<Step['kind'], number>> = { receive: 0, process: 1, sign: 2, deliver: 3 };

/** An internal process can be carried out: it begins with receiving, goes forward, returns only backward, and fits the time limit. */
export function findProcessProblems({ steps, channels }: ProcedureContent, add: AddProblem, warn: AddProblem): void {
  const keys = steps.flatMap((step) => [step.key, ...step.consultations.map(({ key }) => key)]);
  for (const [index, step] of steps.entries()) {
    if (keys.indexOf(step.key) !== keys.lastIndexOf(step.key)) add(`steps.${index}.key`, 'trùng với một bước khác');
    const before = steps[index - 1];
    if (before !== undefined && order[step.kind] < order[before.kind]) warn(`steps.${index}.kind`, 'đứng sau một bước thường làm muộn hơn: hãy xem lại thứ tự');
    checkReturns(steps, index, add);
    checkConsultations(step, { index, keys, add });
  }
  if (steps[0]?.kind !== 'receive') add('steps.0.kind', 'bước đầu tiên phải là tiếp nhận');
  for (const kind of ['process', 'sign', 'deliver'] as const) {
    if (!steps.some((step) => step.kind === kind)) add('steps', `thiếu bước ${kindWords[kind]}`);
  }
  const hours = processHours(steps);
  for (const [index, { duration }] of channels.entries()) {
    const allowed = allowedHours(duration);
    if (hours > allowed) warn(`channels.${index}.duration`, `các bước nội bộ cộng lại ${hours} giờ làm việc, dài hơn thời hạn (${allowed} giờ)`);
  }
}

const kindWords = { process: 'thụ lý', sign: 'ký', deliver: 'trả kết quả' } as const;

function checkReturns(steps: readonly Step[], index: number, add: AddProblem): void {
  const earlier = steps.slice(0, index).map(({ key }) => key);
  const wrong = steps[index]?.returnsTo.find((key) => !earlier.includes(key));
  if (wrong !== undefined) add(`steps.${index}.returnsTo`, `“${wrong}” không phải là một bước đứng trước`);
}

function checkConsultations({ consultations, kind, hours }: Step, at: { index: number; keys: readonly string[]; add: AddProblem }): void {
  if (consultations.length > 0 && kind !== 'process') at.add(`steps.${at.index}.consultations`, 'chỉ bước thụ lý mới lấy ý kiến song song');
  for (const [row, { key, hours: asked }] of consultations.entries()) {
    if (at.keys.indexOf(key) !== at.keys.lastIndexOf(key)) at.add(`steps.${at.index}.consultations.${row}.key`, 'trùng với một bước khác');
    if (asked > hours) at.add(`steps.${at.index}.consultations.${row}.hours`, `lấy ý kiến không được dài hơn bước thụ lý (${hours} giờ)`);
  }
}

/** Working hours of the whole way; consultations run beside their step. */
export function processHours(steps: readonly Pick<Step, 'hours'>[]): number {
  return steps.reduce((sum, { hours }) => sum + hours, 0);
}

const hoursOfDay = 8;

/** Working hours within a time limit; calendar days count five of seven. */
export function allowedHours({ unit, n = 1 }: ProcedureContent['channels'][number]['duration']): number {
  if (unit === 'working_hour') return n;
  if (unit === 'calendar_day') return Math.floor((n * 5) / 7) * hoursOfDay;
  return (unit === 'same_day' ? 1 : n) * hoursOfDay;
}
