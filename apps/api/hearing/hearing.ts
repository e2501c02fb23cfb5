import type { Logger } from 'pino';
import type { FloorHearing } from '#contracts/live';
import { readersOfZones } from '#floorplan/readers-of-zones';
import type { DirectoryFloor } from '#storage/directory-store';
import type { ReaderStatusStore } from '#storage/reader-status-store';
import type { FloorModels } from '../directory/floor-models.js';
import { floorHearing, outsideZones, type HearingFloor } from './floor-hearing.js';
import { ReaderRhythms, silentAfterMs, type ReaderStatus } from './reader-rhythms.js';

const lookEveryMs = 3_000;

/**
 * Knows which readers are heard, and which zones are therefore blind. Readers are noted at the door, with readings of
 * unregistered tags too: a ward without our tags is no silent reader, and neither is a worker that is behind.
 */
export class Hearing {
  private readonly rhythms = new ReaderRhythms();
  private readonly byFloor = new Map<number, Map<number, number>>();
  private floors: HearingFloor[] = [];
  private seen: readonly DirectoryFloor[] | null = null;
  private looking = false;
  private timer: NodeJS.Timeout | null = null;
  private readonly startedAt: number;

  constructor(
    private readonly models: Pick<FloorModels, 'floors'>,
    private readonly store: ReaderStatusStore,
    private readonly tell: (floorId: number, hearing: FloorHearing) => void,
    private readonly log: Pick<Logger, 'warn'>,
    private readonly now: () => number = Date.now,
  ) {
    this.startedAt = now();
  }

  /** Looks once, then every few seconds until `close`. */
  async start(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), lookEveryMs);
  }

  /** Stores what is still in memory. */
  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.storeChanges().catch((error: unknown) => this.log.warn({ err: error }, 'reader status not stored'));
  }

  /** Notes one request's newest reading of a reader; times in ms since 1970. */
  heard(readerId: number, observedAt: number, receivedAt: number): void {
    this.rhythms.heard(readerId, observedAt, receivedAt);
  }

  /** Since when (ms since 1970) the readers of a zone are silent; null while one is heard. */
  blindSince = (floorId: number, zoneId: number | null): number | null =>
    this.byFloor.get(floorId)?.get(zoneId ?? outsideZones) ?? null;

  /** What is known of a reader, or null when it was never heard. */
  statusOf(readerId: number): ReaderStatus | null {
    return this.rhythms.of(readerId);
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      await this.storeChanges();
      await this.readFloors();
      this.rhythms.load(await this.store.all());
      this.decide(this.now());
    } catch (error) {
      this.log.warn({ err: error }, 'the readers could not be looked at; what was known of them stays');
    } finally {
      this.looking = false;
    }
  }

  private async storeChanges(): Promise<void> {
    const changes = this.rhythms.takeChanges();
    try {
      await this.store.note(changes);
    } catch (error) {
      this.rhythms.again(changes);
      throw error;
    }
  }

  private async readFloors(): Promise<void> {
    const floors = await this.models.floors();
    if (floors === this.seen) return;
    this.floors = floors.map(hearingFloor);
    this.seen = floors;
  }

  private decide(now: number): void {
    const waking = this.isWaking(now);
    for (const floor of this.floors) {
      const hearing = floorHearing(floor, (readerId) => this.rhythms.of(readerId), now);
      if (waking) hearing.blindZones = [];
      this.byFloor.set(floor.id, new Map(hearing.blindZones));
      this.tell(floor.id, hearing);
    }
  }

  /** In the first minute after the whole system was away, silence is its own and not that of the readers. */
  private isWaking(now: number): boolean {
    if (now - this.startedAt > silentAfterMs(0)) return false;
    return !this.floors.some(({ readerIds }) =>
      readerIds.some((readerId) => (this.rhythms.of(readerId)?.lastHeardAt ?? 0) > this.startedAt - silentAfterMs(0)),
    );
  }
}

/** RFID portals hear only what passes them: their silence means nothing. */
function hearingFloor({ id, zones, readers }: DirectoryFloor): HearingFloor {
  const listening = readers.filter(({ kind }) => kind !== 'rfid');
  return { id, readerIds: listening.map((reader) => reader.id), readersOfZone: readersOfZones(zones, listening) };
}
