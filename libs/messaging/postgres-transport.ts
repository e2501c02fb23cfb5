import pg from 'pg';
import type { TroubleListener } from './engine.js';
import type { BusTransport } from './bus-transport.js';
import { pause } from './pause.js';

const channel = 'wardmap_bus';
const slowestReconnectMs = 2000;
const heartbeatMs = 3000;

/** LISTEN/NOTIFY: sends through the shared pool, listens on one connection of its own. */
export class PostgresTransport implements BusTransport {
  /** PostgreSQL takes payloads shorter than 8000 bytes. */
  readonly maxLineBytes = 7990;
  #client: pg.Client | undefined;
  #closed = false;
  #stop = new AbortController();

  constructor(
    private readonly pool: pg.Pool,
    private readonly connection: pg.ClientConfig,
    private readonly onTrouble: TroubleListener,
  ) {}

  get connected(): boolean {
    return this.#client !== undefined;
  }

  async send(lines: readonly string[]): Promise<void> {
    await this.pool.query('SELECT pg_notify($1, line) FROM unnest($2::text[]) AS line', [channel, lines]);
  }

  async listen(onLine: (line: string) => void, onGap: () => void): Promise<void> {
    await this.#connect(onLine, onGap);
  }

  async #connect(onLine: (line: string) => void, onGap: () => void): Promise<void> {
    const client = new pg.Client({ ...this.connection, query_timeout: heartbeatMs });
    let lost = false;
    let beat: NodeJS.Timeout | undefined;
    const lose = (error?: Error) => {
      if (lost) return;
      lost = true;
      clearInterval(beat);
      const wasListening = this.#client === client;
      if (wasListening) this.#client = undefined;
      client.end().catch(() => undefined);
      if (!wasListening || this.#closed) return;
      this.onTrouble(error ?? new Error('The database closed the connection.'), 'live bus');
      void this.#reconnect(onLine, onGap);
    };
    client.on('error', lose);
    client.on('end', () => lose());
    client.on('notification', (message) => {
      if (message.channel === channel && message.payload) onLine(message.payload);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      lost = true;
      client.end().catch(() => undefined);
      throw error;
    }
    if (lost) throw new Error('The database closed the connection.');
    if (this.#closed) return void (await client.end());
    this.#client = client;
    // A connection that died without a word is only noticed by asking.
    beat = setInterval(() => client.query('SELECT 1').catch(lose), heartbeatMs);
    beat.unref();
  }

  async #reconnect(onLine: (line: string) => void, onGap: () => void): Promise<void> {
    for (let waitMs = 50; !this.#closed; waitMs = Math.min(waitMs * 2, slowestReconnectMs)) {
      await pause(waitMs, this.#stop.signal);
      if (this.#closed) return;
      try {
        await this.#connect(onLine, onGap);
        if (!this.#closed) onGap();
        return;
      } catch {
        // The first loss was reported; until the database is back there is nothing new to say.
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stop.abort();
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }
}
