import { setTimeout as sleep } from 'node:timers/promises';
import { type Reading, readingsAcceptedSchema } from '#contracts/readings';
import { patienceMs } from '../support/patience.js';

const retryMs = 100;

/**
 * Sends readings as a reader's gateway does: one batch after the other, each again until it is accepted.
 * It names no time of sending, so that no delay on a busy machine is taken for an error of its clock.
 */
export class Gateway {
  /** Readings that were answered with 202; one sent again counts once. */
  accepted = 0;
  /** Attempts that were not answered, or answered with anything else. */
  failures = 0;

  constructor(
    private readonly address: string,
    private readonly key: string,
  ) {}

  /** @throws Error when a batch is not accepted for long, or not accepted whole. */
  async send(readings: readonly Reading[]): Promise<void> {
    const giveUpAt = performance.now() + patienceMs;
    for (;;) {
      const answer = await this.attempt(readings).catch((error: Error) => error);
      if (answer instanceof Response && answer.status === 202) {
        const { accepted } = readingsAcceptedSchema.parse(await answer.json());
        if (accepted !== readings.length)
          throw new Error(`Only ${accepted} of ${readings.length} readings were accepted.`);
        this.accepted += accepted;
        return;
      }
      this.failures += 1;
      const reason = answer instanceof Response ? `${answer.status} ${await answer.text()}` : answer.message;
      if (performance.now() > giveUpAt)
        throw new Error(`A batch was not accepted in ${patienceMs / 1000} s: ${reason}`);
      await sleep(retryMs);
    }
  }

  /** Sends once, whatever the answer. */
  attempt(readings: readonly Reading[]): Promise<Response> {
    return fetch(`${this.address}/api/v1/readings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ readings }),
      signal: AbortSignal.timeout(20_000),
    });
  }
}
