import type { ReactNode } from 'react';
import { classes } from '../field-id.ts';

/** What a state means: `done` finished, `due` soon, `late` overdue or refused, `info` to know, `wait` paused, `plain` none. */
export type Tone = 'done' | 'due' | 'late' | 'info' | 'wait' | 'plain';

/** A short state; shape and colour both tell the tone. */
export function Chip({ tone = 'plain', children }: { tone?: Tone | undefined; children: ReactNode }) {
  return <span className={classes('chip', tone !== 'plain' && tone)}>{children}</span>;
}

export type NoticeProps = {
  readonly tone?: 'info' | 'done' | 'due' | 'late' | undefined;
  readonly title?: string | undefined;
  /** Announce it when it appears after an action ("Đã lưu"). */
  readonly live?: boolean | undefined;
  readonly children?: ReactNode;
};

/** A message in the page: what happened, what to know. */
export function Notice({ tone = 'info', title, live = false, children }: NoticeProps) {
  return (
    <div className={classes('notice', tone !== 'info' && tone)} role={live ? 'status' : undefined}>
      {title && <h2>{title}</h2>}
      {children}
    </div>
  );
}

/** The page after something was done; carries the h1. `code` is what to keep. */
export function Panel({ title, code, children }: { title: string; code?: ReactNode; children?: ReactNode }) {
  return (
    <div className="panel">
      <h1>{title}</h1>
      {children && <p>{children}</p>}
      {code && (
        <p>
          <b>{code}</b>
        </p>
      )}
    </div>
  );
}

/** A list with nothing in it: says so, says why, offers the next step. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
