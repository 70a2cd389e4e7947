import type { ReactNode } from 'react';
import { useWords } from '../words-context.tsx';

export type PaginationProps = {
  readonly previousHref?: string | null | undefined;
  readonly nextHref?: string | null | undefined;
  /** What is shown now, e.g. "21–40 trong 312". */
  readonly position?: ReactNode;
};

/** Earlier and later parts of a long list, as links. Renders nothing when there is one part only. */
export function Pagination({ previousHref, nextHref, position }: PaginationProps) {
  const words = useWords();
  if (!previousHref && !nextHref) return null;
  return (
    <nav className="pages" aria-label={words.pages}>
      {previousHref && (
        <a href={previousHref} rel="prev">
          ‹ {words.previous}
        </a>
      )}
      {position && <span>{position}</span>}
      {nextHref && (
        <a href={nextHref} rel="next">
          {words.next} ›
        </a>
      )}
    </nav>
  );
}
