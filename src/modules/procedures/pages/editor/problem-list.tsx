import { useText } from '#platform/web/text.tsx';
import { fieldId } from '#ui/officer/index.ts';
import type { Problem } from '../../sections.ts';
import { useFieldName } from './boxes.tsx';
import { draftHref } from './load-draft.ts';
import { boxAt, slugOf, specs, type BoxSection } from './spec.ts';

/** Everything to put right, each named and linked to its box, wherever it is. */
export function ProblemList({ draftId, problems, title, tone }: { draftId: string; problems: readonly Problem[]; title: string; tone: 'late' | 'due' }) {
  const name = useProblemName();
  if (problems.length === 0) return null;
  return (
    <section className={`notice ${tone}`} aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.message}`}>
            <a href={hrefOf(draftId, problem)}>{name(problem)}</a>: {problem.message}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** “Kênh nộp 2 › Phí, lệ phí 1 › Số tiền”. */
function useProblemName(): (problem: Problem) => string {
  const t = useText('procedures');
  const fieldName = useFieldName();
  return ({ section, path }) => {
    if (isFormPath(path)) return `${t('section.form')} › ${formPlace(path)}`;
    const parts = path.split('.');
    const names = parts.flatMap((part, index) => {
      const until = parts.slice(0, index + 1).join('.');
      if (/^\d+$/u.test(part)) return [`${fieldName(`${until}.one`)} ${Number(part) + 1}`];
      const next = parts[index + 1];
      return index < parts.length - 1 && (next === undefined || /^\d+$/u.test(next) || isPlain(fieldName(until))) ? [] : [fieldName(until)];
    });
    return [t(`section.${section}`), ...names].join(' › ');
  };
}

/** No name of its own (`duration` of `duration.unit`): the last part tells enough. */
const isPlain = (name: string): boolean => name.startsWith('field.');
const isFormPath = (path: string): boolean => /^(form|results\.\d+\.form)(\.|$)/u.test(path);

function formPlace(path: string): string {
  const keys = fieldKeys(path);
  return keys.length === 0 ? path.replace(/^form\.?/u, '') || '—' : keys.join(' › ');
}

/** The keys of the question inside a form definition: `form.properties.a.items.properties.b` → a, b. */
export function fieldKeys(path: string): string[] {
  return [...path.matchAll(/properties\.([A-Za-z0-9]+)/gu)].map((match) => match[1] ?? '');
}

function hrefOf(draftId: string, { section, path }: Problem): string {
  if (isFormPath(path)) {
    const result = /^results\.(\d+)\.form/u.exec(path)?.[1];
    const query = new URLSearchParams({ ...(result === undefined ? {} : { 'ket-qua': result }) });
    const keys = fieldKeys(path);
    if (keys.length === 0) return `${draftHref(draftId, 'bieu-mau')}?${query.toString()}`;
    query.set('duong', keys.join('.'));
    return `${draftHref(draftId, 'bieu-mau/muc')}?${query.toString()}`;
  }
  const box = boxAt(specs[section as BoxSection], path);
  return `${draftHref(draftId, slugOf(section))}?mo=${encodeURIComponent(box)}#${fieldId(box)}`;
}
