import type { Redis } from 'ioredis';
import type { BusTransport } from './bus-transport.js';
import type { TroubleListener } from './engine.js';

const channel = 'wardmap:bus';
const heartbeatMs = 3000;

/** Redis pub/sub: sends through the shared client, listens on one of its own, which ioredis reconnects. */
export class RedisTransport implements BusTransport {
  /** Redis would take far more; shorter lines keep other traffic on the connection moving. */
  readonly maxLineBytes = 256 * 1024;
  #listener: Redis | undefined;
  #listening = false;
  #beat: NodeJS.Timeout | undefined;

  constructor(
    private readonly sender: Redis,
    private readonly onTrouble: TroubleListener,
  ) {}

  get connected(): boolean {
    return this.#listening;
  }

  async send(lines: readonly string[]): Promise<void> {
    await Promise.all(lines.map((line) => this.sender.publish(channel, line)));
  }

  async listen(onLine: (line: string) => void, onGap: () => void): Promise<void> {
    const listener = this.sender.duplicate({ autoResubscribe: false, commandTimeout: heartbeatMs });
    this.#listener = listener;
    listener.on('message', (_channel, line) => onLine(line));
    listener.on('error', (error) => this.onTrouble(error, 'live bus'));
    listener.on('close', () => (this.#listening = false));
    await listener.subscribe(channel);
    this.#listening = true;
    // A connection that died without a word is only noticed by asking; ioredis then makes a new one.
    this.#beat = setInterval(() => {
      if (this.#listening) listener.ping().catch(() => listener.disconnect(true));
    }, heartbeatMs);
    this.#beat.unref();
    // Subscribing by hand instead of by ioredis: only so is it known when messages arrive again.
    listener.on('ready', () => {
      listener.subscribe(channel).then(
        () => {
          this.#listening = true;
          onGap();
        },
        (error: Error) => {
          this.onTrouble(error, 'live bus');
          listener.disconnect(true);
        },
      );
    });
  }

  async close(): Promise<void> {
    this.#listening = false;
    clearInterval(this.#beat);
    this.#listener?.disconnect();
  }
}
