import { useState } from 'react';
import { ComboBox, Input, ListBox, ListBoxItem, Popover, Button as AriaButton, Label } from 'react-aria-components';
import type { Key } from 'react-aria-components';
import { foldText } from '#platform/text/fold.ts';
import { classes, fieldId } from '../field-id.ts';
import { officerWords as words } from './officer-words.ts';
import { useHydrated } from './use-hydrated.ts';
import { useOptionSearch } from './use-option-search.ts';
import type { ComboboxOption } from './use-option-search.ts';

export type { ComboboxOption } from './use-option-search.ts';

export type ComboboxProps = {
  readonly name: string;
  readonly label: string;
  /** All choices, or the first of them when `searchUrl` finds the rest. */
  readonly options: readonly ComboboxOption[];
  readonly value?: string | null | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  /** JSON address (`?q=`) answering `ComboboxOption[]`. */
  readonly searchUrl?: string | undefined;
  readonly onChange?: ((value: string | null) => void) | undefined;
};

/**
 * One of a long list, found by a few letters with or without diacritics. Submits the chosen value under `name`.
 * Before hydration it is a plain select of the given options.
 */
export function Combobox(props: ComboboxProps) {
  return useHydrated() ? <SearchSelect {...props} /> : <PlainSelect {...props} />;
}

function PlainSelect({ name, label, options, value, hint, error }: ComboboxProps) {
  const id = fieldId(name);
  return (
    <div className={classes('field', error && 'bad')}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {error && <p className="err">{error}</p>}
      <select className="input" id={id} name={name} defaultValue={value ?? ''}>
        <option value="" />
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && <p className="hint">{hint}</p>}
    </div>
  );
}

function SearchSelect({ name, label, options, value, hint, error, searchUrl, onChange }: ComboboxProps) {
  const [chosen, setChosen] = useState<string | null>(value ?? null);
  const [text, setText] = useState(options.find((option) => option.value === value)?.label ?? '');
  const found = useOptionSearch(searchUrl, text);
  const items = narrow(merge(options, found), text, chosen);
  const choose = (key: Key | null) => {
    const next = key === null ? null : String(key);
    setChosen(next);
    setText(items.find((option) => option.value === next)?.label ?? '');
    onChange?.(next);
  };
  return (
    <ComboBox
      className={classes('field', 'combo', error && 'bad')}
      items={items.map((option) => ({ id: option.value, ...option }))}
      inputValue={text}
      onInputChange={setText}
      value={chosen}
      onChange={choose}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={Boolean(error)}
    >
      <Label className="label">{label}</Label>
      {error && <p className="err">{error}</p>}
      <div className="combo-box">
        <Input className="input" id={fieldId(name)} />
        <AriaButton className="combo-open">▾</AriaButton>
      </div>
      <input type="hidden" name={name} value={chosen ?? ''} />
      {hint && <p className="hint">{hint}</p>}
      <Popover className="combo-list">
        <ListBox<ComboboxOption & { id: string }> renderEmptyState={() => <p className="none">{words.noMatch}</p>}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label}>
              <span>{option.label}</span>
              {option.note && <small>{option.note}</small>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function merge(options: readonly ComboboxOption[], found: readonly ComboboxOption[]): readonly ComboboxOption[] {
  return [...new Map([...options, ...found].map((option) => [option.value, option])).values()];
}

/** What fits the typed text; everything while the text still is the label of the present choice. */
function narrow(options: readonly ComboboxOption[], text: string, chosen: string | null): readonly ComboboxOption[] {
  const untouched = options.some((option) => option.value === chosen && option.label === text);
  const sought = foldText(text).trim();
  if (untouched || sought === '') return options.slice(0, 200);
  return options.filter((option) => foldText(`${option.label} ${option.note ?? ''}`).includes(sought)).slice(0, 200);
}
