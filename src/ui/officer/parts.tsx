import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { fieldId } from '../field-id.ts';
import { officerWords as words } from './officer-words.ts';

export type Tab = {
  readonly href: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly current: boolean;
};

/** Parts of one matter, each with its own address, so that they can be linked and work without a script. */
export function Tabs({ items, label }: { items: readonly Tab[]; label: string }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((tab) => (
        <Link key={tab.href} to={tab.href} aria-current={tab.current ? 'page' : undefined} preventScrollReset>
          {tab.label}
          {tab.count !== undefined && <em>{tab.count}</em>}
        </Link>
      ))}
    </nav>
  );
}

export type FormRowProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null | undefined;
  /** The control; give it `id={fieldId(name)}` and, when there is a hint or an error, `aria-describedby={rowTextId(name)}`. */
  readonly children: ReactNode;
};

/** Id of the hint and error text of a row. */
export function rowTextId(name: string): string {
  return `${fieldId(name)}--text`;
}

/** Label left, control right, error below: the dense form of the desk. */
export function FormRow({ name, label, hint, error, children }: FormRowProps) {
  return (
    <div className={error ? 'form-row bad' : 'form-row'}>
      <label htmlFor={fieldId(name)}>{label}</label>
      <div>
        {children}
        {(hint || error) && (
          <div id={rowTextId(name)}>
            {error && <p className="err">{error}</p>}
            {hint && <p className="hint">{hint}</p>}
          </div>
        )}
      </div>
    </div>
  );
}

/** Something failed: what, what to do, and the code that finds it in the logs. */
export function ErrorState({ title, children, code, retryHref }: ErrorStateProps) {
  return (
    <div className="empty error" role="alert">
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {code && (
        <p>
          {words.errorCode}: <code>{code}</code>
        </p>
      )}
      {retryHref && (
        <a className="btn quiet" href={retryHref}>
          {words.retry}
        </a>
      )}
    </div>
  );
}

export type ErrorStateProps = {
  readonly title: string;
  readonly children?: ReactNode;
  /** Request id. */
  readonly code?: string | undefined;
  readonly retryHref?: string | undefined;
};

/** A framed part of a page with its own heading and, at the end, its own actions. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="part">
      <div className="part-head">
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
