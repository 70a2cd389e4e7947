import { messages, messagesEn } from './messages.ts';
import type { MessageCode } from './messages.ts';
import type { Problem } from './problem.ts';

/** The sentence for a problem, in the reader's language; inside a table it begins with the row: "Người 2: …". */
export function describeProblem(problem: Pick<Problem, 'code' | 'params'>, locale = 'vi'): string {
  const catalogue: Readonly<Record<string, string>> = locale === 'en' ? messagesEn : messages;
  const template = catalogue[problem.code] ?? catalogue['forms.unreadable' satisfies MessageCode] ?? '';
  const sentence = template.replace(/\{(\w+)\}/g, (_, name: string) => fill(name, problem.params));
  return problem.params.where === undefined ? sentence : `${problem.params.where}: ${lowerFirst(sentence)}`;
}

function fill(name: string, params: Problem['params']): string {
  const label = String(params.label ?? '');
  if (name === 'label') return lowerFirst(label);
  if (name === 'Label') return label;
  return String(params[name] ?? '');
}

// "Họ và tên" reads "họ và tên" inside a sentence, but "UBND" stays.
function lowerFirst(text: string): string {
  const [first = '', second = ''] = text;
  const acronym = second !== second.toLowerCase();
  return acronym ? text : first.toLowerCase() + text.slice(first.length);
}
