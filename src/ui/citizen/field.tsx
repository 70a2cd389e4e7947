import type { ReactNode } from 'react';
import { classes, describedBy, fieldId } from '../field-id.ts';
import { useWords } from '../words-context.tsx';

/** What every question has. `error` is a whole sentence that says what to do. */
export type FieldBase = {
  /** Form field name; the DOM id derives from it (`fieldId`). */
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  /** Adds "(không bắt buộc)" to the label; everything else counts as required. */
  readonly optional?: boolean | undefined;
  /** The label is the h1 of a page that asks one question. */
  readonly asHeading?: boolean | undefined;
};

/** Ids of the control and of the texts that describe it. */
export function fieldIds({ name, hint, error }: Pick<FieldBase, 'name' | 'hint' | 'error'>) {
  const id = fieldId(name);
  const hintId = `${id}--hint`;
  const errorId = `${id}--error`;
  return { id, hintId, errorId, describedBy: describedBy(hint ? hintId : null, error ? errorId : null) };
}

/** Label, hint and error around one control; the control takes its ids from `fieldIds`. */
export function Field({ children, ...base }: FieldBase & { children: ReactNode }) {
  const { id } = fieldIds(base);
  return (
    <div className={classes('field', base.error && 'bad')}>
      <label className="label" htmlFor={id}>
        <LabelText {...base} />
      </label>
      <HintAndError {...base} />
      {children}
    </div>
  );
}

/** The same around a group of controls (choices, the parts of a date): a fieldset with a legend. */
export function FieldGroup({
  children,
  focusId,
  ...base
}: FieldBase & { children: ReactNode; focusId?: string | undefined }) {
  const ids = fieldIds(base);
  // When no control inside carries the id, the group itself must be the target of the error summary.
  const target = focusId === undefined ? { id: ids.id, tabIndex: -1 } : {};
  return (
    <fieldset className={classes('field', base.error && 'bad')} aria-describedby={ids.describedBy} {...target}>
      <legend className="label">
        <LabelText {...base} />
      </legend>
      <HintAndError {...base} />
      {children}
    </fieldset>
  );
}

function LabelText({ label, optional, asHeading }: FieldBase) {
  const words = useWords();
  const text = (
    <>
      {label}
      {optional && <span className="opt"> {words.optional}</span>}
    </>
  );
  return asHeading ? <h1>{text}</h1> : text;
}

function HintAndError(base: FieldBase) {
  const words = useWords();
  const ids = fieldIds(base);
  return (
    <>
      {base.hint && (
        <p className="hint" id={ids.hintId}>
          {base.hint}
        </p>
      )}
      {base.error && (
        <p className="err" id={ids.errorId}>
          <span className="sr">{words.errorPrefix} </span>
          {base.error}
        </p>
      )}
    </>
  );
}
