/** Lets the page start again without a line (needs HTTPS or localhost): its parts are kept by the service worker. */
export function allowOffline(): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker
    .register('/sanh/offline.js', { scope: '/sanh/', type: 'module' })
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => {
      const parts = [...document.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('link[rel="stylesheet"], link[rel="modulepreload"], link[rel="icon"], script[src]')];
      const addresses = performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => new URL(name).origin === location.origin && !new URL(name).pathname.startsWith('/api/'));
      active?.postMessage({ keep: [location.pathname, ...parts.map((element) => (element instanceof HTMLLinkElement ? element.href : element.src)), ...addresses] });
    })
    .catch(() => undefined);
}
