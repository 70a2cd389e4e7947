/**
 * The service worker: keeps the page for filling in without a line, and what it loads. Nothing else is kept, so that no
 * page with personal data stays on a device. No imports: served as it is built, under `/offline-worker.js`.
 */
const cacheName = 'dinh-offline-1';
const page = '/ngoai-tuyen';

type Lasting = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Messaged = Lasting & { readonly data: unknown };
type Worker = EventTarget & { skipWaiting(): Promise<void>; readonly clients: { claim(): Promise<void> }; readonly location: Location };

const worker = globalThis as unknown as Worker;

worker.addEventListener('install', (event) => (event as Lasting).waitUntil(worker.skipWaiting()));

worker.addEventListener('activate', (event) =>
  (event as Lasting).waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('dinh-') && name !== cacheName).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  ),
);

/** The page tells what it has loaded; names of built files carry their hash, so they never go stale. */
worker.addEventListener('message', (event) => {
  const { data } = event as Messaged;
  if (Array.isArray(data)) (event as Messaged).waitUntil(keep(data.filter((path) => typeof path === 'string' && path.startsWith('/'))));
});

async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  await Promise.all(
    [page, ...paths].map(async (path) => {
      const known = path !== page && (await cache.match(path)) !== undefined;
      if (!known) await cache.add(path).catch(() => undefined);
    }),
  );
}

worker.addEventListener('fetch', (event) => {
  const { request } = event as Fetching;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (url.pathname === page && request.mode === 'navigate') (event as Fetching).respondWith(freshOrKept(request));
  else if (request.mode === 'navigate') (event as Fetching).respondWith(fetch(request).catch(leadToPage));
  else if (url.pathname.startsWith('/assets/') || url.pathname === '/favicon.svg') (event as Fetching).respondWith(keptOrFresh(request));
});

async function freshOrKept(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(4_000) });
    if (fresh.ok) await cache.put(page, fresh.clone());
    return fresh;
  } catch {
    return (await cache.match(page)) ?? Response.error();
  }
}

async function keptOrFresh(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}

/** Without a line any other page leads to the one that works, if it was kept. */
async function leadToPage(): Promise<Response> {
  const kept = await caches.match(page, { cacheName });
  return kept === undefined ? Response.error() : Response.redirect(page, 302);
}
