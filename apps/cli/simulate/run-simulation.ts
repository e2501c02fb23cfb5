import type { Reading, ReadingsAccepted } from '#contracts/readings';
import type { RegisterAssets } from '#contracts/assets';
import type { Telemetry } from '#contracts/telemetry';
import { ownerOf } from './owner-of.js';
import { Outbox } from './outbox.js';
import type { SimulationClock } from './simulation-clock.js';
import { batteriesSaid } from './tag-batteries.js';
import { createWorld, movingCount, stepWorld, type Truth } from './world.js';

const tickMs = 300;
/** A stretch longer than this (the machine slept) is caught up in several ticks. */
const longestStepMs = 60_000;
const statusEveryMs = 30_000;
const assetsPerRequest = 500;
const readingsPerBatch = 2_000;
/** About seven minutes of 400 assets. */
const outboxLimit = 200_000;
/** A fast run waits for the server at this many waiting readings instead of losing any. */
const outboxEnough = 20_000;

export interface SimulationOptions {
  seed: number;
  assets: number;
  speed: number;
  clock: SimulationClock;
  signal: AbortSignal;
  register: (assets: RegisterAssets['assets']) => Promise<unknown>;
  send: (readings: readonly Reading[], sentAtMs: number) => Promise<ReadingsAccepted>;
  sendTelemetry: (telemetry: readonly Telemetry[], sentAtMs: number) => Promise<unknown>;
  writeTruth?: (truth: Truth[]) => void;
  say: (line: string) => void;
  wallMs: () => number;
  sleep: (ms: number) => Promise<void>;
}

/**
 * Registers the assets and sends what their tags let the readers hear, until the end of the clock or the signal.
 * Stepping never waits for sending: a slow server meets bigger batches, an absent one a full outbox.
 */
export async function runSimulation(options: SimulationOptions): Promise<void> {
  const { seed, speed, clock, signal, say, wallMs, sleep } = options;
  const world = createWorld({ seed, assets: options.assets, startMs: clock.startMs });
  for (let at = 0; at < world.assets.length; at += assetsPerRequest)
    await options.register(
      world.assets.slice(at, at + assetsPerRequest).map((asset) => ({
        ...{ number: asset.number, name: asset.name, tagKey: asset.tagKey, department: ownerOf(asset) },
        typeKey: asset.type.key,
        typeName: asset.type.name,
      })),
    );
  say(`simulating ${world.assets.length} assets, seed ${seed}, speed ${speed}`);

  const outbox = new Outbox(outboxLimit);
  const tagKeys = world.assets.map(({ tagKey }) => tagKey);
  // Of each tag only what it said last is worth sending.
  const batteries = new Map<string, Telemetry>();
  const counts = { accepted: 0, rejected: 0, ignored: 0 };
  let ended = false;
  const deliver = async () => {
    while (!signal.aborted && !(ended && outbox.size === 0 && batteries.size === 0)) {
      const batch = outbox.take(readingsPerBatch);
      if (batch.length > 0) {
        const { accepted, rejected, ignored } = await options.send(batch, wallMs());
        counts.accepted += accepted;
        counts.rejected += rejected.length;
        counts.ignored += ignored.unknownReader + ignored.unknownTag;
      }
      if (batteries.size > 0) {
        const said = [...batteries.values()].slice(0, readingsPerBatch);
        for (const { tagKey } of said) batteries.delete(tagKey);
        await options.sendTelemetry(said, wallMs());
      }
      if (outbox.size < readingsPerBatch) await sleep(tickMs);
    }
  };
  const status = () => {
    const { accepted, rejected, ignored } = counts;
    const trouble = [
      outbox.size > readingsPerBatch && `${outbox.size} waiting`,
      outbox.dropped > 0 && `${outbox.dropped} dropped while the server was away`,
      rejected > 0 && `${rejected} rejected`,
      ignored > 0 && `${ignored} of readers or tags that the server does not know`,
    ].filter((part) => part !== false);
    return [
      `${accepted} readings accepted, ${movingCount(world)} of ${world.assets.length} assets moving`,
      ...trouble,
    ].join(', ');
  };
  const live = async () => {
    let saidMs = wallMs();
    while (!signal.aborted && world.nowMs < clock.endMs) {
      const untilMs = Math.min(clock.at(wallMs()), world.nowMs + longestStepMs);
      if (speed <= 1 || outbox.size < outboxEnough) {
        const fromMs = world.nowMs;
        const { readings, truth } = stepWorld(world, untilMs);
        for (const said of batteriesSaid(tagKeys, { seed, startMs: clock.startMs }, fromMs, untilMs))
          batteries.set(said.tagKey, said);
        outbox.add(readings);
        options.writeTruth?.(truth);
      }
      if (wallMs() - saidMs >= statusEveryMs) {
        say(status());
        saidMs = wallMs();
      }
      await sleep(tickMs);
    }
    ended = true;
  };
  await Promise.all([live(), deliver()]);
  say(status());
}
