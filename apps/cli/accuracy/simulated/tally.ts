import type { SimulatedFigures } from '#contracts/accuracy';
import { insideEllipse90 } from '#positioning/grid/ellipse';
import { falseZoneChanges, quantile, reliability, type ScoredFix } from '../scores.js';
import type { Look } from './follow-world.js';

/** What a method tells of a tag at a moment; null where it tells nothing of that kind. */
export interface Told {
  x: number;
  y: number;
  floorId: number;
  zoneId: number | null;
  circle: { varX: number; varY: number; covXY: number; radius90M: number } | null;
  /** Probability of the likeliest zone, and whether that is the true one. */
  likeliest: { probability: number; zoneId: number } | null;
}

interface TagSums {
  floorId: number;
  zoneId: number | null;
  changes: ScoredFix[];
  newest: ScoredFix | null;
}

/** A tag that has come to its place is settled after this time: what is told of its way there is over, ms. */
export const settledAfterMs = 30_000;

/** Adds up how far what was told lies from the truth. */
export class Tally {
  readonly #errors: number[] = [];
  readonly #likeliest: { probability: number; right: boolean }[] = [];
  readonly #tags = new Map<number, TagSums>();
  #rightRoom = 0;
  #rightFloor = 0;
  #told90 = 0;
  #inEllipse = 0;
  #inCircle = 0;
  #stillFloorChanges = 0;
  #stillZoneChanges = 0;

  add({ asset, nowMs, truth, restedMs }: Look, told: Told): void {
    const rightFloor = told.floorId === truth.floorId;
    this.#errors.push(Math.hypot(told.x - truth.x, told.y - truth.y));
    if (rightFloor) this.#rightFloor++;
    if (told.zoneId === truth.zoneId) this.#rightRoom++;
    if (told.circle) {
      this.#told90++;
      if (rightFloor && insideEllipse90({ ...told, ...told.circle }, truth.x, truth.y)) this.#inEllipse++;
      if (rightFloor && Math.hypot(told.x - truth.x, told.y - truth.y) <= told.circle.radius90M) this.#inCircle++;
    }
    if (told.likeliest)
      this.#likeliest.push({ probability: told.likeliest.probability, right: told.likeliest.zoneId === truth.zoneId });
    this.#follow(asset, nowMs, told, truth, restedMs);
  }

  #follow(asset: number, nowMs: number, told: Told, truth: Look['truth'], restedMs: number | null): void {
    const zone = told.zoneId ?? -1;
    const fix: ScoredFix = {
      atMs: nowMs,
      x: 0,
      y: 0,
      truthX: 0,
      truthY: 0,
      zone,
      truthZone: truth.zoneId,
      inside90: null,
    };
    const tag = this.#tags.get(asset);
    if (!tag) {
      this.#tags.set(asset, { floorId: told.floorId, zoneId: told.zoneId, changes: [fix], newest: fix });
      return;
    }
    const settled = restedMs !== null && restedMs >= settledAfterMs;
    if (settled && tag.floorId !== told.floorId) this.#stillFloorChanges++;
    if (settled && tag.zoneId !== told.zoneId) this.#stillZoneChanges++;
    tag.floorId = told.floorId;
    tag.zoneId = told.zoneId;
    // Only changes are kept, with what was told last before each.
    const last = tag.changes[tag.changes.length - 1];
    if (last.zone !== fix.zone || last.truthZone !== fix.truthZone) {
      if (tag.newest && tag.newest !== last) tag.changes.push(tag.newest);
      tag.changes.push(fix);
    }
    tag.newest = fix;
  }

  figures(): SimulatedFigures {
    const errors = Float64Array.from(this.#errors).sort();
    const count = errors.length;
    const share = (number: number, of = count) => (of > 0 ? number / of : null);
    const tags = [...this.#tags.values()];
    return {
      looks: count,
      mean: count > 0 ? errors.reduce((sum, error) => sum + error, 0) / count : NaN,
      median: quantile(Array.from(errors), 0.5),
      p90: quantile(Array.from(errors), 0.9),
      p95: quantile(Array.from(errors), 0.95),
      rightRoom: share(this.#rightRoom) ?? 0,
      rightFloor: share(this.#rightFloor) ?? 0,
      ellipse90: share(this.#inEllipse, this.#told90),
      circle90: share(this.#inCircle, this.#told90),
      falseZoneChanges: tags.reduce(
        (sum, { changes, newest }) => sum + falseZoneChanges(newest ? [...changes, newest] : changes),
        0,
      ),
      stillFloorChanges: this.#stillFloorChanges,
      stillZoneChanges: this.#stillZoneChanges,
      zoneReliability: this.#likeliest.length > 0 ? reliability(this.#likeliest) : null,
    };
  }
}
