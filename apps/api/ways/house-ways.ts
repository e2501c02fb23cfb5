import type { Database } from '#storage/database';
import { type WayFloorRow, wayFloors } from '#storage/way-floors';
import type { Directory } from '../directory/directory.js';
import { HousePlans } from './house-plans.js';

/** Keeps the plans of the house and the ways through it, and makes them anew when a plan has changed. */
export class HouseWays {
  #plans: HousePlans | null = null;
  #drawn = '';
  #stale = true;
  #reading: Promise<HousePlans> | null = null;

  constructor(
    private readonly database: Database,
    directory: Pick<Directory, 'onAssets'>,
    private readonly read: (database: Database) => Promise<WayFloorRow[]> = wayFloors,
  ) {
    directory.onAssets(() => (this.#stale = true));
  }

  /** The same plans as before while nothing changed. Rejects when the database is away before they were ever read. */
  async plans(): Promise<HousePlans> {
    if (!this.#stale && this.#plans) return this.#plans;
    this.#reading ??= this.#readAgain().finally(() => (this.#reading = null));
    try {
      return await this.#reading;
    } catch (error) {
      // The plans of a minute ago are better than none while the database is away.
      if (this.#plans) return this.#plans;
      throw error;
    }
  }

  /** Seconds on foot from the middle of a zone to the middles of all zones that a way leads to, by their ids. */
  async secondsFromZone(zoneId: number, { wheels = false } = {}): Promise<ReadonlyMap<number, number>> {
    const plans = await this.plans();
    const place = plans.ways.zonePlace(zoneId);
    const reach = place && plans.reach(place, !wheels);
    const seconds = new Map<number, number>();
    reach?.zoneSeconds.forEach((s, at) => {
      if (s < Infinity) seconds.set(plans.ways.zoneIds[at], s);
    });
    return seconds;
  }

  async #readAgain(): Promise<HousePlans> {
    // Before the read: a change that comes meanwhile is read with the next question.
    this.#stale = false;
    try {
      const floors = await this.read(this.database);
      // The directory changes with every asset, the plans hardly ever.
      const drawn = JSON.stringify(floors);
      if (this.#plans === null || drawn !== this.#drawn) {
        this.#plans = new HousePlans(floors);
        this.#drawn = drawn;
      }
      return this.#plans;
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }
}
