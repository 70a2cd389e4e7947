import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classes } from '../field-id.ts';
import { useWords } from '../words-context.tsx';

/** `main` once a page; `quiet` for the others; `danger` for what cannot be undone; `link` looks like a link. */
export type ButtonLook = 'main' | 'quiet' | 'danger' | 'link';

type NativeName =
  'name' | 'value' | 'form' | 'formAction' | 'formNoValidate' | 'disabled' | 'id' | 'onClick' | 'accessKey';
export type ButtonProps = {
  readonly [K in NativeName]?: ButtonHTMLAttributes<HTMLButtonElement>[K] | undefined;
} & {
  readonly look?: ButtonLook | undefined;
  readonly small?: boolean | undefined;
  readonly type?: 'submit' | 'button' | undefined;
  readonly children: ReactNode;
};

/** A button that does something; submits its form unless `type="button"`. Say the verb: "Nộp hồ sơ". */
export function Button({ look = 'main', small = false, type = 'submit', children, ...native }: ButtonProps) {
  return (
    <button {...native} type={type} className={classes('btn', look !== 'main' && look, small && 'small')}>
      {children}
    </button>
  );
}

export type LinkButtonProps = {
  readonly href: string;
  readonly look?: ButtonLook | undefined;
  readonly small?: boolean | undefined;
  /** Saves the target as a file of this name. */
  readonly download?: string | boolean | undefined;
  readonly children: ReactNode;
};

/** A link to the next page that looks like a button. */
export function LinkButton({ href, look = 'main', small = false, download, children }: LinkButtonProps) {
  return (
    <a href={href} download={download} className={classes('btn', look !== 'main' && look, small && 'small')}>
      {children}
    </a>
  );
}

/** Buttons side by side; one below the other on a phone. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="row">{children}</div>;
}

/** Copies a text; appears only where the enhancement script runs. */
export function CopyButton({ text, label }: { text: string; label?: string | undefined }) {
  const words = useWords();
  return (
    <button type="button" className="btn quiet small" data-copy={text} data-copied={words.copied} hidden>
      {label ?? words.copy}
    </button>
  );
}

/** Prints the page; appears only where the enhancement script runs. */
export function PrintButton({ label }: { label?: string | undefined }) {
  const words = useWords();
  return (
    <button type="button" className="btn quiet" data-print="" hidden>
      {label ?? words.print}
    </button>
  );
}
