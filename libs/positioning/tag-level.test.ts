import { describe, expect, it } from 'vitest';
import { grid, heardAt, maps } from './grid/scene-for-tests.js';
import { learnTagLevel, newTagLevel } from './tag-level.js';

/** What is heard of a tag that is louder than others by this, with what is known of that taken off. */
function heard(x: number, y: number, louderDb: number, offsetDb: number) {
  const levels = heardAt(x, y);
  return { ...levels, levelsDbm: Array.from(levels.levelsDbm, (dbm) => dbm + louderDb - offsetDb) };
}

const walk: [number, number][] = [
  [3, 3],
  [8, 3],
  [14, 3],
  [14, 8],
  [8, 8],
  [3, 8],
];

describe('learnTagLevel', () => {
  it('finds out over some places that a tag is loud', () => {
    const level = newTagLevel();
    for (let round = 0; round < 4; round++)
      for (const [x, y] of walk) learnTagLevel(level, grid, maps, heard(x, y, 4, level.offsetDb), x, y);
    expect(level.offsetDb).toBeGreaterThan(2.5);
    expect(level.offsetDb).toBeLessThan(4.5);
    expect(level.varianceDb2).toBeLessThan(1);
  });

  it('learns from one place once, however long the tag stays there', () => {
    const level = newTagLevel();
    learnTagLevel(level, grid, maps, heard(6, 4, 4, 0), 6, 4);
    const after = { ...level };
    for (let again = 0; again < 100; again++) learnTagLevel(level, grid, maps, heard(6, 4, 4, level.offsetDb), 6.2, 4);
    expect(level).toEqual(after);
  });

  it('learns nothing from fewer than three readers', () => {
    const level = newTagLevel();
    learnTagLevel(level, grid, maps, { ...heard(6, 4, 4, 0), count: 2 }, 6, 4);
    expect(level).toEqual(newTagLevel());
  });
});
