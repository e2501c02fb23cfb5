import type { Redis } from 'ioredis';
import type { BusTransport } from './bus-transport.js';
import type { TroubleListener } from './engine.js';

const channel = 'wardmap:bus';

/** Redis pub/sub: sends through the shared client, listens on one of its own, which ioredis reconnects. */
export class RedisTransport implements BusTransport {
  /** Redis would take far more; shorter lines keep other traffic on the connection moving. */
  readonly maxLineBytes = 256 * 1024;
  #listener: Redis | undefined;
  #listening = false;

  constructor(
    private readonly sender: Redis,
    private readonly onTrouble: TroubleListener,
  ) {}

  get connected(): boolean {
    return this.#listening;
  }

  async send(line: string): Promise<void> {
    await this.sender.publish(channel, line);
  }

  async listen(onLine: (line: string) => void, onGap: () => void): Promise<void> {
    const listener = this.sender.duplicate({ autoResubscribe: false, enableOfflineQueue: true });
    this.#listener = listener;
    listener.on('message', (_channel, line) => onLine(line));
    listener.on('error', (error) => this.onTrouble(error, 'live bus'));
    listener.on('close', () => (this.#listening = false));
    await listener.subscribe(channel);
    this.#listening = true;
    // Subscribing by hand instead of by ioredis: only so is it known when messages arrive again.
    listener.on('ready', () => {
      listener.subscribe(channel).then(
        () => {
          this.#listening = true;
          onGap();
        },
        (error: Error) => this.onTrouble(error, 'live bus'),
      );
    });
  }

  async close(): Promise<void> {
    this.#listening = false;
    this.#listener?.disconnect();
  }
}
