import { describe, expect, it } from 'vitest';
import type { Reading } from '#contracts/readings';
import type { Telemetry } from '#contracts/telemetry';
import { runSimulation } from './run-simulation.js';
import { simulationClock } from './simulation-clock.js';
import { createWorld, stepWorld, type Truth } from './world.js';

const noon = Date.UTC(2026, 2, 2, 12);

/** A run on a wall clock of its own that goes on whenever the run sleeps. */
async function run(hours: number, answerAfterTicks: number) {
  let wall = noon;
  const sent: Reading[] = [];
  const truth: Truth[] = [];
  const batteries: Telemetry[] = [];
  const said: string[] = [];
  let registered = 0;
  let requests = 0;
  const sleep = async (ms: number) => {
    await new Promise((resolve) => setImmediate(resolve));
    wall += ms / 2;
  };
  await runSimulation({
    ...{ seed: 3, assets: 40, speed: 1, signal: new AbortController().signal },
    clock: simulationClock({ wallMs: noon, speed: 1, hours }),
    register: async (assets) => (registered += assets.length),
    send: async (readings) => {
      for (let tick = 0; tick < answerAfterTicks; tick++) await new Promise((resolve) => setImmediate(resolve));
      requests++;
      sent.push(...readings);
      return { accepted: readings.length, rejected: [], ignored: { unknownReader: 0, unknownTag: 0 } };
    },
    sendTelemetry: async (telemetry) => batteries.push(...telemetry),
    writeTruth: (lines) => truth.push(...lines),
    say: (line) => said.push(line),
    wallMs: () => wall,
    sleep,
  });
  return { sent, truth, said, registered, requests, batteries };
}

describe('a run of the simulation', { timeout: 60_000 }, () => {
  it('registers its assets and sends exactly what the world gave, in order', async () => {
    const hours = 0.05;
    const { sent, truth, registered, requests } = await run(hours, 0);
    const world = createWorld({ seed: 3, assets: 40, startMs: noon });
    const all = stepWorld(world, noon + hours * 3_600_000);
    expect(registered).toBe(40);
    expect(requests).toBeGreaterThan(100);
    expect(sent).toEqual(all.readings);
    expect(truth).toEqual(all.truth);
  });

  it('says of every tag how full its battery is', async () => {
    const { batteries } = await run(0.05, 0);
    expect(new Set(batteries.map(({ tagKey }) => tagKey)).size).toBe(40);
    for (const { observedAt } of batteries) expect(observedAt).toBeLessThan(noon + 0.05 * 3_600_000);
  });

  it('loses and reorders nothing when the server is slow', async () => {
    const slow = await run(0.03, 40);
    const quick = await run(0.03, 0);
    expect(slow.sent).toEqual(quick.sent);
    expect(slow.requests).toBeLessThan(quick.requests);
  });

  it('says one line every half minute', async () => {
    const { said, sent } = await run(0.05, 0);
    expect(said.length).toBeGreaterThanOrEqual(7);
    expect(said.length).toBeLessThanOrEqual(9);
    expect(said.at(-1)).toMatch(new RegExp(`^${sent.length} readings accepted, \\d+ of 40 assets moving$`));
  });
});
