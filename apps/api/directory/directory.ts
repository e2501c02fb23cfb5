import type { Logger } from 'pino';
import { normaliseKey } from '#contracts/readings';
import type { DirectoryAsset, DirectoryStore, RegisteredFloor } from '#storage/directory-store';

/** How often the directory is asked for its version, in case nobody told of a change; milliseconds. */
const askEveryMs = 2_000;

/** Everything registered that the door and the live map must know without asking the database. */
export class Directory {
  private readers = new Map<string, number>();
  private tags = new Map<string, number>();
  private assets: readonly DirectoryAsset[] = [];
  private imported: readonly RegisteredFloor[] = [];
  private readonly listeners: ((assets: readonly DirectoryAsset[]) => void)[] = [];
  private version = -1;
  private running: Promise<void> | null = null;
  private next: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private asking = false;

  constructor(
    private readonly store: Pick<DirectoryStore, 'version' | 'readers' | 'floors' | 'tags' | 'liveAssets'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  /** Id of a registered reader, by any spelling of its key. */
  readerId(key: string): number | undefined {
    return this.readers.get(key) ?? this.readers.get(normaliseKey(key));
  }

  /** Id of the tag of an asset in service, by any spelling of its key. */
  tagId(key: string): number | undefined {
    return this.tags.get(key) ?? this.tags.get(normaliseKey(key));
  }

  /** Every floor that was imported. */
  get floors(): readonly RegisteredFloor[] {
    return this.imported;
  }

  /** Hears the assets in service now, and again whenever the directory was read. */
  onAssets(listener: (assets: readonly DirectoryAsset[]) => void): void {
    this.listeners.push(listener);
    listener(this.assets);
  }

  /**
   * Reads the directory, so that what was committed before this call is in it. Callers that come while it
   * is being read share one more read.
   */
  refresh(): Promise<void> {
    if (this.running === null) {
      this.running = this.read().finally(() => (this.running = null));
      return this.running;
    }
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = null;
        return this.refresh();
      });
    return this.next;
  }

  /** What is told now of the assets that carry these tags; not older than what listeners heard last. */
  async assetsNow(tagIds: readonly number[]): Promise<DirectoryAsset[]> {
    // A read that is going on may have begun before what is asked for was committed, and must not come in later.
    await this.running?.catch(() => undefined);
    return this.store.liveAssets(tagIds);
  }

  /** Reads the directory when it has changed; a cheap question otherwise. Rejects when the database is away. */
  async ask(): Promise<void> {
    if ((await this.store.version()) !== this.version) await this.refresh();
  }

  /** Like `refresh` for events nobody waits for: a failure is logged, the next event or the timer tries again. */
  refreshSoon(): void {
    this.refresh().catch((error: unknown) => this.log.warn({ err: error }, 'the directory could not be read'));
  }

  /** Keeps the directory fresh until `close`, also when a message about a change was lost. */
  keepFresh(): void {
    this.timer = setInterval(() => void this.askOnce(), askEveryMs);
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** One question at a time: a database that keeps silent must not take a connection every two seconds. */
  private async askOnce(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      await this.ask();
    } catch (error) {
      this.log.warn({ err: error }, 'the directory could not be read');
    } finally {
      this.asking = false;
    }
  }

  private async read(): Promise<void> {
    // Asked first: a change that comes in between is then read once more, never missed.
    const version = await this.store.version();
    const [readers, floors, tags, assets] = await Promise.all([
      this.store.readers(),
      this.store.floors(),
      this.store.tags(),
      this.store.liveAssets(),
    ]);
    this.readers = new Map(readers.map(({ key, id }) => [normaliseKey(key), id]));
    this.tags = new Map(tags.map(({ key, id }) => [normaliseKey(key), id]));
    this.assets = assets;
    this.imported = floors;
    this.version = version;
    for (const listener of this.listeners) listener(assets);
  }
}
