import type { ReactNode } from 'react';
import { Form, Link } from 'react-router';
import { classes } from '../field-id.ts';
import { Mark } from '../mark.tsx';
import { CommandPalette } from './command-palette.tsx';
import type { Command } from './command-palette.tsx';
import { Menu } from './menu.tsx';
import { Flash } from './flash.tsx';
import type { FlashMessage } from './flash.tsx';
import { officerWords as words } from './officer-words.ts';
import { ShortcutsOverlay } from './shortcuts-overlay.tsx';
import { ShortcutsProvider } from './shortcuts.tsx';

/** One place in the rail; `count` is what waits there, `late` marks that some of it is overdue. */
export type RailItem = {
  readonly href: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly late?: boolean | undefined;
  readonly current?: boolean | undefined;
  /** A page of the citizens' side: it comes with its own frame and style, so the whole document is loaded. */
  readonly outside?: boolean | undefined;
};
export type RailGroup = { readonly title: string; readonly items: readonly RailItem[] };

/** A position the officer may act in. */
export type PositionChoice = { readonly holdingId: string; readonly label: string; readonly current: boolean };

export type OfficerShellProps = {
  readonly deskName?: string | undefined;
  readonly homeHref?: string | undefined;
  readonly officer: {
    readonly name: string;
    readonly position: string;
    readonly unit: string;
    readonly accountHref?: string | undefined;
  };
  readonly positions?: readonly PositionChoice[] | undefined;
  /** POST form that receives `holdingId`; `fields` holds its hidden inputs. */
  readonly switchPosition?: { readonly action: string; readonly fields?: ReactNode } | undefined;
  readonly signOut?: { readonly action: string; readonly fields?: ReactNode } | undefined;
  readonly groups: readonly RailGroup[];
  /** What Ctrl K offers besides the rail. */
  readonly commands?: readonly Command[] | undefined;
  /** JSON address for Ctrl K (`?q=`), answering `Command[]`. */
  readonly searchUrl?: string | undefined;
  /** Page that answers the same search as a GET form, before hydration. */
  readonly searchHref?: string | undefined;
  readonly flash?: FlashMessage | null | undefined;
  /** A line under the bar for the whole house: demonstration, planned outage. */
  readonly banner?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of every officer page: bar, rail of work, matter. Brings shortcuts and the palette. */
export function OfficerShell(props: OfficerShellProps) {
  return (
    <ShortcutsProvider>
        <div className="shell">
          <a className="skip" href="#main">
            Đến nội dung chính
          </a>
          <TopBar {...props} />
          <Rail groups={props.groups} />
          <main className="desk" id="main" tabIndex={-1}>
            {props.banner && <div className="banner">{props.banner}</div>}
            <Flash message={props.flash} />
            {props.children}
          </main>
          <ShortcutsOverlay />
          {/* React Aria looks for this id before it adds a style element, which the strict policy would refuse; our
              style sheet has the rule. */}
          <span hidden id="react-aria-pressable-style" />
        </div>
    </ShortcutsProvider>
  );
}

function TopBar(props: OfficerShellProps) {
  const { deskName = 'Bàn làm việc', homeHref = '/can-bo', groups, commands = [], searchUrl, searchHref } = props;
  const places = groups.flatMap((group) =>
    group.items.map((item) => ({ id: item.href, label: item.label, group: group.title, href: item.href })),
  );
  return (
    <header className="top">
      <Link className="desk-home" to={homeHref}>
        <Mark />
        <b>{deskName}</b>
      </Link>
      <CommandPalette items={[...commands, ...places]} searchUrl={searchUrl} fallbackHref={searchHref ?? homeHref} />
      <Who {...props} />
    </header>
  );
}

function Who({ officer, positions = [], switchPosition, signOut }: OfficerShellProps) {
  const summary = (
    <>
      <span className="sr">{words.positions}: </span>
      <b>{officer.name}</b>
      <span>{[officer.position, officer.unit].filter((part) => part !== '').join(' · ')}</span>
    </>
  );
  return (
    <Menu className="who" summary={summary}>
      {switchPosition && positions.length > 1 && (
        <Form method="post" action={switchPosition.action} reloadDocument>
          {switchPosition.fields}
          <h2>{words.positions}</h2>
          {positions.map((choice) => (
            <button
              key={choice.holdingId}
              name="holdingId"
              value={choice.holdingId}
              aria-current={choice.current || undefined}
            >
              {choice.label}
              {choice.current && <span className="sr"> ({words.working})</span>}
            </button>
          ))}
        </Form>
      )}
      {officer.accountHref && <Link to={officer.accountHref}>{words.account}</Link>}
      {signOut && (
        <Form method="post" action={signOut.action} reloadDocument>
          {signOut.fields}
          <button>{words.signOut}</button>
        </Form>
      )}
    </Menu>
  );
}

function Rail({ groups }: { groups: readonly RailGroup[] }) {
  return (
    <nav className="rail" aria-label={words.rail}>
      {/* On a phone the rail folds; on a desk the checkbox is not shown and the rail is always open. */}
      <input type="checkbox" id="rail-open" className="rail-open sr" />
      <label htmlFor="rail-open" className="rail-label">
        {words.menu}
      </label>
      <div className="rail-body">
        {groups.map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h2 aria-hidden="true">{group.title}</h2>
            {group.items.map((item) => (
              <Link key={item.href} to={item.href} reloadDocument={item.outside === true} aria-current={item.current ? 'page' : undefined}>
                <span>{item.label}</span>
                {item.count !== undefined && <em className={classes(item.late && 'l')}>{item.count}</em>}
              </Link>
            ))}
          </section>
        ))}
      </div>
    </nav>
  );
}
