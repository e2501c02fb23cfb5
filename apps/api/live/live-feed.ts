import type { Logger } from 'pino';
import { busFixOf } from '#contracts/bus';
import type { LiveStatus } from '#contracts/live';
import type { LiveBus } from '#messaging/live-bus';
import type { PositionStore } from '#storage/position-store';
import type { Directory } from '../directory/directory.js';
import { FloorHub } from './floor-hub.js';

const checkEveryMs = 2_000;
/** A database that has not answered for so long is called away, while the answer is still waited for. */
const patienceMs = 3_000;
/** Once a minute the positions are read although nothing seems wrong. */
const checksBetweenReads = 30;

const ok: LiveStatus = { state: 'ok', reason: '' };
const busAway: LiveStatus = {
  state: 'degraded',
  reason: 'New positions do not reach this server at the moment; what is shown may be out of date.',
};
const databaseAway: LiveStatus = {
  state: 'degraded',
  reason: 'The database cannot be reached; what is shown may be out of date.',
};

/**
 * Keeps the hub right: filled from the database at the start, then from the bus, and from the database again
 * whenever messages may have been lost. Until that is done it says that it cannot keep its promise.
 */
export class LiveFeed {
  status: LiveStatus = ok;
  private stale = true;
  private checking = false;
  private checks = 0;
  private timer: NodeJS.Timeout | null = null;
  /** One reading of changed assets after the other: the newer must not be overtaken. */
  private changing: Promise<void> = Promise.resolve();
  private readonly listeners: ((status: LiveStatus) => void)[] = [];

  constructor(
    readonly hub: FloorHub,
    private readonly positions: Pick<PositionStore, 'current'>,
    private readonly bus: LiveBus,
    private readonly directory: Directory,
    /** Rejects when the database cannot be reached; like every question to the database, within a bounded time. */
    private readonly ping: () => Promise<unknown>,
    private readonly log: Pick<Logger, 'warn' | 'info'>,
  ) {}

  /** Resolves when the hub holds what the database knows. */
  async start(): Promise<void> {
    this.directory.onAssets((assets) => {
      this.hub.setSites(new Map(this.directory.floors.map(({ id, siteKey }) => [id, siteKey])));
      this.hub.setAssets(assets);
    });
    this.bus.onGap(() => {
      this.stale = true;
      void this.check();
    });
    // Before the read: a fix that is committed in between must not be missed.
    await this.bus.subscribe('fixes', ({ fixes }) => this.hub.apply(fixes));
    await this.bus.subscribe('assets-changed', ({ tagIds }) => this.readAssetsSoon(tagIds));
    await this.bus.subscribe('directory-changed', () => this.directory.refreshSoon());
    await this.readAgain();
    this.timer = setInterval(() => void this.check(), checkEveryMs);
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Hears each change of the status. */
  onStatus(listener: (status: LiveStatus) => void): void {
    this.listeners.push(listener);
  }

  private async check(): Promise<void> {
    // Asked before the guard: a database that keeps silent must not hide a lost bus.
    if (!this.bus.connected) {
      this.stale = true;
      this.say(busAway);
      return;
    }
    if (this.checking) return;
    this.checking = true;
    // Said while the answer is still awaited: given up and asked again, a slow database would never finish.
    const silence = setTimeout(() => this.say(databaseAway), patienceMs);
    try {
      if (this.stale) {
        if (this.status === ok) this.say(busAway);
        await this.readAgain();
      } else if (++this.checks % checksBetweenReads === 0) {
        // A process that died between commit and publishing leaves no other trace than the row.
        await this.readAgain();
      } else await this.ping();
      // Stale again when messages were lost meanwhile; the next check reads what they said.
      if (!this.stale) this.say(ok);
    } catch (error) {
      // Positions are committed to the database first: while it is away nothing new can come.
      this.stale = true;
      this.say(databaseAway);
      this.log.warn({ err: error }, 'the live map could not be read from the database');
    } finally {
      clearTimeout(silence);
      this.checking = false;
    }
  }

  private async readAgain(): Promise<void> {
    this.stale = false;
    try {
      await this.directory.refresh();
      await this.readPositions();
    } catch (error) {
      this.stale = true;
      throw error;
    }
  }

  /** Takes over what is told of some assets now; when that cannot be read, everything is read again later. */
  private readAssetsSoon(tagIds: readonly number[]): void {
    this.changing = this.changing.then(async () => {
      try {
        this.hub.changeAssets(await this.directory.assetsNow(tagIds));
      } catch (error) {
        this.stale = true;
        this.log.warn({ err: error }, 'changed assets could not be read from the database');
      }
    });
  }

  private async readPositions(): Promise<void> {
    const asked = this.hub.placed();
    this.hub.applyAll((await this.positions.current()).map(busFixOf), asked);
  }

  private say(status: LiveStatus): void {
    if (status === this.status) return;
    this.status = status;
    this.log.info({ state: status.state }, `live map: ${status.reason || 'up to date'}`);
    for (const listener of this.listeners) listener(status);
  }
}
