import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffuse } from './diffusion.js';
import { insideEllipse90 } from './ellipse.js';
import { cellAt } from './floor-grid.js';
import { type GridBelief, followOnGrid } from './follow-on-grid.js';
import type { HeardLevels } from './likelihood.js';
import { emptyAnswer } from './posterior.js';
import { levelMaps } from './level-maps.js';
import { bounds, grid, heardAt, maps, table, tagHeightM, workspace } from './scene-for-tests.js';

const settings = { windowMs: 2000, exponent: 0.8 };

function follow(heard: readonly HeardLevels[], movingBit: boolean | null = null) {
  const work = workspace();
  let belief: GridBelief | null = null;
  const answers = heard.map((levels, second) => {
    const answer = emptyAnswer();
    belief = followOnGrid(belief, maps, work, levels, second * 1000, movingBit, settings, answer);
    expect(belief).not.toBeNull();
    return { ...answer, masses: work.zoneMass.slice() };
  });
  return { answers, belief: belief as GridBelief | null };
}

describe('followOnGrid', () => {
  it('holds a tag in its 90 % ellipse when the levels have no noise', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 19, noNaN: true }), fc.double({ min: 1, max: 11, noNaN: true }), (x, y) => {
        const [answer] = follow([heardAt(x, y)]).answers;
        expect(insideEllipse90(answer, x, y)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('stays on the floor with a true covariance and probabilities that sum to one, whatever it hears', () => {
    const level = fc.double({ min: -127, max: 20, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.array(level, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
        (seconds) => {
          const heard = seconds.map((levelsDbm) => ({ ...heardAt(5, 5), levelsDbm }));
          for (const answer of follow(heard).answers) {
            expect(answer.x).toBeGreaterThanOrEqual(bounds.minX);
            expect(answer.x).toBeLessThanOrEqual(bounds.maxX);
            expect(answer.y).toBeGreaterThanOrEqual(bounds.minY);
            expect(answer.y).toBeLessThanOrEqual(bounds.maxY);
            expect(answer.varX).toBeGreaterThan(0);
            expect(answer.varX * answer.varY - answer.covXY ** 2).toBeGreaterThan(0);
            expect(answer.masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(1, 9);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('gives the same answer for the same readers in another order', () => {
    const heard = heardAt(6, 4, (reader) => 3 * Math.sin(7 * reader));
    const turned = {
      count: heard.count,
      readers: Array.from(heard.readers).reverse(),
      levelsDbm: Array.from(heard.levelsDbm).reverse(),
      packets: heard.packets,
    };
    const [a] = follow([heard]).answers;
    const [b] = follow([turned]).answers;
    expect(b.x).toBeCloseTo(a.x, 9);
    expect(b.varX).toBeCloseTo(a.varX, 9);
  });

  it('says which room a tag deep in it is in, and is not sure at the door', () => {
    expect(follow([heardAt(3, 6)]).answers[0]).toMatchObject({ zone: 0 });
    expect(follow([heardAt(3, 6)]).answers[0].zoneProbability).toBeGreaterThan(0.9);
    expect(follow([heardAt(10, 6)]).answers[0].zoneProbability).toBeLessThan(0.7);
  });

  it('counts on a tag near a door being next door by now, the more the older its window', () => {
    const nextDoor = [100, 2000].map((windowMs) => {
      const work = workspace();
      const answer = emptyAnswer();
      let belief: GridBelief | null = null;
      for (let second = 0; second < 6; second++)
        belief = followOnGrid(
          belief,
          maps,
          work,
          heardAt(8, 6),
          second * 1000,
          true,
          { ...settings, windowMs },
          answer,
        );
      return { x: answer.x, probability: work.zoneMass[1] };
    });
    expect(nextDoor[1].probability).toBeGreaterThan(nextDoor[0].probability + 0.02);
    expect(nextDoor[1].x).toBe(nextDoor[0].x);
  });

  it('lets a still tag lie still although every packet fades', () => {
    const noise = (second: number) => (reader: number) => 2 * Math.sin(3.7 * second + 1.9 * reader * reader);
    const { answers, belief } = follow(Array.from({ length: 40 }, (_, second) => heardAt(6, 4, noise(second))));
    expect(belief?.still.atRest).toBe(true);
    const steps = answers
      .slice(20)
      .map((answer, i) => Math.hypot(answer.x - answers[19 + i].x, answer.y - answers[19 + i].y));
    steps.sort((a, b) => a - b);
    expect(steps[steps.length >> 1]).toBeLessThan(0.05);
    expect(Math.hypot(answers[39].x - 6, answers[39].y - 4)).toBeLessThan(1.5);
  });

  it('goes with a tag that walks from one room through the door into the other', () => {
    // Shadowing of 3 dB that changes every few metres, as on recordings.
    const shadow = (x: number) => (reader: number) => 4 * Math.sin(x * (0.8 + 0.1 * reader) + 2 * reader);
    const walk = Array.from({ length: 30 }, (_, second) => heardAt(2 + second * 0.55, 6, shadow(2 + second * 0.55)));
    const { answers, belief } = follow(walk);
    expect(belief?.still.atRest).toBe(false);
    expect(answers[29].zone).toBe(1);
    expect(Math.abs(answers[29].x - 17.95)).toBeLessThan(3);
  });

  it('follows a tag that was carried off after a long rest', () => {
    const rest = Array.from({ length: 60 }, () => heardAt(3, 3));
    const away = Array.from({ length: 8 }, () => heardAt(17, 9));
    const { answers } = follow([...rest, ...away]);
    expect(Math.hypot(answers[67].x - 17, answers[67].y - 9)).toBeLessThan(2.5);
  });

  it('believes the tag itself about its motion', () => {
    const heard = Array.from({ length: 10 }, () => heardAt(6, 4));
    expect(follow(heard, true).belief?.still.atRest).toBe(false);
    expect(follow(heard, false).belief?.still.atRest).toBe(true);
  });

  it('says that two places are as good as each other when it is so', () => {
    // Two readers in the middle: left and right of them sound alike to someone who trusts levels to a decibel.
    const sure = levelMaps(grid, {
      table: { ...table, sigmaDb: table.sigmaDb.map(() => 1) },
      tagHeightM,
      walls: [],
      wallLossDb: 0,
    });
    const { levelsDbm } = heardAt(3, 6);
    const middle = { count: 2, readers: [1, 4], levelsDbm: [levelsDbm[1], levelsDbm[4]], packets: [100, 100] };
    const answer = emptyAnswer();
    followOnGrid(null, sure, workspace(), middle, 0, null, settings, answer);
    expect(answer.ambiguous).toBe(true);
    expect(answer.x).toBeCloseTo(10, 0);
    expect(follow([heardAt(3, 6)]).answers[0].ambiguous).toBe(false);
  });

  it('has no answer when no known reader heard the tag', () => {
    const nobody = { count: 0, readers: [], levelsDbm: [], packets: [] };
    expect(followOnGrid(null, maps, workspace(), nobody, 0, null, settings, emptyAnswer())).toBeNull();
  });

  it('keeps the belief of a tag small', () => {
    const { belief } = follow(Array.from({ length: 30 }, () => heardAt(6, 4)));
    expect(belief!.density.length).toBeLessThan(grid.count);
    expect(Math.max(...belief!.density)).toBe(255);
  });
});

describe('diffuse', () => {
  for (const varianceM2 of [0.2, 1, 4, 9])
    it(`loses nothing of the belief, and spreads it by the wanted ${varianceM2} square metres`, () => {
      const work = workspace();
      const start = cellAt(grid, 5.25, 6.25);
      work.density[start] = 1;
      diffuse(work, varianceM2);
      let mass = 0;
      let squares = 0;
      for (let cell = 0; cell < grid.count; cell++) {
        const value = work.density[cell] * grid.prior[cell];
        expect(value).toBeGreaterThanOrEqual(0);
        mass += value;
        squares += value * ((cell % grid.columns) - (start % grid.columns)) ** 2 * grid.cellM ** 2;
      }
      expect(mass).toBeCloseTo(1, 9);
      // Walls and the ends of the floor hold some of it back.
      expect(squares / varianceM2).toBeLessThan(1.1);
      expect(squares / varianceM2).toBeGreaterThan(varianceM2 < 2 ? 0.85 : 0.5);
    });

  it('leaves a tag that walks for ever as the prior says', () => {
    const work = workspace();
    work.density[cellAt(grid, 5.25, 6.25)] = 1;
    for (let minute = 0; minute < 2000; minute++) diffuse(work, 60);
    const reached = work.density.filter((value) => value > 0);
    expect(Math.max(...reached) / Math.min(...reached)).toBeLessThan(1.01);
  });

  for (const varianceM2 of [1.2, 6])
    it(`goes around a wall, not through it, also after ${varianceM2} square metres`, () => {
      const work = workspace();
      work.density[cellAt(grid, 9.25, 1.25)] = 1;
      diffuse(work, varianceM2);
      expect(work.density[cellAt(grid, 10.75, 1.25)]).toBeLessThan(0.15 * work.density[cellAt(grid, 7.75, 1.25)]);
    });
});
