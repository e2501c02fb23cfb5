import type { KeyView } from '#contracts/keys';

/**
 * A command that tries a new key, ready to be pasted into a shell.
 * @param origin address of the server
 * @param nowMs milliseconds since 1970
 */
export function curlExample({ scopes, readerKeys }: KeyView, secret: string, origin: string, nowMs: number): string {
  const bearer = `-H ${quoted(`Authorization: Bearer ${secret}`)}`;
  const get = (path: string) => `curl ${bearer} \\\n  ${quoted(`${origin}/api/v1${path}`)}`;
  if (scopes.includes('read')) return get('/sites');
  if (scopes.includes('ingest')) {
    const time = new Date(nowMs).toISOString();
    const reading = { readerKey: readerKeys[0] ?? 'reader-1', tagKey: 'tag-1', rssiDbm: -60, observedAt: time };
    const body = JSON.stringify({ sentAt: time, readings: [reading] });
    const json = `-H ${quoted('Content-Type: application/json')}`;
    return `curl ${bearer} \\\n  ${json} \\\n  -d ${quoted(body)} \\\n  ${quoted(`${origin}/api/v1/readings`)}`;
  }
  return get(scopes.includes('manage') ? '/unassigned' : '/session');
}

/** Text as one word of a POSIX shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
