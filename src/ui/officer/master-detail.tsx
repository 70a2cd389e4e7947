import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { classes } from '../field-id.ts';
import { officerWords as words } from './officer-words.ts';
import { Key } from './shortcuts.tsx';
import { useRowKeys } from './use-row-keys.ts';

/** One matter in the list on the left. */
export type ListItem = {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  /** Code, person, what it waits for. */
  readonly note?: ReactNode;
  /** Usually a `DueChip` or `StateChip`. */
  readonly chip?: ReactNode;
};

export type MasterDetailProps = {
  readonly title: string;
  /** How it is sorted or narrowed. */
  readonly sortedBy?: string | undefined;
  readonly items: readonly ListItem[];
  readonly currentId?: string | null | undefined;
  /** Filters above the list. */
  readonly filters?: ReactNode;
  readonly empty: ReactNode;
  /** Earlier and later parts. */
  readonly pagination?: ReactNode;
  /** The matter itself; nothing chosen shows `placeholder`. */
  readonly children?: ReactNode;
  readonly placeholder?: ReactNode;
  /** The list alone, for the way back on a phone. */
  readonly listHref: string;
};

/** List left, matter right. On a phone: the list, or the matter with a way back. */
export function MasterDetail(props: MasterDetailProps) {
  const { title, sortedBy, items, currentId, filters, empty, pagination, children, placeholder, listHref } = props;
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list, items.length > 0);
  const chosen = currentId !== null && currentId !== undefined;
  return (
    <div className={classes('master', chosen && 'chosen')}>
      <section className="list" aria-label={title}>
        <div className="hd">
          {chosen ? <h2>{title}</h2> : <h1>{title}</h1>}
          <small>
            {sortedBy && `${sortedBy} · `}
            <Key of="j" /> <Key of="k" />
          </small>
        </div>
        {filters}
        {items.length === 0 ? (
          empty
        ) : (
          <ul ref={list}>
            {items.map((item) => (
              <ItemLine key={item.id} item={item} current={item.id === currentId} />
            ))}
          </ul>
        )}
        {pagination}
      </section>
      <div className="matter-pane">
        {chosen && (
          <Link className="to-list" to={listHref}>
            ‹ {words.back}
          </Link>
        )}
        {chosen ? children : <div className="nothing">{placeholder}</div>}
      </div>
    </div>
  );
}

function ItemLine({ item, current }: { item: ListItem; current: boolean }) {
  return (
    <li>
      <Link className={classes('it', current && 'on')} to={item.href} data-row="" aria-current={current || undefined}>
        <b>{item.title}</b>
        {item.chip}
        {item.note && <span className="k">{item.note}</span>}
      </Link>
    </li>
  );
}

export type MatterHeadProps = {
  readonly title: string;
  /** State and due date, always here. */
  readonly chips?: ReactNode;
  /** Code, person, received, promised: short facts in one line. */
  readonly facts?: readonly ReactNode[] | undefined;
};

/** Title, state and facts of the matter shown; the h1 of the page. */
export function MatterHead({ title, chips, facts = [] }: MatterHeadProps) {
  return (
    <header className="matter-head">
      <div className="ttl">
        <h1>{title}</h1>
        {chips}
      </div>
      {facts.length > 0 && (
        <div className="meta">
          {facts.map((fact, index) => (
            <span key={index}>{fact}</span>
          ))}
        </div>
      )}
    </header>
  );
}

/** The form beside the paper. On narrow screens one below the other. */
export function Split({ children, paper }: { children: ReactNode; paper: ReactNode }) {
  return (
    <div className="split">
      <div className="form">{children}</div>
      <aside className="view">{paper}</aside>
    </div>
  );
}

/** A page of its own without a list: administration, settings, registers. */
export function DeskPage({
  title,
  chips,
  facts,
  actions,
  children,
}: MatterHeadProps & { actions?: ReactNode; children: ReactNode }) {
  return (
    <div className="page">
      <MatterHead title={title} chips={chips} facts={facts} />
      <div className="body">{children}</div>
      {actions}
    </div>
  );
}
