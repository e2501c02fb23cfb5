import type { Position } from '#contracts/position';
import { arrive } from '#pipeline/arrive';
import { step } from '#pipeline/step';
import { newTagState, type TagState } from '#pipeline/tag-state';
import { placeAt, stepWorld, type SimulatedAsset, type World } from '../../simulate/world.js';
import type { SimulatedHouse } from './house-of-plans.js';

/** One level that a reader heard, for methods that need no engine. */
export interface HeardReading {
  atMs: number;
  readerId: number;
  rssiDbm: number;
}

/** One second of one tag: what people are told of it, and the truth. */
export interface Look {
  asset: number;
  nowMs: number;
  firstHeardMs: number;
  told: Position;
  /** What was heard in the newest seconds, oldest first. */
  recent: readonly HeardReading[];
  truth: { x: number; y: number; floorId: number; zoneId: number };
  /** Time since the tag came to its place, ms; null while it is on its way. */
  restedMs: number | null;
}

interface Followed {
  state: TagState;
  told: Position | null;
  firstHeardMs: number;
  recent: HeardReading[];
  trip: SimulatedAsset['trip'];
  restsSinceMs: number;
}

const secondMs = 1000;
/** Long enough for two packets of a tag at rest. */
const recentMs = 6000;

/**
 * Lets a world go on second by second and runs the worker's own steps on all that its readers hear, as it would run them:
 * nothing of a later second is known. Calls back for every tag that was ever located, every second.
 * @param lost readings of readers that have failed
 */
export function followWorld(
  world: World,
  house: SimulatedHouse,
  untilMs: number,
  lost: (reader: number, atMs: number) => boolean,
  see: (look: Look) => void,
): { steps: number; stepMs: number } {
  const startMs = world.nowMs;
  const assetOf = new Map(world.assets.map(({ tagKey }, index) => [tagKey, index]));
  const followed = world.assets.map((_, index): Followed => ({
    state: newTagState(index + 1),
    told: null,
    firstHeardMs: 0,
    recent: [],
    trip: null,
    restsSinceMs: startMs,
  }));
  const { graph } = world;
  const zoneIds = graph.cells.map(({ zoneKey }) => house.zoneIdOf.get(zoneKey)!);
  const floorIds = graph.floorKeys.map((key) => house.floorIdOf.get(key)!);
  const touched = new Set<number>();
  let steps = 0;
  let stepMs = 0;
  for (let nowMs = startMs + secondMs; nowMs <= untilMs; nowMs += secondMs) {
    const { readings } = stepWorld(world, nowMs);
    touched.clear();
    for (const { readerKey, tagKey, rssiDbm, observedAt } of readings) {
      const readerId = house.readerIdOf.get(readerKey)!;
      if (rssiDbm === undefined || lost(readerId - 1, observedAt)) continue;
      const asset = assetOf.get(tagKey)!;
      arrive(followed[asset].state, observedAt, readerId, 0, Math.round(rssiDbm * 100));
      followed[asset].recent.push({ atMs: observedAt, readerId, rssiDbm });
      touched.add(asset);
    }
    const began = performance.now();
    for (const asset of touched) {
      const tag = followed[asset];
      const findings = step(house.model, tag.state, false);
      steps++;
      if (!findings?.live) continue;
      tag.told ??= ((tag.firstHeardMs = nowMs), findings.live.position);
      tag.told = findings.live.position;
    }
    stepMs += performance.now() - began;
    world.assets.forEach((asset, index) => {
      const tag = followed[index];
      if (tag.trip && !asset.trip) tag.restsSinceMs = nowMs;
      tag.trip = asset.trip;
      while (tag.recent.length > 0 && tag.recent[0].atMs <= nowMs - recentMs) tag.recent.shift();
      if (!tag.told) return;
      const place = placeAt(asset, nowMs);
      see({
        asset: index,
        nowMs,
        firstHeardMs: tag.firstHeardMs,
        told: tag.told,
        recent: tag.recent,
        truth: {
          x: place.x,
          y: place.y,
          floorId: floorIds[graph.cells[place.cell].floor],
          zoneId: zoneIds[place.cell],
        },
        restedMs: asset.trip ? null : nowMs - tag.restsSinceMs,
      });
    });
  }
  return { steps, stepMs };
}
