import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode, RefObject } from 'react';
import { displayKey, isCharacterKey, isTyping, keyName } from './shortcut-keys.ts';
import type { ShortcutKey } from './shortcut-keys.ts';

type Entry = { readonly key: ShortcutKey; readonly label: string; readonly run: () => void };
type Registry = {
  readonly entries: ReadonlyMap<symbol, Entry>;
  readonly add: (id: symbol, entry: Entry) => void;
  readonly remove: (id: symbol) => void;
  readonly lettersOn: boolean;
  readonly setLettersOn: (on: boolean) => void;
};

const storageKey = 'dinh:letter-keys';
const ShortcutContext = createContext<Registry | null>(null);

/** Holds the shortcuts of the page. One per page; `OfficerShell` brings it. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [entries, setEntries] = useState<ReadonlyMap<symbol, Entry>>(new Map());
  const [lettersOn, setLettersOn] = useStoredSwitch(storageKey);
  const add = useCallback((id: symbol, entry: Entry) => setEntries((old) => new Map(old).set(id, entry)), []);
  const remove = useCallback((id: symbol) => setEntries((old) => new Map([...old].filter(([key]) => key !== id))), []);
  useKeyListener(entries, lettersOn);
  const registry = useMemo(
    () => ({ entries, add, remove, lettersOn, setLettersOn }),
    [entries, add, remove, lettersOn, setLettersOn],
  );
  return <ShortcutContext value={registry}>{children}</ShortcutContext>;
}

/**
 * Runs `run` when the key is pressed outside a text field. Without a provider nothing happens.
 * `label` is what the overlay of shortcuts says; an undefined key registers nothing.
 */
export function useShortcut(key: ShortcutKey | undefined, label: string, run: () => void): void {
  const registry = use(ShortcutContext);
  const add = registry?.add;
  const remove = registry?.remove;
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!key || !add || !remove) return undefined;
    const id = Symbol(key);
    add(id, { key, label, run: () => latest.current() });
    return () => remove(id);
  }, [key, label, add, remove]);
}

/** Presses the referenced button or link when the key is pressed, so that key and click are one path. */
export function useClickShortcut(
  key: ShortcutKey | undefined,
  label: string,
  target: RefObject<HTMLElement | null>,
): void {
  useShortcut(key, label, () => target.current?.click());
}

/** What the overlay shows, and the switch that turns single letters off. */
export function useShortcutList(): Pick<Registry, 'lettersOn' | 'setLettersOn'> & { list: readonly Entry[] } {
  const registry = use(ShortcutContext);
  return {
    list: registry ? [...registry.entries.values()] : [],
    lettersOn: registry?.lettersOn ?? true,
    setLettersOn: registry?.setLettersOn ?? (() => undefined),
  };
}

/** A key as a small label beside its action; hidden from screen readers, which hear `aria-keyshortcuts`. */
export function Key({ of }: { of: ShortcutKey }) {
  return <kbd aria-hidden="true">{displayKey(of)}</kbd>;
}

function useKeyListener(entries: ReadonlyMap<symbol, Entry>, lettersOn: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = keyName(event);
      if (key === null || event.defaultPrevented || event.repeat) return;
      if (isCharacterKey(key) && (!lettersOn || isTyping(event.target))) return;
      // A letter must not act on the page behind an open dialog.
      if (document.querySelector('dialog:modal') !== null) return;
      // The newest registration wins: a dialog or a detail page may reuse a key of the list.
      const entry = [...entries.values()].reverse().find((candidate) => candidate.key === key);
      if (!entry) return;
      event.preventDefault();
      entry.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [entries, lettersOn]);
}

const switchChanged = 'dinh:letter-keys-changed';

/** A switch kept in this browser; on until somebody turns it off. */
function useStoredSwitch(key: string): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    watchSwitch,
    () => readSwitch(key),
    () => true,
  );
  const store = useCallback(
    (next: boolean) => {
      try {
        localStorage.setItem(key, next ? 'on' : 'off');
      } catch {
        // Storage may be forbidden by the browser: then the keys stay on.
      }
      dispatchEvent(new Event(switchChanged));
    },
    [key],
  );
  return [on, store];
}

function watchSwitch(changed: () => void): () => void {
  addEventListener(switchChanged, changed);
  addEventListener('storage', changed);
  return () => {
    removeEventListener(switchChanged, changed);
    removeEventListener('storage', changed);
  };
}

function readSwitch(key: string): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch {
    return true;
  }
}
