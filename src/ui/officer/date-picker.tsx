import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { formatDate, parseTypedDate } from '#platform/forms/dates.ts';
import { classes, describedBy, fieldId } from '../field-id.ts';
import { officerWords as words } from './officer-words.ts';
import { useHydrated } from './use-hydrated.ts';

export type DatePickerProps = {
  readonly name: string;
  readonly label: string;
  /** `YYYY-MM-DD`. */
  readonly value?: string | null | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  /** `YYYY-MM-DD` limits of the calendar; the server judges. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly onChange?: ((value: string | null) => void) | undefined;
};

/**
 * A date typed as dd/MM/yyyy (also 27031990, 27-3-1990), ↑ ↓ change the day, a button opens the calendar.
 * Always submits `YYYY-MM-DD`; before hydration it is the browser's own date field.
 */
export function DatePicker(props: DatePickerProps) {
  const { name, label, value, hint, error } = props;
  const id = fieldId(name);
  const help = describedBy(`${id}--hint`, error && `${id}--error`);
  const hydrated = useHydrated();
  return (
    <div className={classes('field', error && 'bad')}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {error && (
        <p className="err" id={`${id}--error`}>
          {error}
        </p>
      )}
      {hydrated ? (
        <TypedDate {...props} id={id} help={help} />
      ) : (
        <input
          className="input w10"
          type="date"
          id={id}
          name={name}
          defaultValue={value ?? ''}
          aria-describedby={help}
        />
      )}
      <p className="hint" id={`${id}--hint`}>
        {hint ?? words.dateHint}
      </p>
    </div>
  );
}

function TypedDate(props: DatePickerProps & { id: string; help: string | undefined }) {
  const { name, value, error, id, help, onChange } = props;
  const [iso, setIso] = useState(value ?? '');
  const [text, setText] = useState(formatDate(value ?? ''));
  const [wrong, setWrong] = useState(false);
  const settle = (next: string | null, typed: string) => {
    setIso(next ?? typed);
    setText(next ? formatDate(next) : typed);
    setWrong(next === null && typed !== '');
    onChange?.(next);
  };
  const read = () => settle(parseTypedDate(text), text.trim());
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const current = parseTypedDate(text);
    if (!step || !current) return;
    event.preventDefault();
    settle(shiftDay(current, step), text);
  };
  return (
    <div className="affix">
      <input
        className="input w10"
        id={id}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-describedby={help}
        aria-invalid={wrong || error ? true : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={read}
        onKeyDown={onKeyDown}
      />
      <CalendarButton {...props} iso={iso} choose={(next) => settle(next, next)} />
      {/* What cannot be read is submitted as typed: the server says what is wrong instead of losing it. */}
      <input type="hidden" name={name} value={parseTypedDate(text) ?? text} />
      {wrong && <span className="err">{words.dateWrong}</span>}
    </div>
  );
}

type CalendarProps = Pick<DatePickerProps, 'label' | 'min' | 'max'> & { iso: string; choose: (iso: string) => void };

function CalendarButton({ label, min, max, iso, choose }: CalendarProps) {
  const native = useRef<HTMLInputElement>(null);
  return (
    <span className="calendar">
      <button type="button" className="btn quiet small" onClick={() => native.current?.showPicker()}>
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path fill="currentColor" d="M5 1h2v2h6V1h2v2h3v15H2V3h3zm11 7H4v8h12z" />
        </svg>
        <span className="sr">
          {words.openCalendar}: {label}
        </span>
      </button>
      <input
        ref={native}
        className="native"
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        min={min}
        max={max}
        value={parseTypedDate(iso) ?? ''}
        onChange={(event) => event.target.value && choose(event.target.value)}
      />
    </span>
  );
}

function shiftDay(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);
}
