/**
 * The service worker of Amn, small on purpose. Files whose names carry their version are kept and served from the
 * cache; a page comes from the network and, without one, is the offline page of its language. Nothing of /api or
 * /socket.io is ever seen here: money is shown as it is, or not at all.
 */
const VERSION = 'v1';
const STATIC = `amn-static-${VERSION}`;
const PAGES = `amn-pages-${VERSION}`;
const KEPT_FILES = 300;

const LANGUAGES = ['en', 'fa', 'ar', 'fr', 'cn', 'vi'];
const isImmutable = (path) =>
  path.startsWith('/_next/static/') || path.startsWith('/fonts/') || path.startsWith('/icons/');

self.addEventListener('install', (event) => {
  event.waitUntil(self.skipWaiting());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name !== STATIC && name !== PAGES) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/api') || url.pathname.startsWith('/socket.io')) return;
  if (isImmutable(url.pathname)) event.respondWith(fromCacheFirst(request));
  else if (request.mode === 'navigate') event.respondWith(pageOrOffline(request, url));
});

async function fromCacheFirst(request) {
  const cache = await caches.open(STATIC);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await forgetOldest(cache);
  }
  return answer;
}

async function forgetOldest(cache) {
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - KEPT_FILES))) await cache.delete(key);
}

async function pageOrOffline(request, url) {
  const language =
    LANGUAGES.find((one) => url.pathname === `/${one}` || url.pathname.startsWith(`/${one}/`)) ?? 'en';
  try {
    const answer = await fetch(request);
    await keepOfflinePage(language);
    return answer;
  } catch {
    const cache = await caches.open(PAGES);
    return (await cache.match(`/${language}/offline`)) ?? Response.error();
  }
}

/** Kept with the first page of a language, together with the files it needs. */
async function keepOfflinePage(language) {
  const path = `/${language}/offline`;
  const pages = await caches.open(PAGES);
  if (await pages.match(path)) return;
  const answer = await fetch(path, { credentials: 'omit' });
  if (!answer.ok) return;
  await pages.put(path, answer.clone());
  const html = await answer.text();
  const files = new Set(html.match(/\/(?:_next\/static|fonts)\/[\w./%-]+\.(?:js|css|woff2)/g) ?? []);
  const kept = await caches.open(STATIC);
  await Promise.all(
    [...files].map(async (file) => {
      if (await kept.match(file)) return;
      const asset = await fetch(file);
      if (asset.ok) await kept.put(file, asset);
    }),
  );
}
