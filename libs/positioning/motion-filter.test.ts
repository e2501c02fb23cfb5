import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fix, emptyFix } from './fix.js';
import { advanceMotion, copyMotion, createMotion, motionSize, readMotion, writeMotion } from './motion-filter.js';
import { radius90 } from './radius90.js';

const area = { minX: 0, minY: 0, maxX: 40, maxY: 20 };

function fixAt(x: number, y: number, sd = 2): Fix {
  return {
    ...emptyFix(),
    x,
    y,
    varX: sd * sd,
    varY: sd * sd,
    radius90M: radius90(sd * sd, sd * sd, 0),
    readerCount: 5,
  };
}

describe('motion filter', () => {
  it('begins at the first fix with its uncertainty', () => {
    const motion = createMotion(fixAt(5, 6), 1000);
    expect(motion).toMatchObject({ x: 5, y: 6, vx: 0, vy: 0, varX: 4, varY: 4 });
    expect(motion.radius90M).toBeCloseTo(4.29, 2);
  });

  it('calms a tag that lies still', () => {
    const motion = createMotion(fixAt(10, 10), 0);
    let fixSteps = 0;
    let motionSteps = 0;
    let before = { fixX: 10, x: 10 };
    for (let second = 1; second <= 120; second++) {
      const fix = fixAt(10 + 2 * Math.sin(2.4 * second), 10 + 2 * Math.cos(1.9 * second));
      advanceMotion(motion, fix, second * 1000, area);
      fixSteps += Math.abs(fix.x - before.fixX);
      motionSteps += Math.abs(motion.x - before.x);
      before = { fixX: fix.x, x: motion.x };
    }
    expect(motionSteps).toBeLessThan(fixSteps / 5);
    expect(Math.hypot(motion.x - 10, motion.y - 10)).toBeLessThan(1);
  });

  it('keeps up with a porter: two and a half metres behind at most at 1.2 m/s', () => {
    const motion = createMotion(fixAt(2, 10), 0);
    for (let second = 1; second <= 25; second++)
      advanceMotion(motion, fixAt(2 + 1.2 * second, 10), second * 1000, area);
    expect(2 + 1.2 * 25 - motion.x).toBeLessThan(2.5);
    expect(motion.vx).toBeGreaterThan(0.5);
  });

  it('doubts one wild fix and follows a jump that persists', () => {
    const motion = createMotion(fixAt(5, 10), 0);
    for (let second = 1; second <= 20; second++) advanceMotion(motion, fixAt(5, 10), second * 1000, area);
    advanceMotion(motion, fixAt(35, 10), 21_000, area);
    expect(motion.x).toBeLessThan(8);
    for (let second = 22; second <= 26; second++) advanceMotion(motion, fixAt(35, 10), second * 1000, area);
    expect(motion.x).toBeGreaterThan(30);
  });

  it('grows unsure in silence and starts anew after a long one', () => {
    const motion = createMotion(fixAt(5, 10), 0);
    for (let second = 1; second <= 20; second++) advanceMotion(motion, fixAt(5, 10), second * 1000, area);
    const after10s = copyMotion(motion);
    advanceMotion(after10s, fixAt(9, 10), 30_000, area);
    const after1s = copyMotion(motion);
    advanceMotion(after1s, fixAt(9, 10), 21_000, area);
    expect(after10s.x).toBeGreaterThan(after1s.x);
    advanceMotion(motion, fixAt(30, 3), 20_000 + 600_000, area);
    expect(motion).toMatchObject({ x: 30, y: 3, vx: 0 });
  });

  it('changes nothing for a fix that is not newer', () => {
    const motion = createMotion(fixAt(5, 10), 5000);
    const before = copyMotion(motion);
    expect(advanceMotion(motion, fixAt(20, 10), 5000, area)).toBe(false);
    expect(advanceMotion(motion, fixAt(20, 10), 4000, area)).toBe(false);
    expect(motion).toEqual(before);
  });

  it('never leaves the floor, never loses its covariance, and goes on the same after being written down', () => {
    const fixes = fc.array(
      fc.record({
        x: fc.double({ min: 0, max: 40, noNaN: true }),
        y: fc.double({ min: 0, max: 20, noNaN: true }),
        sd: fc.double({ min: 0.3, max: 12, noNaN: true }),
        afterMs: fc.integer({ min: 1, max: 200_000 }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(fixes, (list) => {
        let motion = createMotion(fixAt(20, 10), 0);
        const whole = copyMotion(motion);
        const store = new Float64Array(motionSize + 3);
        let at = 0;
        for (const { x, y, sd, afterMs } of list) {
          at += afterMs;
          writeMotion(motion, store, 3);
          motion = readMotion(store, 3);
          advanceMotion(motion, fixAt(x, y, sd), at, area);
          advanceMotion(whole, fixAt(x, y, sd), at, area);
          expect(motion).toEqual(whole);
          expect(motion.x >= 0 && motion.x <= 40 && motion.y >= 0 && motion.y <= 20).toBe(true);
          expect(motion.varX * motion.varY - motion.covXY ** 2).toBeGreaterThan(0);
          expect(motion.pXX).toBeGreaterThan(0);
          expect(motion.vXX).toBeGreaterThan(0);
        }
      }),
    );
  });
});
