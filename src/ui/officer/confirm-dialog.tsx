import { useEffect, useId, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { Form, useActionData, useLocation, useNavigation } from 'react-router';
import { Button } from '../citizen/button.tsx';
import { classes } from '../field-id.ts';
import { Dialog } from './dialog.tsx';
import { officerWords as words } from './officer-words.ts';

export type ConfirmDialogProps = {
  readonly id: string;
  /** A question: "Trả lại hồ sơ này?" */
  readonly title: string;
  /** What will happen, in one sentence. */
  readonly children?: ReactNode;
  /** The verb on the button: "Trả lại". */
  readonly confirm: string;
  /** Submitted as `name=value` by the confirming button. */
  readonly intent?: { readonly name: string; readonly value: string } | undefined;
  /** Asks for words that are kept in the journal. */
  readonly reason?: ReasonField | undefined;
  readonly danger?: boolean | undefined;
  readonly action?: string | undefined;
  /** Hidden inputs: request id, ids of the matter. */
  readonly fields?: ReactNode;
  /** Open from the start, e.g. after the server found the reason missing. */
  readonly open?: boolean | undefined;
};

export type ReasonField = {
  readonly label: string;
  readonly name?: string | undefined;
  readonly hint?: string | undefined;
  readonly required?: boolean | undefined;
  readonly value?: string | undefined;
  readonly error?: string | undefined;
  readonly maxLength?: number | undefined;
};

/** Asks before an act that cannot be undone, with a reason where the law or the house wants one. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { id, title, children, confirm, intent, reason, danger = false, action, fields, open } = props;
  const form = useRef<HTMLFormElement>(null);
  const { busy, onSubmit } = useCloseWhenDone(form, open === true);
  return (
    <Dialog id={id} title={title} open={open}>
      <Form ref={form} method="post" onSubmit={onSubmit} {...(action === undefined ? {} : { action })}>
        {fields}
        {children}
        {reason && <Reason {...reason} />}
        <div className="row">
          <Button look={danger ? 'danger' : 'main'} name={intent?.name} value={intent?.value} disabled={busy}>
            {confirm}
          </Button>
          <a className="btn quiet" href="#" onClick={closeParent}>
            {words.cancel}
          </a>
        </div>
      </Form>
    </Dialog>
  );
}

type Closing = { readonly busy: boolean; readonly onSubmit: () => void };

/** Closes the dialog around a form once its answer is shown, unless the page wants it open (a missing reason). */
function useCloseWhenDone(form: { readonly current: HTMLFormElement | null }, keepOpen: boolean): Closing {
  const { state, formData } = useNavigation();
  const { key } = useLocation();
  const answer: unknown = useActionData();
  const sent = useRef(false);
  useEffect(() => {
    if (state !== 'idle' || !sent.current) return;
    sent.current = false;
    if (!keepOpen) form.current?.closest('dialog')?.close();
    // On a busy machine the state in between is never drawn: a new page or a new answer also tells that it is over.
  }, [state, key, answer, keepOpen, form]);
  const onSubmit = (): void => {
    sent.current = true;
  };
  return { busy: state !== 'idle' && formData !== undefined, onSubmit };
}

function closeParent(event: MouseEvent<HTMLElement>): void {
  const dialog = event.currentTarget.closest('dialog');
  if (!dialog?.open) return;
  event.preventDefault();
  dialog.close();
}

function Reason({ label, name = 'reason', hint, required = true, value, error, maxLength = 2000 }: ReasonField) {
  const id = useId();
  return (
    <div className={classes('field', error && 'bad')}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {hint && <p className="hint">{hint}</p>}
      {error && (
        <p className="err" id={`${id}e`}>
          {error}
        </p>
      )}
      <textarea
        className="input"
        id={id}
        name={name}
        rows={4}
        required={required}
        maxLength={maxLength}
        defaultValue={value}
        aria-describedby={error ? `${id}e` : undefined}
        aria-invalid={error ? true : undefined}
      />
    </div>
  );
}
