import { useEffect, useState } from 'react';

/** A choice: what is submitted, what is read, and a second line. */
export type ComboboxOption = { readonly value: string; readonly label: string; readonly note?: string | undefined };

/** Further options from the server for what is typed; a failed search leaves what is already known. */
export function useOptionSearch(url: string | undefined, query: string): readonly ComboboxOption[] {
  const [found, setFound] = useState<readonly ComboboxOption[]>([]);
  useEffect(() => {
    if (!url || query.trim().length < 2) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void fetchOptions(`${url}${url.includes('?') ? '&' : '?'}q=${encodeURIComponent(query)}`, stop.signal).then(
        (answer) => {
          if (answer && !stop.signal.aborted) setFound(answer);
        },
      );
    }, 180);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [url, query]);
  return found;
}

async function fetchOptions(address: string, signal: AbortSignal): Promise<readonly ComboboxOption[] | null> {
  try {
    const response = await fetch(address, { signal, headers: { accept: 'application/json' } });
    const body: unknown = response.ok ? await response.json() : null;
    return Array.isArray(body) ? body.filter(isOption) : null;
  } catch {
    return null;
  }
}

function isOption(value: unknown): value is ComboboxOption {
  const row = value as Partial<Record<keyof ComboboxOption, unknown>> | null;
  return typeof row?.value === 'string' && typeof row.label === 'string';
}
