/**
 * Service worker of the machines in the hall: their pages and parts, newest first, and from what is kept when there is no
 * line. Data (`/api/`) is never kept here.
 */
const cacheName = 'dinh-hall-1';
const patienceMs = 4_000;

type Happening = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Happening & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Told = Happening & { readonly data: { readonly keep?: readonly string[] } };
type Worker = { skipWaiting(): Promise<void>; readonly clients: { claim(): Promise<void> }; addEventListener(name: string, listener: (event: never) => void): void };

const worker = globalThis as unknown as Worker;

worker.addEventListener('install', (event: Happening) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event: Happening) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('message', (event: Told) => event.waitUntil(keepAll(event.data.keep ?? [])));
worker.addEventListener('fetch', (event: Fetching) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
  event.respondWith(newestOrKept(request));
});

async function keepAll(addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName);
  // One part that cannot be had must not cost the others.
  await Promise.all([...new Set(addresses)].map((address) => cache.add(address).catch(() => undefined)));
}

async function newestOrKept(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const key = new URL(request.url).pathname;
  try {
    const answer = await fetch(request, request.mode === 'navigate' ? {} : { signal: AbortSignal.timeout(patienceMs) });
    if (answer.ok && request.mode === 'navigate' && !new URL(request.url).search.includes('phieu')) await cache.put(key, answer.clone());
    if (answer.status < 500) return answer;
    return (await cache.match(key)) ?? answer;
  } catch (error) {
    const kept = await cache.match(key);
    if (kept !== undefined) return kept;
    throw error;
  }
}
