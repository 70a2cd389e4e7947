import { useText } from '#platform/web/text.tsx';
import type { FormStep, OutlineLine } from './edit-form.ts';
import { formHref, type WhichForm } from './which-form.ts';

type OutlineTableProps = {
  readonly draftId: string;
  readonly which: WhichForm;
  readonly step: FormStep & { readonly lines: readonly OutlineLine[] };
  readonly steps: readonly FormStep[];
};

/** The questions of a step: what kind, whether they must be answered, and buttons that move them. */
export function OutlineTable({ draftId, which, step, steps }: OutlineTableProps) {
  const t = useText('procedures');
  if (step.lines.length === 0) return <p className="hint">{t('formEditor.noFields')}</p>;
  return (
    <div className="table-frame">
      <table className="table outline">
        <caption className="sr">{step.title}</caption>
        <thead>
          <tr>
            {['question', 'kind', 'need', 'move'].map((key) => (
              <th key={key} scope="col">
                {t(`formEditor.column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {step.lines.map((line) => (
            <tr key={line.path}>
              <td data-label={t('formEditor.column.question')} className={`deep-${line.depth}`}>
                <a href={formHref(draftId, '/muc', which, { duong: line.path })}>{line.title === '' ? line.path : line.title}</a> <code>{line.path}</code>
              </td>
              <td data-label={t('formEditor.column.kind')}>{t(`fieldType.${line.type}`)}</td>
              <td data-label={t('formEditor.column.need')}>
                {t(line.required ? 'need.always' : line.condition === '' ? 'need.optional' : 'need.sometimes')}
                {line.condition !== '' && <code className="under">{line.condition}</code>}
              </td>
              <td data-label={t('formEditor.column.move')}>
                <Moves line={line} step={step} steps={steps} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Moves({ line, step, steps }: { line: OutlineLine; step: FormStep; steps: readonly FormStep[] }) {
  const t = useText('procedures');
  const button = (verb: 'field-up' | 'field-down' | 'field-remove', disabled = false) => (
    <button className="btn link small" name="intent" value={`${verb}:${line.path}`} disabled={disabled} aria-label={`${t(`formEditor.${verb}`)}: ${line.title}`}>
      {t(`formEditor.${verb}`)}
    </button>
  );
  return (
    <span className="row">
      {button('field-up', line.first)}
      {button('field-down', line.last)}
      {line.depth === 0 && steps.length > 1 && (
        <>
          <select className="input" name={`move.${line.path}`} aria-label={t('formEditor.toStep', { title: line.title })} defaultValue={step.key}>
            {steps.map(({ key, title }) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </select>
          <button className="btn link small" name="intent" value={`field-step:${line.path}`} aria-label={`${t('formEditor.moveStep')}: ${line.title}`}>
            {t('formEditor.moveStep')}
          </button>
        </>
      )}
      {button('field-remove')}
    </span>
  );
}
