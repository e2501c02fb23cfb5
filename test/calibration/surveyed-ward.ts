import { setTimeout as sleep } from 'node:timers/promises';
import type { PlacedWindow } from '#contracts/calibration';
import type { Reading } from '#contracts/readings';
import { KeyStore } from '#storage/key-store';
import { type TestProcess, startApi, startWorker } from '../support/processes.js';
import { type Ward, buildWard, readerPlaces } from '../worker/ward.js';

/** A tag that sends five times a second is silent for so long only where the machine stands still. */
const stoodStillMs = 10_000;

/** How the ward's readers really hear: unlike what the plan says. */
const exponent = 2.6;
const offsetsDb = [6, -5, 4, -6, 3, -4];

/** Level in dBm that a reader of the ward hears of a tag, without fading. */
export function levelAt(reader: number, x: number, y: number): number {
  const [rx, ry] = readerPlaces[reader];
  return -59 + offsetsDb[reader] - 10 * exponent * Math.log10(Math.hypot(x - rx, y - ry, 1.7));
}

/** A window as all readers of the ward hear it from a place. */
export function windowAt(ward: Ward, x: number, y: number, at: number, change = (_reader: number) => 0): PlacedWindow {
  return {
    at,
    readerIds: ward.readerIds,
    levelsDbm: readerPlaces.map((_place, reader) => {
      const fade = 1.5 * Math.sin(x * 12.9898 + y * 78.233 + reader * 37.7);
      return Math.round((levelAt(reader, x, y) + fade + change(reader)) * 100) / 100;
    }),
    packets: readerPlaces.map(() => 4),
  };
}

/** A ward with api and worker as processes of their own, and a person with a tag who may walk about. */
export class SurveyedWard {
  place = { x: 1, y: 1 };
  private sending = true;
  private sent = 0;
  private tagLoop: Promise<void> = Promise.resolve();

  private constructor(
    readonly ward: Ward,
    readonly api: TestProcess,
    readonly worker: TestProcess,
    readonly key: string,
    readonly floorId: number,
  ) {}

  static async open(name: string): Promise<SurveyedWard> {
    const ward = await buildWard(name, 3);
    const key = await new KeyStore(ward.database).create('surveyor', ['ingest', 'read', 'manage']);
    const settings = { databaseUrl: ward.url, environment: { WARDMAP_LOG_LEVEL: 'warn' } };
    const [api, worker] = await Promise.all([startApi(settings), startWorker(settings)]);
    const { rows } = await ward.database.pool.query<{ id: number }>('SELECT id FROM floor');
    const opened = new SurveyedWard(ward, api, worker, key, rows[0].id);
    opened.tagLoop = opened.send();
    return opened;
  }

  /** Asks the api; the body of the answer must be JSON or nothing. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async ask(method: string, path: string, body?: object): Promise<{ status: number; body: any }> {
    const answer = await fetch(`${this.api.address}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  /**
   * Walks to a place, says "I am here", stays until some packets are in, and finishes the stop. One whose half a minute
   * was over before anything of it was heard, because the machine stood still, is taken back and made again.
   */
  async stopAt(walkId: number, x: number, y: number): Promise<{ status: number; body: { id: number; state: string } }> {
    this.place = { x, y };
    const opened = await this.ask('POST', `/walks/${walkId}/stops`, { x, y });
    if (opened.status !== 201) return opened;
    const from = Date.parse(opened.body.from);
    const heardAt = await this.heardSince(from + 800);
    const finished = await this.ask('POST', `/stops/${opened.body.id}/finish`);
    if (heardAt < from + stoodStillMs) return finished;
    await this.ask('DELETE', `/stops/${opened.body.id}`);
    return this.stopAt(walkId, x, y);
  }

  /** Resolves when the worker has written down something that was heard of the tag after a moment. */
  private async heardSince(atMs: number): Promise<number> {
    for (;;) {
      const { body } = await this.ask('GET', `/floors/${this.floorId}/heard-tags`);
      const tag = (body.tags as { tagKey: string; lastHeardAt: string }[]).find(({ tagKey }) => tagKey === 'tag-0');
      if (tag && Date.parse(tag.lastHeardAt) > atMs) return Date.parse(tag.lastHeardAt);
      await sleep(100);
    }
  }

  /** How far the shown place of the tag is from where it is, metres; infinite while it is shown nowhere. */
  async error(): Promise<number> {
    const { body } = await this.ask('GET', '/assets?search=P-0');
    const position = body.assets[0].position as { x: number; y: number } | null;
    return position ? Math.hypot(position.x - this.place.x, position.y - this.place.y) : Infinity;
  }

  async close(): Promise<void> {
    this.sending = false;
    await this.tagLoop;
    await Promise.all([this.api.stop(), this.worker.stop()]);
    await this.ward.close();
  }

  /** The tag sends five times a second, whatever else happens. */
  private async send(): Promise<void> {
    while (this.sending) {
      const { x, y } = this.place;
      const observedAt = Date.now();
      const readings: Reading[] = readerPlaces.map((_place, reader) => ({
        readerKey: `reader-${reader}`,
        tagKey: 'tag-0',
        rssiDbm: Math.round((levelAt(reader, x, y) + 2 * Math.sin(this.sent * 2.3 + reader * 5.1)) * 10) / 10,
        observedAt,
      }));
      const { status } = await this.ask('POST', '/readings', { readings });
      if (status === 202) this.sent++;
      await sleep(200);
    }
  }
}
