import { useEffect, useRef } from 'react';
import type { MouseEvent, ReactNode, RefObject } from 'react';
import type { ButtonLook } from '../citizen/button.tsx';
import { classes } from '../field-id.ts';
import { officerWords as words } from './officer-words.ts';
import { Key, useClickShortcut } from './shortcuts.tsx';
import type { ShortcutKey } from './shortcut-keys.ts';

export type DialogProps = {
  /** DOM id; also the fragment that opens it without a script. */
  readonly id: string;
  readonly title: string;
  /** Controlled use. Leave out when a `DialogTrigger` opens it. */
  readonly open?: boolean | undefined;
  readonly onClose?: (() => void) | undefined;
  readonly wide?: boolean | undefined;
  readonly children: ReactNode;
};

/**
 * A window over the page, on the native `<dialog>`: focus stays inside, Esc closes, the page behind is inert.
 * Before hydration the trigger is a link to `#id` and the dialog shows by `:target`.
 */
export function Dialog({ id, title, open, onClose, wide = false, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = `${id}--title`;
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || open === undefined) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog ref={ref} id={id} className={classes('dialog', wide && 'wide')} aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{title}</h2>
      {children}
      {/* Last in the order, so that the focus begins at the first field or answer. */}
      <a className="btn link small close" href="#" onClick={(event) => closeFrom(event, ref)} aria-label={words.close}>
        ✕
      </a>
    </dialog>
  );
}

function closeFrom(event: MouseEvent, dialog: RefObject<HTMLDialogElement | null>): void {
  // Without the native modal (opened by `:target` before hydration) the link itself leads away and closes it.
  if (!dialog.current?.open) return;
  event.preventDefault();
  dialog.current.close();
}

export type DialogTriggerProps = {
  /** Id of the `Dialog` to open. */
  readonly dialog: string;
  readonly label: string;
  readonly shortcut?: ShortcutKey | undefined;
  readonly look?: ButtonLook | undefined;
  readonly small?: boolean | undefined;
};

/** Opens a dialog by click, by key, or as a plain link. */
export function DialogTrigger({ dialog, label, shortcut, look = 'quiet', small = false }: DialogTriggerProps) {
  const ref = useRef<HTMLAnchorElement>(null);
  useClickShortcut(shortcut, label, ref);
  return (
    <a
      ref={ref}
      className={classes('btn', look !== 'main' && look, small && 'small')}
      href={`#${dialog}`}
      aria-haspopup="dialog"
      aria-keyshortcuts={shortcut}
      onClick={(event) => showModal(event, dialog)}
    >
      {label}
      {shortcut && <Key of={shortcut} />}
    </a>
  );
}

function showModal(event: MouseEvent, id: string): void {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  if (!dialog.open) dialog.showModal();
}
