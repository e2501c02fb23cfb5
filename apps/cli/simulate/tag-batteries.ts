import type { Telemetry } from '#contracts/telemetry';
import { hash32, Random } from './random.js';

/** How often a tag says how full its battery is; the first time within a minute of the start. */
const sayEveryMs = 30 * 60_000;
const firstWithinMs = 60_000;
const dayMs = 86_400_000;

/** What decides on a battery; the same for a tag in every run of a seed. */
interface Cell {
  /** From new to empty; empty ones are changed at once. */
  lifeMs: number;
  /** How much of a life lies behind it at the beginning of 1970, 0 to 1. */
  phase: number;
}

function cellOf(seed: number, index: number): Cell {
  const random = new Random(seed, index, 13);
  return { lifeMs: random.between(300, 900) * dayMs, phase: random.next() };
}

/** Charge of a tag's battery at a moment (ms since 1970), percent. */
export function chargeAt(seed: number, index: number, atMs: number): number {
  const { lifeMs, phase } = cellOf(seed, index);
  return 100 * (1 - ((atMs / lifeMs + phase) % 1));
}

/** Voltage of a lithium button cell: flat for most of its life, then it falls. */
function millivoltsOf(percent: number): number {
  return Math.round(percent >= 20 ? 2920 + percent * 0.8 : 2400 + percent * 26.8);
}

/** What tags say of their batteries from a moment on and before another, of a run that began at `startMs`; oldest first. */
export function batteriesSaid(
  tagKeys: readonly string[],
  { seed, startMs }: { seed: number; startMs: number },
  fromMs: number,
  untilMs: number,
): Telemetry[] {
  const said: Telemetry[] = [];
  tagKeys.forEach((tagKey, index) => {
    const firstMs = startMs + (hash32(seed, index, 17) % firstWithinMs);
    const rounds = Math.max(0, Math.ceil((fromMs - firstMs) / sayEveryMs));
    for (let atMs = firstMs + rounds * sayEveryMs; atMs < untilMs; atMs += sayEveryMs) {
      const percent = chargeAt(seed, index, atMs);
      const batteryPercent = Math.round(percent);
      said.push({ tagKey, batteryPercent, batteryMv: millivoltsOf(percent), observedAt: atMs });
    }
  });
  return said.sort((a, b) => a.observedAt - b.observedAt);
}
