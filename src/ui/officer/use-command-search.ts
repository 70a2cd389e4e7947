import { useEffect, useState } from 'react';
import type { Command } from './command.ts';

export type CommandSearch = { readonly items: readonly Command[]; readonly state: 'ready' | 'searching' | 'failed' };

type Answered = CommandSearch & { readonly query: string };

const nothing: Answered = { items: [], state: 'ready', query: '' };
const pause = 180;
const shortest = 2;

/** Asks the server for matters while the officer types; an older answer never replaces a newer one. */
export function useCommandSearch(url: string | undefined, query: string): CommandSearch {
  const [answered, setAnswered] = useState(nothing);
  const sought = url && query.trim().length >= shortest ? query : '';
  useEffect(() => {
    if (!url || sought === '') return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void fetchCommands(url, sought, stop.signal).then((answer) => {
        if (!stop.signal.aborted) setAnswered({ ...answer, query: sought });
      });
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [url, sought]);
  if (sought === '') return nothing;
  return answered.query === sought ? answered : { items: answered.items, state: 'searching' };
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
