import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useNavigate } from 'react-router';
import type { Command } from './command.ts';
import { matchCommands } from './match-commands.ts';
import { officerWords as words } from './officer-words.ts';
import { Key, useShortcut } from './shortcuts.tsx';
import { useCommandSearch } from './use-command-search.ts';

export type { Command } from './command.ts';

export type CommandPaletteProps = {
  readonly items: readonly Command[];
  readonly searchUrl?: string | undefined;
  /** Search page for those without a script. */
  readonly fallbackHref: string;
};

/** Finds places, matters and acts by a few letters, with or without diacritics (Ctrl K). */
export function CommandPalette({ items, searchUrl, fallbackHref }: CommandPaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const show = () => {
    setOpen(true);
    dialog.current?.showModal();
  };
  const onTrigger = (event: MouseEvent) => {
    event.preventDefault();
    show();
  };
  useShortcut('ctrl+k', words.openPalette, show);
  return (
    <>
      <a className="cmd" href={fallbackHref} aria-haspopup="dialog" aria-keyshortcuts="Control+K" onClick={onTrigger}>
        <span>{words.search}</span>
        <Key of="ctrl+k" />
      </a>
      <dialog ref={dialog} className="palette" aria-label={words.commands} onClose={() => setOpen(false)}>
        {open && <PaletteBody items={items} searchUrl={searchUrl} close={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}

type BodyProps = Pick<CommandPaletteProps, 'items' | 'searchUrl'> & { readonly close: () => void };

function PaletteBody({ items, searchUrl, close }: BodyProps) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const found = useCommandSearch(searchUrl, query);
  const results = [...matchCommands(items, query), ...found.items];
  const navigate = useNavigate();
  const listId = useId();
  const go = (command: Command | undefined) => {
    if (!command) return;
    close();
    void navigate(command.href);
  };
  const onKey = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      setActive((active + move + results.length) % Math.max(1, results.length));
    }
    // Enter while an input method composes only ends the word.
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(results[active]);
  };
  const change = (text: string) => {
    setQuery(text);
    setActive(0);
  };
  return (
    <>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={results[active] ? `${listId}-${active}` : undefined}
        aria-label={words.search}
        placeholder={words.search}
        autoFocus
        value={query}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKey}
      />
      <ResultList id={listId} results={results} active={active} choose={go} />
      <p className="state" role="status">
        {found.state === 'failed' && words.searchFailed}
        {found.state === 'searching' && words.searching}
        {found.state === 'ready' && results.length === 0 && words.noMatch}
      </p>
    </>
  );
}

type ListProps = {
  readonly id: string;
  readonly results: readonly Command[];
  readonly active: number;
  readonly choose: (command: Command) => void;
};

function ResultList({ id, results, active, choose }: ListProps) {
  const activeRow = useRef<HTMLLIElement>(null);
  // In braces: newer browsers return a promise here, which React would take for a clean-up function.
  useEffect(() => {
    void activeRow.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <ul id={id} role="listbox" aria-label={words.commands}>
      {results.map((command, index) => (
        <li
          key={command.id}
          id={`${id}-${index}`}
          ref={index === active ? activeRow : null}
          role="option"
          aria-selected={index === active}
          onClick={() => choose(command)}
        >
          <span>{command.label}</span>
          <small>{command.note ?? command.group}</small>
        </li>
      ))}
    </ul>
  );
}
