import { describe, expect, it } from 'vitest';
import { decodeBelief, encodeBelief } from './belief-codec.js';
import { type GridBelief, followOnGrid } from './follow-on-grid.js';
import { emptyAnswer } from './posterior.js';
import { heardAt, maps, workspace } from './scene-for-tests.js';

const settings = { windowMs: 2000, exponent: 0.8 };

function step(belief: GridBelief | null, second: number, moving: boolean) {
  const answer = emptyAnswer();
  const next = followOnGrid(belief, maps, workspace(), heardAt(6, 4), second * 1000, moving, settings, answer)!;
  return { next, answer };
}

describe('encodeBelief', () => {
  for (const moving of [true, false])
    it(`goes on as before after it was stored and read back, ${moving ? 'on the way' : 'at rest'}`, () => {
      let belief: GridBelief | null = null;
      for (let second = 0; second < 12; second++) belief = step(belief, second, moving).next;
      const bytes = encodeBelief(belief!);
      expect(bytes.length).toBeLessThan(38 + 6 * 10 + belief!.density.length + 1);
      const restored = decodeBelief(bytes);
      expect(restored.still.atRest).toBe(belief!.still.atRest);
      expect(restored.still.takenMs).toBe(belief!.still.takenMs);
      const asBefore = step(belief, 12, moving).answer;
      const afterwards = step(restored, 12, moving).answer;
      expect(Math.hypot(afterwards.x - asBefore.x, afterwards.y - asBefore.y)).toBeLessThan(0.02);
      expect(afterwards.varX / asBefore.varX).toBeCloseTo(1, 1);
      expect(afterwards.zone).toBe(asBefore.zone);
    });

  it('reads back what it wrote the same for ever', () => {
    const bytes = encodeBelief(step(null, 0, false).next);
    expect(encodeBelief(decodeBelief(bytes))).toEqual(bytes);
  });
});
