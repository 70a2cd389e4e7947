import { useCallback, useEffect, useRef, useState } from 'react';
import { deviceNow, openDevice, type Device, type KeptApplication, type KeptForm } from './kept.ts';
import { sendQueue, type Sending } from './send.ts';

export type OnDevice = {
  /** Null until the device's store is open (and for ever without scripts). */
  readonly device: Device | null;
  readonly forms: readonly KeptForm[];
  readonly applications: readonly KeptApplication[];
  readonly online: boolean;
  /** Why the last sending stopped. */
  readonly sending: Sending | 'busy' | null;
  reload(): Promise<void>;
  send(): Promise<void>;
};

/** What is kept on this device; what waits is sent as soon as there is a line. */
export function useDevice(): OnDevice {
  const [device, setDevice] = useState<Device | null>(null);
  const [forms, setForms] = useState<readonly KeptForm[]>([]);
  const [applications, setApplications] = useState<readonly KeptApplication[]>([]);
  const [sending, setSending] = useState<OnDevice['sending']>(null);
  const busy = useRef(false);

  const read = useCallback(async (from: Device) => {
    const [allForms, allApplications] = await Promise.all([from.listForms(), from.listApplications()]);
    setForms(allForms);
    setApplications(allApplications);
  }, []);
  const send = useCallback(async () => {
    if (device === null || busy.current) return;
    busy.current = true;
    setSending('busy');
    try {
      // Two tabs must not upload the same paper twice; the request id would still make it one case.
      setSending(await navigator.locks.request('dinh-send', () => sendQueue(device, fetch.bind(globalThis), deviceNow)));
      await read(device);
    } finally {
      busy.current = false;
    }
  }, [device, read]);

  useEffect(() => {
    void openDevice().then(async (opened) => {
      await read(opened);
      setDevice(opened);
    });
  }, [read]);
  const online = useLine(send);
  return { device, forms, applications, online, sending, reload: async () => (device === null ? undefined : read(device)), send };
}

/** Whether there is a line; `onLine` runs at once and whenever it comes back. */
function useLine(onLine: () => Promise<void>): boolean {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    const look = (): void => {
      setOnline(navigator.onLine);
      if (navigator.onLine) void onLine();
    };
    look();
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, [onLine]);
  return online;
}

/** Asks the service worker to keep this page and all it has loaded. */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { active } = await navigator.serviceWorker.register('/offline-worker.js').then(() => navigator.serviceWorker.ready);
  const loaded = performance.getEntriesByType('resource').map((entry) => new URL(entry.name));
  const paths = loaded.filter((url) => url.origin === location.origin && (url.pathname.startsWith('/assets/') || url.pathname === '/favicon.svg')).map((url) => url.pathname);
  active?.postMessage([...new Set([...paths, '/favicon.svg'])]);
}
