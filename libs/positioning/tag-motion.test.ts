import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMotion, encodeMotion, learnMotion, newMotion } from './tag-motion.js';

/** What is said of the tag after each gap, starting at 0. */
function say(gaps: readonly number[]): (boolean | null)[] {
  const motion = newMotion();
  let at = 0;
  return gaps.map((gap) => learnMotion(motion, at, (at += gap)));
}

const times = (gap: number, count: number) => Array.from({ length: count }, () => gap);

describe('learnMotion', () => {
  it('takes the fast rhythm of a tag that has two for motion, at once when both are known', () => {
    const learnt = [...times(5000, 20), 3000, ...times(1000, 20), ...times(5000, 20)];
    const said = say([...learnt, 2500, ...times(1000, 10), ...times(5000, 3)]);
    expect(said.slice(0, 20).every((moving) => moving === null)).toBe(true);
    expect(said.slice(35, 41)).toEqual(times(1, 6).map(() => true));
    expect(said.slice(41, 61)).toEqual(times(1, 20).map(() => false));
    expect(said.slice(62)).toEqual([...times(1, 10).map(() => true), false, false, false]);
  });

  it('says nothing of a tag with one rhythm, however many of its packets are lost', () => {
    let state = 1;
    const random = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
    for (const loss of [0, 0.1, 0.3, 0.5]) {
      const gaps = Array.from({ length: 500 }, () => {
        let packets = 1;
        while (random() < loss) packets++;
        return packets * 1000;
      });
      const wrong = say(gaps).filter((moving) => moving !== null).length;
      expect(wrong / gaps.length, `${loss}`).toBeLessThan(0.05);
    }
  });

  it('tells since when a tag rests or moves', () => {
    const motion = newMotion();
    let at = 0;
    for (const gap of [...times(5000, 10), ...times(1000, 10)]) learnMotion(motion, at, (at += gap));
    expect(motion.sinceMs).toBe(50_000);
  });

  it('goes on exactly from what was written', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 100_000 }), { maxLength: 60 }), (gaps) => {
        const motion = newMotion();
        let restored = newMotion();
        let at = 0;
        for (const gap of gaps) {
          restored = decodeMotion(encodeMotion(restored));
          expect(learnMotion(restored, at, at + gap)).toBe(learnMotion(motion, at, (at += gap)));
          expect(restored).toEqual(motion);
        }
      }),
    );
  });
});
