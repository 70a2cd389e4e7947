import { messages, messagesEn } from './messages.ts';
import type { MessageCode } from './messages.ts';
import type { Problem } from './problem.ts';

/** The sentence for a problem, in the reader's language. */
export function describeProblem(problem: Pick<Problem, 'code' | 'params'>, locale = 'vi'): string {
  const catalogue: Readonly<Record<string, string>> = locale === 'en' ? messagesEn : messages;
  const template = catalogue[problem.code] ?? catalogue['forms.unreadable' satisfies MessageCode] ?? '';
  return template.replace(/\{(\w+)\}/g, (_, name: string) => fill(name, problem.params));
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
