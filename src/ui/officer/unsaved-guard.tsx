import { useEffect, useRef, useState } from 'react';
import { useBlocker, useNavigation } from 'react-router';
import { Button, ButtonRow } from '../citizen/button.tsx';
import { Dialog } from './dialog.tsx';
import { officerWords as words } from './officer-words.ts';

/**
 * Asks before leaving a page whose form was touched and not sent. Put it inside the form.
 * Closing the window asks in the browser's own words.
 */
export function UnsavedGuard() {
  const anchor = useRef<HTMLSpanElement>(null);
  const dirty = useDirtyForm(anchor);
  const sending = useNavigation().formMethod !== undefined;
  const blocker = useBlocker(({ currentLocation, nextLocation }) => {
    return dirty && !sending && currentLocation.pathname !== nextLocation.pathname;
  });
  return (
    <>
      <span ref={anchor} hidden />
      <Dialog
        id="unsaved"
        title={words.unsavedTitle}
        open={blocker.state === 'blocked'}
        onClose={() => blocker.reset?.()}
      >
        <p>{words.unsavedText}</p>
        <ButtonRow>
          <Button type="button" onClick={() => blocker.reset?.()}>
            {words.stay}
          </Button>
          <Button type="button" look="danger" onClick={() => blocker.proceed?.()}>
            {words.leave}
          </Button>
        </ButtonRow>
      </Dialog>
    </>
  );
}

function useDirtyForm(anchor: { readonly current: HTMLElement | null }): boolean {
  const [dirty, setDirty] = useState(false);
  useEffect(() => {
    const form = anchor.current?.closest('form');
    if (!form) return undefined;
    const touch = () => setDirty(true);
    const rest = () => setDirty(false);
    form.addEventListener('input', touch);
    form.addEventListener('submit', rest);
    form.addEventListener('reset', rest);
    return () => {
      form.removeEventListener('input', touch);
      form.removeEventListener('submit', rest);
      form.removeEventListener('reset', rest);
    };
  }, [anchor]);
  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [dirty]);
  return dirty;
}
