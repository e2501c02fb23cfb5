import { describe, expect, it } from 'vitest';
import { beliefBytes, readBelief, writeBelief } from './belief-codec.js';
import { type GridBelief, followOnGrid } from './follow-on-grid.js';
import { emptyAnswer } from './posterior.js';
import { heardAt, maps, workspace } from './scene-for-tests.js';

const settings = { windowMs: 2000, exponent: 0.8 };

function step(belief: GridBelief | null, second: number, moving: boolean) {
  const answer = emptyAnswer();
  const next = followOnGrid(belief, maps, workspace(), heardAt(6, 4), second * 1000, moving, settings, answer)!;
  return { next, answer };
}

function storedAndRead(belief: GridBelief): GridBelief {
  const view = new DataView(new ArrayBuffer(3 + beliefBytes(belief)), 3);
  writeBelief(belief, view, 0, (place) => place + 1000);
  const read = readBelief(view, 0);
  for (let i = 0; i < read.still.count; i++) read.still.readers[i] -= 1000;
  return read;
}

describe('readBelief', () => {
  for (const moving of [true, false])
    it(`gives back exactly what was written, ${moving ? 'on the way' : 'at rest'}`, () => {
      let belief: GridBelief | null = null;
      for (let second = 0; second < 12; second++) belief = step(belief, second, moving).next;
      const restored = storedAndRead(belief!);
      expect(beliefBytes(belief!)).toBe(42 + belief!.still.count * 12 + belief!.density.length);
      for (let second = 12; second < 15; second++) {
        const asBefore = step(belief, second, moving);
        const afterwards = step(restored, second, moving);
        expect(afterwards.answer).toEqual(asBefore.answer);
      }
    });
});
