import { useEffect, useRef, useState, type RefObject } from 'react';
import { useFetcher } from 'react-router';

export type AutosaveState = { readonly revision: number; readonly state: 'rest' | 'waiting' | 'saving' | 'saved' | 'failed' };

/** What the page's action answers to an automatic save. */
export type AutosaveAnswer = { readonly autosaved?: number; readonly conflict?: unknown };

const pauseMs = 2500;

/**
 * Saves the form around `anchor` on the server when typing pauses. The revision moves on only by one's own saves: what
 * somebody else saved meanwhile is told, not overwritten. Without a script the buttons save.
 */
export function useAutosave(anchor: RefObject<HTMLElement | null>, first: number): AutosaveState {
  const fetcher = useFetcher<AutosaveAnswer>();
  const [waiting, setWaiting] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const submit = useRef(fetcher.submit);
  useEffect(() => {
    submit.current = fetcher.submit;
  });
  useEffect(() => {
    const form = anchor.current?.closest('form');
    if (!form || typeof crypto.randomUUID !== 'function') return undefined;
    const send = () => {
      setWaiting(false);
      const body = new FormData(form);
      body.set('intent', 'autosave');
      body.set('requestId', crypto.randomUUID());
      void submit.current(body, { method: 'post' });
    };
    const touch = () => {
      setWaiting(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(send, pauseMs);
    };
    // A button saves everything itself: a late automatic save would meet a newer revision and look like a second editor.
    const rest = () => clearTimeout(timer.current);
    form.addEventListener('input', touch);
    form.addEventListener('submit', rest);
    return () => {
      rest();
      form.removeEventListener('input', touch);
      form.removeEventListener('submit', rest);
    };
  }, [anchor]);
  const saved = fetcher.data?.autosaved;
  const state = waiting ? 'waiting' : fetcher.state !== 'idle' ? 'saving' : saved !== undefined ? 'saved' : fetcher.data === undefined ? 'rest' : 'failed';
  return { revision: saved ?? first, state };
}
