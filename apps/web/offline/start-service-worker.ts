/** Starts what lets the app open without a network. Browsers allow it over TLS and on loopback only. */
export function startServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker
    .register('/sw.js')
    .then(() => navigator.serviceWorker.ready)
    .then(({ active }) => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      active?.postMessage({ loaded });
    })
    // Private windows refuse it; the app works without.
    .catch(() => undefined);
}
