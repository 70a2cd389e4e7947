import { useText } from '#platform/web/text.tsx';
import { Checkbox, DatePicker, Select, TextArea, TextInput, fieldId, type InputWidth } from '#ui/officer/index.ts';
import { valueAt } from './read-section.ts';
import { patternOf, type Group, type Leaf, type Rows, type Spec } from './spec.ts';

/** What the boxes of a section show: its content, what is wrong, and the rows that begin open. */
export type Shown = {
  readonly content: unknown;
  /** Message by the name of the box. */
  readonly errors: ReadonlyMap<string, string>;
  readonly open: (path: string) => boolean;
};

/** All boxes of a section, lists inside lists. Plain form fields: every button saves what was typed. */
export function Boxes({ list, shown, prefix = '' }: { list: readonly Spec[]; shown: Shown; prefix?: string }) {
  return list.map((spec) => {
    const path = `${prefix}${spec.name}`;
    if (spec.kind === 'rows') return <RowList key={path} spec={spec} path={path} shown={shown} />;
    if (spec.kind === 'group') return <GroupBoxes key={path} spec={spec} path={path} shown={shown} />;
    return <Box key={path} leaf={spec} path={path} shown={shown} />;
  });
}

function GroupBoxes({ spec, path, shown }: { spec: Group; path: string; shown: Shown }) {
  const name = useFieldName();
  return (
    <fieldset className="editor-group">
      <legend>{name(path)}</legend>
      {spec.fields.map((leaf) => (
        <Box key={leaf.name} leaf={leaf} path={`${path}.${leaf.name}`} shown={shown} />
      ))}
    </fieldset>
  );
}

function RowList({ spec, path, shown }: { spec: Rows; path: string; shown: Shown }) {
  const t = useText('procedures');
  const name = useFieldName();
  const rows = valueAt(shown.content, path);
  const list: readonly unknown[] = Array.isArray(rows) ? rows : [];
  const error = shown.errors.get(path);
  return (
    <fieldset className="editor-rows" id={fieldId(path)} tabIndex={-1}>
      <legend>
        {name(path)} <small>{t('editor.count', { n: list.length })}</small>
      </legend>
      {error && <p className="err">{error}</p>}
      <input type="hidden" name={`${path}.count`} value={list.length} />
      {list.map((row, index) => (
        <Row key={`${path}.${index}`} spec={spec} row={row} place={{ path: `${path}.${index}`, index, last: index === list.length - 1 }} shown={shown} />
      ))}
      <button className="btn quiet small" name="intent" value={`add:${path}`} formNoValidate>
        {t('editor.add', { name: name(`${path}.one`).toLowerCase() })}
      </button>
    </fieldset>
  );
}

type Place = { readonly path: string; readonly index: number; readonly last: boolean };

function Row({ spec, row, place, shown }: { spec: Rows; row: unknown; place: Place; shown: Shown }) {
  const t = useText('procedures');
  const name = useFieldName();
  const { path, index, last } = place;
  const title = spec.titleOf.map((key) => valueAt(row, key)).find((words): words is string => typeof words === 'string' && words !== '') ?? '';
  const label = `${name(`${patternOf(path)}.one`)} ${index + 1}`;
  const titled = spec.titleOf[0] === 'kind' && title !== '' ? t(`choice.${patternOf(path)}.kind.${title}`) : title;
  const wrong = [...shown.errors.keys()].some((key) => key === path || key.startsWith(`${path}.`));
  return (
    <details className={wrong ? 'editor-row bad' : 'editor-row'} id={fieldId(path)} open={wrong || shown.open(path)}>
      <summary>
        <b>{label}</b> {titled}
        {wrong && <span className="err"> {t('editor.hasProblems')}</span>}
      </summary>
      <div className="editor-boxes">
        <Boxes list={spec.fields} shown={shown} prefix={`${path}.`} />
      </div>
      <p className="row">
        <RowButton verb="up" path={path} label={label} disabled={index === 0} />
        <RowButton verb="down" path={path} label={label} disabled={last} />
        <RowButton verb="remove" path={path} label={label} />
      </p>
    </details>
  );
}

function RowButton({ verb, path, label, disabled }: { verb: 'up' | 'down' | 'remove'; path: string; label: string; disabled?: boolean }) {
  const t = useText('procedures');
  return (
    <button className="btn link small" name="intent" value={`${verb}:${path}`} disabled={disabled} formNoValidate aria-label={`${t(`editor.${verb}`)}: ${label}`}>
      {t(`editor.${verb}`)}
    </button>
  );
}

function Box({ leaf, path, shown }: { leaf: Leaf; path: string; shown: Shown }) {
  const t = useText('procedures');
  const name = useFieldName();
  const pattern = patternOf(path);
  const value = valueAt(shown.content, path);
  const text = Array.isArray(value) ? value.join('\n') : plainText(value);
  const hint = t(`hint.${pattern.replaceAll('.', '_')}`);
  const base = { name: path, label: name(path), error: shown.errors.get(path), hint: hint.startsWith('hint.') ? undefined : hint, optional: leaf.optional };
  switch (leaf.kind) {
    case 'check':
      return <Checkbox {...base} checked={value === true} />;
    case 'choice':
      return <Select {...base} value={text} options={(leaf.options ?? []).map((option) => ({ value: option, label: t(`choice.${pattern}.${option}`) }))} />;
    case 'area':
    case 'lines':
      return <TextArea {...base} hint={base.hint ?? (leaf.kind === 'lines' ? t('editor.onePerLine') : undefined)} value={text} rows={leaf.kind === 'lines' ? Math.min(8, text.split('\n').length + 1) : 2} />;
    case 'date':
      return <DatePicker {...base} value={text} />;
    case 'line':
    case 'feel':
    case 'integer':
    case 'number':
      return <TextInput {...base} value={text} width={widthOf(leaf)} spellCheck={leaf.kind === 'feel' ? false : undefined} inputMode={leaf.kind === 'integer' || leaf.kind === 'number' ? 'numeric' : undefined} />;
  }
}

function plainText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function widthOf({ kind, name }: Leaf): InputWidth | undefined {
  if (kind === 'integer' || kind === 'number') return 'w10';
  return ['code', 'key', 'number', 'duration.cutOff', 'cutOff'].includes(name) ? 'w20' : undefined;
}

/** Vietnamese name of the thing at a path: "Số tiền". */
export function useFieldName(): (path: string) => string {
  const t = useText('procedures');
  return (path) => t(`field.${patternOf(path).replaceAll('.', '_')}`);
}
