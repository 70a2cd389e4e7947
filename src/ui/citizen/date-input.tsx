import { classes } from '../field-id.ts';
import { useWords } from '../words-context.tsx';
import { FieldGroup, fieldIds } from './field.tsx';
import type { FieldBase } from './field.tsx';
import type { InputWidth } from './text-input.tsx';

export type DatePart = 'day' | 'month' | 'year';
export type DateParts = { readonly [P in DatePart]?: string | null | undefined };

export type DateInputProps = FieldBase & {
  /** What was typed, as `{day, month, year}`, or a date `YYYY-MM-DD` (also `YYYY-MM`, `YYYY`). */
  readonly value?: DateParts | string | null | undefined;
  /** The parts that are wrong; all of them when there is an error and nothing is named. */
  readonly wrong?: readonly DatePart[] | undefined;
  /** "bday" puts bday-day, bday-month, bday-year on the three boxes. */
  readonly autoComplete?: 'bday' | undefined;
};

const boxes: readonly { part: DatePart; width: InputWidth; length: number }[] = [
  { part: 'day', width: 'w2', length: 2 },
  { part: 'month', width: 'w2', length: 2 },
  { part: 'year', width: 'w4', length: 4 },
];

/** A known date in three boxes; submits `name.day`, `name.month`, `name.year`. */
export function DateInput({ value, wrong, autoComplete, ...base }: DateInputProps) {
  const words = useWords();
  const ids = fieldIds(base);
  const parts = partsOf(value);
  const bad = base.error ? (wrong ?? boxes.map((box) => box.part)) : [];
  return (
    <FieldGroup {...base}>
      <div className="dates">
        {boxes.map(({ part, width, length }) => (
          <div key={part}>
            <label htmlFor={`${ids.id}-${part}`}>{words[part]}</label>
            <input
              className={classes('input', width)}
              id={`${ids.id}-${part}`}
              name={`${base.name}.${part}`}
              inputMode="numeric"
              maxLength={length}
              autoComplete={autoComplete ? `${autoComplete}-${part}` : 'off'}
              defaultValue={parts[part] ?? ''}
              aria-invalid={bad.includes(part) ? true : undefined}
            />
          </div>
        ))}
      </div>
    </FieldGroup>
  );
}

function partsOf(value: DateInputProps['value']): DateParts {
  if (typeof value !== 'string') return value ?? {};
  const [year, month, day] = value.split('-');
  return { year, month: unpad(month), day: unpad(day) };
}

function unpad(text: string | undefined): string | undefined {
  return text?.replace(/^0(?=\d$)/, '');
}
