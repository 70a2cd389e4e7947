import { createContext, use, useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { classes } from '../field-id.ts';
import { officerWords as words } from './officer-words.ts';

/** What happened, after a form came back. */
export type FlashMessage = { readonly tone?: 'done' | 'info' | 'due' | 'late' | undefined; readonly text: string };

/** The message of the last action, in the page itself: it stays until the next page, so nobody misses it. */
export function Flash({ message }: { message?: FlashMessage | null | undefined }) {
  return (
    <div role="status">
      {message && <div className={classes('notice', 'flash', message.tone ?? 'done')}>{message.text}</div>}
    </div>
  );
}

type Toast = { readonly id: number; readonly text: string; readonly undo?: (() => void) | undefined };
type ShowToast = (text: string, undo?: () => void) => void;
const ToastContext = createContext<ShowToast>(() => undefined);
const shownFor = 8000;

/** Holds the short messages of work done in the page (saved, moved). `OfficerShell` brings it. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const last = useRef(0);
  const drop = useCallback((id: number) => setToasts((old) => old.filter((toast) => toast.id !== id)), []);
  const show = useCallback<ShowToast>(
    (text, undo) => {
      const id = ++last.current;
      setToasts((old) => [...old.slice(-2), { id, text, undo }]);
      setTimeout(() => drop(id), shownFor);
    },
    [drop],
  );
  const list = useMemo(
    () => toasts.map((toast) => <ToastLine key={toast.id} toast={toast} drop={drop} />),
    [toasts, drop],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className="toasts" role="status">
        {list}
      </div>
    </ToastContext>
  );
}

/** `toast('Đã lưu', undo?)`: says it for eight seconds, with an undo where it is lawful. */
export function useToast(): ShowToast {
  return use(ToastContext);
}

function ToastLine({ toast, drop }: { toast: Toast; drop: (id: number) => void }) {
  const undo = () => {
    toast.undo?.();
    drop(toast.id);
  };
  return (
    <div className="toast">
      <span>{toast.text}</span>
      {toast.undo && (
        <button type="button" onClick={undo}>
          {words.undo}
        </button>
      )}
    </div>
  );
}
