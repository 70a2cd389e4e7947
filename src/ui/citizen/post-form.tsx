import type { ReactNode } from 'react';
import { useWords } from '../words-context.tsx';

export type PostFormProps = {
  /** Where to post; the page itself by default. */
  readonly action?: string | undefined;
  /** Forms with files. */
  readonly multipart?: boolean | undefined;
  /**
   * Keeps what was typed in this browser for a day, under this key (put the account and the draft in it).
   * Never for shared machines: leave it out on kiosks.
   */
  readonly draftKey?: string | undefined;
  readonly children: ReactNode;
};

/**
 * A form that posts to the server, which judges it: the browser's own messages are switched off because they
 * speak the browser's language and cannot be styled for readers with weak eyes.
 */
export function PostForm({ action, multipart = false, draftKey, children }: PostFormProps) {
  const words = useWords();
  return (
    <form
      method="post"
      action={action}
      encType={multipart ? 'multipart/form-data' : undefined}
      noValidate
      data-once=""
      data-draft={draftKey}
      data-draft-restored={draftKey && words.draftRestored}
      data-draft-delete={draftKey && words.draftDelete}
    >
      {children}
    </form>
  );
}

export type SearchBoxProps = {
  readonly action?: string | undefined;
  readonly name?: string | undefined;
  readonly label: string;
  readonly value?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly button: string;
  readonly hint?: ReactNode;
};

/** One question to the whole site, as a GET form. */
export function SearchBox({ action, name = 'q', label, value, placeholder, button, hint }: SearchBoxProps) {
  return (
    <form method="get" action={action} role="search" aria-label={label}>
      <div className="ask">
        <input
          className="input"
          type="search"
          name={name}
          aria-label={label}
          defaultValue={value}
          placeholder={placeholder}
          enterKeyHint="search"
        />
        <button className="btn">{button}</button>
      </div>
      {hint && <p className="hint">{hint}</p>}
    </form>
  );
}
