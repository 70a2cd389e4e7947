import { useEffect, useState } from 'react';
import type { Command } from './command-palette.tsx';

export type CommandSearch = { readonly items: readonly Command[]; readonly state: 'ready' | 'searching' | 'failed' };

const nothing: CommandSearch = { items: [], state: 'ready' };
const pause = 180;

/** Asks the server for matters while the officer types; an older answer never replaces a newer one. */
export function useCommandSearch(url: string | undefined, query: string): CommandSearch {
  const [search, setSearch] = useState<CommandSearch>(nothing);
  useEffect(() => {
    if (!url || query.trim().length < 2) {
      setSearch(nothing);
      return undefined;
    }
    const stop = new AbortController();
    setSearch((old) => ({ items: old.items, state: 'searching' }));
    const timer = setTimeout(() => {
      void fetchCommands(url, query, stop.signal).then((answer) => {
        if (!stop.signal.aborted) setSearch(answer);
      });
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [url, query]);
  return search;
}

async function fetchCommands(url: string, query: string, signal: AbortSignal): Promise<CommandSearch> {
  try {
    const address = `${url}${url.includes('?') ? '&' : '?'}q=${encodeURIComponent(query)}`;
    const response = await fetch(address, { signal, headers: { accept: 'application/json' } });
    if (!response.ok) return { items: [], state: 'failed' };
    const body: unknown = await response.json();
    return { items: Array.isArray(body) ? body.filter(isCommand) : [], state: 'ready' };
  } catch {
    return { items: [], state: 'failed' };
  }
}

function isCommand(value: unknown): value is Command {
  const row = value as Partial<Record<keyof Command, unknown>> | null;
  return (
    typeof row?.id === 'string' &&
    typeof row.label === 'string' &&
    typeof row.href === 'string' &&
    typeof row.group === 'string'
  );
}
