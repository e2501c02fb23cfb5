import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A TCP port nobody listens on at the moment. It lies below the range from which systems take the ports of
 * outgoing connections, so that it stays free until a server of ours binds it.
 */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = 20_000 + randomInt(12_000);
    if (await isPortFree(port, host)) return port;
  }
  throw new Error(`No free TCP port on ${host} among a hundred tried between 20000 and 32000.`);
}

/** Whether a TCP port can be listened on. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await tryListen(port, host)) !== undefined;
}

function tryListen(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}
