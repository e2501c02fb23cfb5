import type { Logger } from 'pino';
import { normaliseKey, type Reading } from '#contracts/readings';
import type { UnassignedStore } from '#storage/unassigned-store';

/** Different keys kept between two writes; a visitor's phone in every pocket stays far below. */
const maxKeys = 10_000;
const writeEveryMs = 3_000;

type Sighting = Parameters<UnassignedStore['record']>[0][number];

/** Counts readings of unregistered readers and tags, and writes the counts down every few seconds. */
export class UnassignedTally {
  private sightings = new Map<string, Sighting>();
  /** Sightings of keys that found no place any more. */
  private uncounted = 0;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> | null = null;

  constructor(
    private readonly store: Pick<UnassignedStore, 'record'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.write(), writeEveryMs);
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.write();
    await this.write();
  }

  /** Counts one reading under its unknown reader, its unknown tag, or both. */
  count(reading: Reading, reader: boolean, tag: boolean, receivedAt: number): void {
    const readerKey = storableKey(reading.readerKey);
    const tagKey = storableKey(reading.tagKey);
    const rssiDbm = reading.rssiDbm ?? null;
    if (reader) this.add('reader', readerKey, tagKey, rssiDbm, receivedAt, 1);
    if (tag) this.add('tag', tagKey, readerKey, rssiDbm, receivedAt, 1);
  }

  /** Counts one position that another engine sent of an unknown tag. */
  countReadyMade(tagKey: string, engine: string, receivedAt: number): void {
    this.add('tag', storableKey(tagKey), storableKey(engine), null, receivedAt, 1);
  }

  private add(
    kind: Sighting['kind'],
    key: string,
    heardWith: string,
    rssiDbm: number | null,
    at: number,
    count: number,
  ) {
    const known = this.sightings.get(`${kind} ${key}`);
    if (known) {
      known.count += count;
      if (at < known.lastSeenAt) return;
      known.lastSeenAt = at;
      known.heardWith = heardWith;
      known.rssiDbm = rssiDbm;
    } else if (this.sightings.size < maxKeys)
      this.sightings.set(`${kind} ${key}`, { kind, key, count, lastSeenAt: at, heardWith, rssiDbm });
    else this.uncounted += count;
  }

  private write(): Promise<void> {
    this.writing ??= this.writeOnce().finally(() => (this.writing = null));
    return this.writing;
  }

  private async writeOnce(): Promise<void> {
    if (this.uncounted > 0)
      this.log.warn({ readings: this.uncounted }, `more than ${maxKeys} unregistered keys; the rest was only counted`);
    this.uncounted = 0;
    if (this.sightings.size === 0) return;
    const batch = [...this.sightings.values()];
    this.sightings = new Map();
    try {
      await this.store.record(batch);
    } catch (error) {
      this.log.warn(
        { err: error },
        'sightings of unregistered keys could not be written; they are kept for the next try',
      );
      for (const s of batch) this.add(s.kind, s.key, s.heardWith, s.rssiDbm, s.lastSeenAt, s.count);
    }
  }
}

// Control characters, NUL above all, which PostgreSQL refuses in text, and halves of surrogate pairs.
const unstorable = /[\p{Cc}\p{Cs}]/gu;

/** A key as it can be stored and shown, in its one spelling. */
function storableKey(key: string): string {
  return normaliseKey(key).replace(unstorable, '\uFFFD');
}
