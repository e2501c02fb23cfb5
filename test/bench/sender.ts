import { Agent, request } from 'node:http';

/** Sends bodies to the ingest over kept connections, several at a time, each until it is accepted. */
export class Sender {
  readonly #agent: Agent;
  accepted = 0;

  constructor(
    private readonly address: string,
    private readonly key: string,
    connections: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Sends one batch; a full server is asked again. @throws Error when the server refuses for another reason */
  async send(body: string): Promise<void> {
    for (;;) {
      const { status, text } = await this.#post(body);
      if (status === 202) {
        this.accepted += (JSON.parse(text) as { accepted: number }).accepted;
        return;
      }
      if (status !== 429 && status !== 503) throw new Error(`The ingest answered ${status}: ${text}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** Sends all bodies in order of their start, as many at a time as there are connections. */
  async sendAll(bodies: Iterable<string>, connections: number): Promise<void> {
    const iterator = bodies[Symbol.iterator]();
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (let next = iterator.next(); !next.done; next = iterator.next()) await this.send(next.value);
      }),
    );
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(body: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const post = request(
        `${this.address}/api/v1/readings`,
        {
          method: 'POST',
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${this.key}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        },
      );
      post.on('error', reject);
      post.end(body);
    });
  }
}
