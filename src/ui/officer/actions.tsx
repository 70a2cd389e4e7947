import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ButtonProps, LinkButtonProps } from '../citizen/button.tsx';
import { classes } from '../field-id.ts';
import { Key, useClickShortcut } from './shortcuts.tsx';
import type { ShortcutKey } from './shortcut-keys.ts';

/** What can be done with the matter shown, always at the same place, keys visible. `note` tells what comes next. */
export function ActionBar({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <div className="acts">
      {children}
      {note && <span className="sp">{note}</span>}
    </div>
  );
}

/** Filters and actions above a list. */
export function Toolbar({ children, label }: { children: ReactNode; label: string }) {
  return (
    <div className="tools" role="group" aria-label={label}>
      {children}
    </div>
  );
}

export type ActionButtonProps = ButtonProps & {
  readonly label: string;
  readonly shortcut?: ShortcutKey | undefined;
  /** Why it cannot be pressed now; shown on hover and read aloud. Sets `disabled`. */
  readonly unavailable?: string | undefined;
  readonly children?: ReactNode;
};

/** A button with its key. Inside a form it submits `name=value`, with or without a script. */
export function ActionButton(props: Omit<ActionButtonProps, 'children'>) {
  const { label, shortcut, unavailable, look = 'quiet', small = false, type = 'submit', disabled, ...native } = props;
  const ref = useRef<HTMLButtonElement>(null);
  useClickShortcut(unavailable || disabled ? undefined : shortcut, label, ref);
  return (
    <button
      {...native}
      ref={ref}
      type={type}
      className={classes('btn', look !== 'main' && look, small && 'small')}
      disabled={disabled || unavailable !== undefined}
      title={unavailable}
      aria-keyshortcuts={shortcut}
    >
      {label}
      {shortcut && <Key of={shortcut} />}
      {unavailable && <span className="sr"> {unavailable}</span>}
    </button>
  );
}

export type ActionLinkProps = Omit<LinkButtonProps, 'children'> & {
  readonly label: string;
  readonly shortcut?: ShortcutKey | undefined;
};

/** A link that looks and is pressed like an action: opens a page of its own. */
export function ActionLink({ href, label, shortcut, look = 'quiet', small = false, download }: ActionLinkProps) {
  const ref = useRef<HTMLAnchorElement>(null);
  useClickShortcut(shortcut, label, ref);
  const name = classes('btn', look !== 'main' && look, small && 'small');
  const content = (
    <>
      {label}
      {shortcut && <Key of={shortcut} />}
    </>
  );
  // A download is answered with a file, which the client router cannot show.
  if (download) {
    return (
      <a ref={ref} href={href} download={download} className={name} aria-keyshortcuts={shortcut}>
        {content}
      </a>
    );
  }
  return (
    <Link ref={ref} to={href} className={name} aria-keyshortcuts={shortcut}>
      {content}
    </Link>
  );
}
