import type { ReactNode } from 'react';
import { classes } from '../field-id.ts';
import { useWords } from '../words-context.tsx';

export type BackTarget = { readonly href: string; readonly label?: string | undefined };

export type MatterProps = {
  /** The one h1 of the page. Omit only when a `Field` carries it (`asHeading`) or a `Panel` shows it. */
  readonly title?: ReactNode;
  /** Small line above the title: case code, step "2 trong 4". */
  readonly caption?: ReactNode;
  /** One sentence below the title. */
  readonly lead?: ReactNode;
  readonly back?: BackTarget | undefined;
  /** Use the full 1040 px; otherwise the text keeps a readable 720 px. */
  readonly wide?: boolean | undefined;
  readonly children?: ReactNode;
};

/** The one matter of a page: way back, title, content. */
export function Matter({ title, caption, lead, back, wide = false, children }: MatterProps) {
  return (
    <div className={classes('matter', wide && 'wide', !back && 'ask-first')}>
      {back && <BackLink {...back} />}
      {(title || caption) && (
        <div className="head">
          {caption && <p className="cap">{caption}</p>}
          {title && <h1>{title}</h1>}
          {lead && <p>{lead}</p>}
        </div>
      )}
      {children}
    </div>
  );
}

/** The way back to the page before, as a plain link (never history: it must work in a new tab). */
export function BackLink({ href, label }: BackTarget) {
  const words = useWords();
  return (
    <p className="back">
      <a href={href}>‹ {label ?? words.back}</a>
    </p>
  );
}

/** Where this page stands; the last item is the page itself and has no link. */
export function Breadcrumb({
  items,
}: {
  items: readonly { readonly href?: string | undefined; readonly label: string }[];
}) {
  const words = useWords();
  return (
    <nav className="crumbs" aria-label={words.breadcrumb}>
      <ol>
        {items.map((item) => (
          <li key={item.label}>
            {item.href ? <a href={item.href}>{item.label}</a> : <span aria-current="page">{item.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Main column and a side column; on a phone the side comes first when `asideFirst`. */
export function Columns({
  children,
  aside,
  asideFirst = false,
}: {
  children: ReactNode;
  aside: ReactNode;
  asideFirst?: boolean;
}) {
  return (
    <div className="cols">
      <div>{children}</div>
      <aside className={asideFirst ? 'first' : undefined}>{aside}</aside>
    </div>
  );
}

/** A framed part with its own heading. */
export function Card({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="card">
      {title && <h2>{title}</h2>}
      {children}
    </section>
  );
}

export type LinkListItem = { readonly href: string; readonly label: string; readonly note?: ReactNode };

/** Choices as links with a line of explanation each, in two columns where there is room. */
export function LinkList({ items, oneColumn = false }: { items: readonly LinkListItem[]; oneColumn?: boolean }) {
  return (
    <ul className={classes('links', oneColumn && 'one')}>
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href}>
            <span>{item.label}</span>
            {item.note && <small>{item.note}</small>}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** More text on demand; open from the start with `open`. Printed pages always show it. */
export function Details({
  summary,
  open = false,
  children,
}: {
  summary: ReactNode;
  open?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="unfold" open={open}>
      <summary>{summary}</summary>
      <div className="fold">{children}</div>
    </details>
  );
}
