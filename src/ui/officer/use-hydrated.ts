import { useSyncExternalStore } from 'react';

const never = (): (() => void) => () => undefined;

/** False on the server and for the first paint, true once scripts run: the plain control stands until then. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
