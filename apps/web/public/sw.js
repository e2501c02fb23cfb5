// Lets the app open without a network. Its own files are kept here; of the server's answers only those that the page
// has put aside itself (apps/web/offline/kept-answers.ts), and they are given out only when the server cannot be reached.
const shell = 'wardmap-shell-1';
const kept = 'wardmap-kept';
/** The page waits so long for the server before it opens from what is kept, milliseconds. */
const patienceMs = 4000;
/** An answer that the page has put aside is given when the server takes longer than this, milliseconds. */
const answerPatienceMs = 6000;
/** Files of builds that are kept: those of the newest, and some of the one before. */
const mostFiles = 160;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shell)
      .then((cache) => cache.add('/'))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const outdated = (name) => name.startsWith('wardmap-shell-') && name !== shell;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(outdated).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// The files that a page had loaded before this worker was there.
self.addEventListener('message', (event) => {
  if (!Array.isArray(event.data?.loaded)) return;
  const files = event.data.loaded.filter((address) => isFile(new URL(address)));
  event.waitUntil(caches.open(shell).then((cache) => Promise.all(files.map((file) => addOnce(cache, file)))));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate' && !url.pathname.startsWith('/api')) event.respondWith(page(request));
  else if (isFile(url)) event.respondWith(file(request, url));
  else if (url.pathname.startsWith('/api/v1/')) event.respondWith(answer(request));
});

function isFile({ origin, pathname }) {
  return origin === self.location.origin && (pathname.startsWith('/assets/') || /^\/[\w.-]+\.\w+$/.test(pathname));
}

/** The app's one page, fresh when the server answers. */
async function page(request) {
  const cache = await caches.open(shell);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patienceMs) });
    if (response.ok) await cache.put('/', response.clone());
    return response;
  } catch (error) {
    const known = await cache.match('/');
    if (known) return known;
    throw error;
  }
}

/** A file whose name tells its content comes from here once it is here; any other one fresh when the server answers. */
async function file(request, { pathname }) {
  const cache = await caches.open(shell);
  const known = await cache.match(request);
  if (known && pathname.startsWith('/assets/')) return known;
  try {
    const response = await fetch(request);
    if (response.ok) await put(cache, request, response.clone());
    return response;
  } catch (error) {
    if (known) return known;
    throw error;
  }
}

/**
 * An answer of the server; one that the page has put aside, which bears its age, when the server cannot be reached or is
 * slow. Without one the page waits on.
 */
async function answer(request) {
  const asked = askServer(request);
  try {
    const inTime = await Promise.race([asked, later(answerPatienceMs)]);
    if (inTime) return inTime;
  } catch (error) {
    const known = await keptAnswer(request);
    if (known) return known;
    throw error;
  }
  const known = await keptAnswer(request);
  if (!known) return asked;
  // Nobody waits for it any more.
  asked.catch(() => undefined);
  return known;
}

async function askServer(request) {
  const response = await fetch(request);
  if (response.ok && request.url.endsWith('/plan.svg')) await keepPlan(request, response.clone());
  return response;
}

function keptAnswer({ url }) {
  return caches.open(kept).then((cache) => cache.match(url));
}

function later(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The page never sees the bytes of a drawing; it is kept where the page keeps its session. */
async function keepPlan(request, response) {
  const cache = await caches.open(kept);
  if (await cache.match('/api/v1/session')) await cache.put(request.url, response);
}

async function addOnce(cache, address) {
  if (await cache.match(address)) return;
  const response = await fetch(address).catch(() => null);
  if (response?.ok) await put(cache, address, response);
}

async function put(cache, request, response) {
  await cache.put(request, response);
  const requests = await cache.keys();
  // In the order in which they came; the page itself is never one of the oldest files.
  const files = requests.filter(({ url }) => new URL(url).pathname !== '/');
  await Promise.all(files.slice(0, Math.max(0, files.length - mostFiles)).map((oldest) => cache.delete(oldest)));
}
