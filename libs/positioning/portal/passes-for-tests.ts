import type { PortalRead } from './portal-looks.js';

/** A seeded stream of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * Reads of a passive tag on a way through a door at x = 0, by two antennas over the door that look to the west (1) and
 * to the east (2): backscatter falls with 28 dB a decade, an antenna hears 10 dB less behind it, the tag's pose
 * shifts both, fading wanders, and now and then a reflection lifts the wrong antenna. Each antenna is asked
 * every 100 ms.
 */
export function readsOfWay(seed: number, seconds: number, place: (second: number) => number): PortalRead[] {
  const random = seeded(seed);
  const reads: PortalRead[] = [];
  const pose = normal(random) * 3;
  const fading = [0, 0];
  for (let step = 0; step < seconds * 10; step++)
    for (const antenna of [1, 2]) {
      const x = place(step / 10);
      const side = antenna === 1 ? -1 : 1;
      fading[antenna - 1] = 0.8 * fading[antenna - 1] + 0.6 * normal(random) * 4;
      const distance = Math.hypot(x - side * 0.3, 1.5);
      const behind = 5 - 5 * Math.tanh((x * side) / 0.5);
      const reflection = random() < 0.03 ? 12 : 0;
      const levelDbm = -40 - 28 * Math.log10(distance) - behind + pose + fading[antenna - 1] + reflection;
      if (random() < 1 / (1 + Math.exp(-(levelDbm + 62) / 2)))
        reads.push({ atMs: step * 100 + antenna * 30, antenna, levelDbm });
    }
  return reads;
}
