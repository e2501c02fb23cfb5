import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { z } from 'zod';
import { type PositionList, positionListSchema } from '#contracts/api';
import { assetsRegisteredSchema, type RegisterAssets } from '#contracts/assets';
import { problemSchema } from '#contracts/problem';
import { type Reading, type ReadingsAccepted, readingsAcceptedSchema } from '#contracts/readings';
import { type Telemetry, type TelemetryAccepted, telemetryAcceptedSchema } from '#contracts/telemetry';

const longestWaitMs = 15_000;
/** Larger bodies are worth compressing: readings shrink to about a tenth. */
const gzipAboveCharacters = 32_000;
const compress = promisify(gzip);

export interface ClientKeys {
  ingest: string;
  manage: string;
}

export interface ClientOptions {
  /** Address of the api, without a path. */
  url: string;
  keys: ClientKeys;
  /** Give up a request after so long without any success. */
  patienceMs?: number;
  sleep?: (ms: number) => Promise<void>;
}

/** Speaks to a running Wardmap over HTTP as any gateway would: patient with a busy or restarting server. */
export class WardmapClient {
  readonly #options: Required<ClientOptions>;

  constructor(options: ClientOptions) {
    this.#options = {
      patienceMs: 120_000,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      ...options,
    };
  }

  /**
   * Sends readings and returns once they are accepted.
   * @param clock the sender's clock, told with each attempt so that the server can take its error out of the
   * times; without it the times are taken as they are
   */
  sendReadings(readings: readonly Reading[], clock?: () => number): Promise<ReadingsAccepted> {
    const body = () => ({ sentAt: clock?.(), readings });
    return this.#ask('POST', '/api/v1/readings', this.#options.keys.ingest, readingsAcceptedSchema, body);
  }

  /** Sends what tags said of themselves; see `sendReadings`. */
  sendTelemetry(telemetry: readonly Telemetry[], clock?: () => number): Promise<TelemetryAccepted> {
    const body = () => ({ sentAt: clock?.(), telemetry });
    return this.#ask('POST', '/api/v1/telemetry', this.#options.keys.ingest, telemetryAcceptedSchema, body);
  }

  async registerAssets(assets: RegisterAssets['assets']): Promise<number> {
    const { manage } = this.#options.keys;
    return (await this.#ask('PUT', '/api/v1/assets', manage, assetsRegisteredSchema, () => ({ assets }))).registered;
  }

  async retireAssets(numbers: readonly string[]): Promise<void> {
    await this.#ask('DELETE', '/api/v1/assets', this.#options.keys.manage, null, () => ({ numbers }));
  }

  /** All stored positions of a tag between two moments (both included), page by page. */
  async positions(tagKey: string, fromMs: number, toMs: number): Promise<PositionList['positions']> {
    const all: PositionList['positions'] = [];
    const to = new Date(toMs).toISOString();
    let from: string | null = new Date(fromMs).toISOString();
    while (from !== null) {
      const query: string = new URLSearchParams({ from, to, limit: '5000' }).toString();
      const page: PositionList = await this.#ask(
        'GET',
        `/api/v1/tags/${encodeURIComponent(tagKey)}/positions?${query}`,
        this.#options.keys.manage,
        positionListSchema,
      );
      all.push(...page.positions);
      from = page.next;
    }
    return all;
  }

  async #ask<T>(
    method: string,
    path: string,
    key: string,
    schema: z.ZodType<T> | null,
    body?: () => object,
  ): Promise<T> {
    const { url, patienceMs, sleep } = this.#options;
    const place = `${method} ${url}${path.split('?')[0]}`;
    let waitedMs = 0;
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#try(method, path, key, body?.());
      if (answer.kind === 'done') {
        if (schema === null) return undefined as T;
        const result = schema.safeParse(answer.body);
        if (!result.success) throw new Error(`${place} answered something unexpected: ${result.error.message}`);
        return result.data;
      }
      if (answer.kind === 'refused') throw new Error(`${place} was refused: ${answer.reason}`);
      const waitMs = Math.min(longestWaitMs, answer.retryAfterMs ?? 250 * 2 ** Math.min(attempt, 6));
      if (waitedMs + waitMs > patienceMs)
        throw new Error(`${place} does not work, tried ${attempt + 1} times: ${answer.reason}`);
      waitedMs += waitMs;
      await sleep(waitMs);
    }
  }

  async #try(
    method: string,
    path: string,
    key: string,
    body?: object,
  ): Promise<
    | { kind: 'done'; body: unknown }
    | { kind: 'refused'; reason: string }
    | { kind: 'later'; reason: string; retryAfterMs?: number }
  > {
    let response: Response;
    let text: string;
    const json = body === undefined ? undefined : JSON.stringify(body);
    const large = json !== undefined && json.length > gzipAboveCharacters;
    try {
      response = await fetch(this.#options.url + path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...(large ? { 'content-encoding': 'gzip' } : {}),
        },
        body: large ? await compress(json) : json,
        signal: AbortSignal.timeout(30_000),
      });
      text = await response.text();
    } catch (error) {
      const cause = (error as { cause?: Error }).cause;
      return {
        kind: 'later',
        reason: cause?.message || (cause as { code?: string })?.code || (error as Error).message,
      };
    }
    if (response.ok) return { kind: 'done', body: text === '' ? undefined : parseJson(text) };
    const problem = problemSchema.safeParse(parseJson(text));
    const reason = problem.success
      ? `${response.status} ${problem.data.title}${problem.data.detail ? `: ${problem.data.detail}` : ''}`
      : `status ${response.status}`;
    if (response.status !== 429 && response.status < 500) return { kind: 'refused', reason };
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    return { kind: 'later', reason, retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
