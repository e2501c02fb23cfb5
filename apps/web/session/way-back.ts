const keptKey = 'wardmap.to';

/** Where to go after signing in: the wanted path of this page, "/" for anything that would lead elsewhere. */
export function wayBack(to: string | null): string {
  if (to === null || !/^\/(?![/\\])/.test(to)) return '/';
  return /^\/(?:sign-in|setup|welcome)(?:[/?#]|$)/.test(to) ? '/' : to;
}

/** Address of the sign-in page for who wants to be somewhere and is not signed in. */
export function signInAddress(from: string): string {
  return wayBack(from) === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ to: from })}`;
}

/** An address without where somebody said they are: after a session ended the next person may be another one. */
export function withoutPlace(from: string): string {
  const url = new URL(from, 'http://house');
  url.searchParams.delete('near');
  return url.pathname + url.search + url.hash;
}

/** Keeps the way back while the hospital's own sign-in page is open in this tab. */
export function keepWayBack(to: string): void {
  try {
    if (to === '/') sessionStorage.removeItem(keptKey);
    else sessionStorage.setItem(keptKey, to);
  } catch {
    // Without storage the way leads to the map.
  }
}

/** The kept way back, once. */
export function takeWayBack(): string {
  try {
    const to = sessionStorage.getItem(keptKey);
    sessionStorage.removeItem(keptKey);
    return wayBack(to);
  } catch {
    return '/';
  }
}
