import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Counts the bytes that a server sends to a browser, as they cross the wire. */
export interface CountingProxy {
  address: string;
  /** Bytes to the browser so far. */
  received(): number;
  close(): Promise<void>;
}

/** Opens a way to a server on this machine at which every byte is counted. */
export async function openCountingProxy(toPort: number): Promise<CountingProxy> {
  let received = 0;
  const sockets = new Set<Socket>();
  const server = createServer((browser) => {
    const target = connect(toPort, '127.0.0.1');
    for (const socket of [browser, target]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    target.on('data', (part: Buffer) => (received += part.length));
    browser.pipe(target).pipe(browser);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
