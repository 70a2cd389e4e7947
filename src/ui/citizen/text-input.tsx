import type { InputHTMLAttributes, ReactNode } from 'react';
import { classes } from '../field-id.ts';
import { useWords } from '../words-context.tsx';
import { Field, fieldIds } from './field.tsx';
import type { FieldBase } from './field.tsx';

/** Width of the box as a hint at the length of the answer. */
export type InputWidth = 'w2' | 'w4' | 'w10' | 'w20';

type NativeName =
  'autoComplete' | 'inputMode' | 'maxLength' | 'placeholder' | 'spellCheck' | 'readOnly' | 'autoCapitalize' | 'list';
type NativeInput = { readonly [K in NativeName]?: InputHTMLAttributes<HTMLInputElement>[K] | undefined };

export type TextInputProps = FieldBase &
  NativeInput & {
    readonly value?: string | number | null | undefined;
    readonly type?: 'text' | 'search' | 'email' | 'tel' | 'password' | 'url' | undefined;
    readonly width?: InputWidth | undefined;
    /** Unit after the box, e.g. "đồng". Read as part of the label by putting it in the hint as well. */
    readonly suffix?: ReactNode;
    /** Never kept in the browser by the enhancement script (passwords, one-time codes, identity numbers). */
    readonly noSave?: boolean | undefined;
  };

/** One line of text. `value` is the starting value: pages are forms, not controlled state. */
export function TextInput({ value, type = 'text', width, suffix, noSave, ...props }: TextInputProps) {
  const { name, label, hint, error, optional, asHeading, ...native } = props;
  const ids = fieldIds(props);
  const input = (
    <input
      {...native}
      className={classes('input', width)}
      id={ids.id}
      name={name}
      type={type}
      defaultValue={value ?? ''}
      aria-describedby={ids.describedBy}
      aria-invalid={error ? true : undefined}
      data-nosave={noSave || type === 'password' ? '' : undefined}
    />
  );
  return (
    <Field {...{ name, label, hint, error, optional, asHeading }}>
      {suffix ? (
        <div className="affix">
          {input}
          <span>{suffix}</span>
        </div>
      ) : (
        input
      )}
    </Field>
  );
}

export type TextAreaProps = FieldBase & {
  readonly value?: string | null | undefined;
  readonly rows?: number | undefined;
  readonly maxLength?: number | undefined;
};

/** Several lines of text. */
export function TextArea({ value, rows = 5, maxLength, ...props }: TextAreaProps) {
  const ids = fieldIds(props);
  return (
    <Field {...props}>
      <textarea
        className="input"
        id={ids.id}
        name={props.name}
        rows={rows}
        maxLength={maxLength}
        defaultValue={value ?? ''}
        aria-describedby={ids.describedBy}
        aria-invalid={props.error ? true : undefined}
      />
    </Field>
  );
}

/** One choice of a list; `note` explains it in a second line (radio and checkbox only). */
export type Option = { readonly value: string; readonly label: ReactNode; readonly note?: ReactNode };

export type SelectProps = FieldBase & {
  readonly options: readonly Option[];
  readonly value?: string | null | undefined;
  /** Text of the empty first line; `false` leaves it out. */
  readonly placeholder?: string | false | undefined;
  readonly autoComplete?: string | undefined;
  readonly width?: InputWidth | undefined;
};

/** One of a long list. Prefer `RadioGroup` up to seven choices. */
export function Select({ options, value, placeholder, autoComplete, width, ...props }: SelectProps) {
  const words = useWords();
  const ids = fieldIds(props);
  return (
    <Field {...props}>
      <select
        className={classes('input', width)}
        id={ids.id}
        name={props.name}
        defaultValue={value ?? ''}
        autoComplete={autoComplete}
        aria-describedby={ids.describedBy}
        aria-invalid={props.error ? true : undefined}
      >
        {placeholder !== false && <option value="">{placeholder ?? words.choose}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
