import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { classes } from '../field-id.ts';

/** A small menu that folds out; opens without a script, closes by Esc and when the focus leaves it. */
export function Menu({
  summary,
  className,
  children,
}: {
  summary: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <details className={classes('fold-menu', className)} onBlur={closeWhenLeft} onKeyDown={closeOnEscape}>
      <summary>{summary}</summary>
      <div className="menu">{children}</div>
    </details>
  );
}

function closeWhenLeft(event: FocusEvent<HTMLDetailsElement>): void {
  // A press on plain text inside gives no related target: the menu must survive it.
  if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false;
}

function closeOnEscape(event: KeyboardEvent<HTMLDetailsElement>): void {
  if (event.key !== 'Escape' || !event.currentTarget.open) return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector('summary')?.focus();
}
