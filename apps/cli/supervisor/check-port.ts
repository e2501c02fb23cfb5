import { InvalidArgumentError } from 'commander';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPortFree } from '../embedded/free-port.js';

/**
 * Makes sure that the api will be able to listen. A predecessor that is just ending gets a few seconds.
 * @throws Error with one sentence.
 */
export async function checkPortFree(host: string, port: number, command: string): Promise<void> {
  for (let tries = 0; tries < 8; tries++) {
    if (await isPortFree(port, host)) return;
    await sleep(250);
  }
  throw new Error(
    `Port ${port} on ${host} is taken by another program: end that program, or choose another port, as in \`${command} --port ${port === 8080 ? 8081 : 8080}\`.`,
  );
}

/** Reads the value of --port. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
  return port;
}
