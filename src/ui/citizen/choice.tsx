import type { ReactNode } from 'react';
import { describedBy, fieldId } from '../field-id.ts';
import { FieldGroup, fieldIds } from './field.tsx';
import type { FieldBase } from './field.tsx';
import type { Option } from './text-input.tsx';

/** Id of the n-th choice; the first carries the id of the field so that an error link lands on it. */
function optionId(name: string, index: number): string {
  return index === 0 ? fieldId(name) : `${fieldId(name)}--${index}`;
}

export type RadioGroupProps = FieldBase & {
  readonly options: readonly Option[];
  readonly value?: string | null | undefined;
};

/** One choice of a few, all visible. */
export function RadioGroup({ options, value, ...base }: RadioGroupProps) {
  return (
    <FieldGroup {...base} focusId={optionId(base.name, 0)}>
      {options.map((option, index) => (
        <Pick
          key={option.value}
          id={optionId(base.name, index)}
          input={{ type: 'radio', name: base.name, value: option.value, defaultChecked: option.value === value }}
          {...option}
        />
      ))}
    </FieldGroup>
  );
}

export type CheckboxGroupProps = FieldBase & {
  readonly options: readonly Option[];
  readonly values?: readonly string[] | null | undefined;
};

/** Any number of a few choices. Each checked box submits `name=value`. */
export function CheckboxGroup({ options, values, ...base }: CheckboxGroupProps) {
  return (
    <FieldGroup {...base} focusId={optionId(base.name, 0)}>
      {options.map((option, index) => (
        <Pick
          key={option.value}
          id={optionId(base.name, index)}
          input={{
            type: 'checkbox',
            name: base.name,
            value: option.value,
            defaultChecked: values?.includes(option.value) ?? false,
          }}
          {...option}
        />
      ))}
    </FieldGroup>
  );
}

export type CheckboxProps = Omit<FieldBase, 'asHeading' | 'optional'> & {
  readonly checked?: boolean | undefined;
  /** Submitted when checked; "true" by default. */
  readonly value?: string | undefined;
};

/** One statement to agree to, or a setting. */
export function Checkbox({ checked = false, value = 'true', ...base }: CheckboxProps) {
  const ids = fieldIds(base);
  return (
    <div className={base.error ? 'field bad' : 'field'}>
      {base.error && (
        <p className="err" id={ids.errorId}>
          {base.error}
        </p>
      )}
      <Pick
        id={ids.id}
        input={{ type: 'checkbox', name: base.name, value, defaultChecked: checked }}
        label={base.label}
        note={base.hint}
        invalidBy={base.error ? ids.errorId : undefined}
      />
    </div>
  );
}

type PickProps = {
  readonly id: string;
  readonly input: { type: 'radio' | 'checkbox'; name: string; value: string; defaultChecked: boolean };
  readonly label: ReactNode;
  readonly note?: ReactNode;
  readonly invalidBy?: string | undefined;
};

function Pick({ id, input, label, note, invalidBy }: PickProps) {
  const noteId = `${id}--note`;
  return (
    <div className="pick">
      <input
        {...input}
        id={id}
        aria-describedby={describedBy(note ? noteId : null, invalidBy)}
        aria-invalid={invalidBy ? true : undefined}
      />
      <label htmlFor={id}>
        {label}
        {note && <small id={noteId}>{note}</small>}
      </label>
    </div>
  );
}
