import type { Server } from 'node:http';
import { Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { BusFix } from '#contracts/bus';
import type { Configuration } from '#contracts/configuration';
import type { Messaging } from '#messaging/open-messaging';
import type { Database } from '#storage/database';
import { DirectoryStore } from '#storage/directory-store';
import { PartitionLeases } from '#storage/partition-lease';
import { CalibrationRounds } from './calibration/calibration-rounds.js';
import { StatusRounds } from './equipment/status-rounds.js';
import { openHealthPort } from './health/health-port.js';
import { type WorkerCounts, noCounts } from './health/worker-status.js';
import { Housekeeping } from './housekeeping/housekeeping.js';
import { PartitionOwner } from './partitions/partition-owner.js';
import { House } from './readings/house.js';
import { KnownDays } from './readings/known-days.js';

const refreshEveryMs = 5000;

/** The worker: takes partitions, turns their readings into positions, keeps the house model fresh. */
export class Worker implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger(Worker.name);
  readonly #counts: WorkerCounts = noCounts();
  readonly #house: House;
  readonly #owner: PartitionOwner;
  readonly #housekeeping: Housekeeping;
  readonly #calibration: CalibrationRounds;
  readonly #statuses: StatusRounds;
  #refresh: NodeJS.Timeout | undefined;
  #health: Server | undefined;

  constructor(
    private readonly configuration: Configuration,
    private readonly database: Database,
    private readonly messaging: Messaging,
  ) {
    const days = new KnownDays(database);
    this.#house = new House(new DirectoryStore(database));
    this.#housekeeping = new Housekeeping(database, configuration, days);
    this.#calibration = new CalibrationRounds(database, () => messaging.bus.publish('directory-changed', {}));
    this.#statuses = new StatusRounds(database, (tagIds) => this.#announce(tagIds));
    this.#owner = new PartitionOwner(
      new PartitionLeases(configuration.DATABASE_URL, 'wardmap-worker'),
      messaging.readings,
      configuration.WARDMAP_PARTITIONS,
      {
        house: () => this.#house.model,
        persons: () => this.#house.persons,
        days,
        publish: (fixes) => this.#publish(fixes),
        count: (what, by) => (this.#counts[what] += by),
        report: (error, about) => this.#log.error(`${about}: ${error instanceof Error ? error.stack : String(error)}`),
      },
    );
  }

  /** Starts to work; fails when the database cannot be read. */
  async onApplicationBootstrap(): Promise<void> {
    await this.#house.refresh();
    await this.#housekeeping.start();
    await this.messaging.bus.subscribe('directory-changed', () => void this.#refreshHouse());
    this.#refresh = setInterval(() => void this.#refreshHouse(), refreshEveryMs);
    await this.#owner.start();
    this.#calibration.start();
    this.#statuses.start();
    const { WARDMAP_HOST: host, WARDMAP_WORKER_PORT: port } = this.configuration;
    if (port !== 0)
      this.#health = await openHealthPort(
        host,
        port,
        () => this.#reachesDatabase(),
        () => ({ partitions: this.#owner.held, counts: this.#counts }),
      );
    this.#log.log(`Working on partitions ${this.#owner.held.join(', ') || 'none yet'} over ${this.messaging.backend}`);
  }

  /** Finishes what is in hand, then lets go of everything. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#refresh);
    await this.#housekeeping.stop();
    await this.#calibration.stop();
    await this.#statuses.stop();
    this.#health?.close();
    await this.#owner.close();
    await this.messaging.close();
    await this.database.close();
  }

  /** Live messages may be lost, positions not: who lost one reads the database again. */
  #publish(fixes: BusFix[]): void {
    this.messaging.bus
      .publish('fixes', { fixes })
      .catch((error: Error) => this.#log.warn(`Live message lost: ${error.message}`));
  }

  #announce(tagIds: number[]): void {
    this.messaging.bus
      .publish('assets-changed', { tagIds })
      .catch((error: Error) => this.#log.warn(`Live message lost: ${error.message}`));
  }

  async #refreshHouse(): Promise<void> {
    await this.#house.refresh().catch((error: Error) => this.#log.warn(`Floors stay as they are: ${error.message}`));
  }

  async #reachesDatabase(): Promise<boolean> {
    await this.database.pool.query('SELECT 1');
    return true;
  }
}
