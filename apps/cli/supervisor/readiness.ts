import { get, type IncomingMessage } from 'node:http';
import { get as getOverTls } from 'node:https';

const patienceMs = 5000;

/** Whether an api of this machine says that it can do its work (database, queue and bus included). */
export function isReady(address: string): Promise<boolean> {
  const url = `${address}/api/v1/health/ready`;
  return new Promise((resolve) => {
    const answered = (response: IncomingMessage) => {
      response.resume();
      resolve(response.statusCode === 200);
    };
    // Our own child on this machine, whose certificate names the hospital's server: there is nothing to verify.
    const request = url.startsWith('https:')
      ? getOverTls(url, { rejectUnauthorized: false, timeout: patienceMs, agent: false }, answered)
      : get(url, { timeout: patienceMs, agent: false }, answered);
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
