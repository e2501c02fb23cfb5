import { describe, expect, it } from 'vitest';
import { metreWords, minuteWords, walkWords } from './walk-words.js';

describe('a walk in words', () => {
  it('says minutes and metres as a walker counts them', () => {
    expect(walkWords(48, 61)).toBe('1 min, 60 m');
    expect(walkWords(170, 214)).toBe('3 min, 210 m');
    expect(walkWords(14, 18)).toBe('1 min, 20 m');
    expect(metreWords(1260)).toBe('1300 m');
    expect(metreWords(1)).toBe('5 m');
    expect(minuteWords(0)).toBe('1 min');
  });

  it('says "here" of what is in sight, unless the way to it is long', () => {
    expect(walkWords(3, 4)).toBe('right here');
    expect(walkWords(60, 4)).toBe('1 min, 5 m');
  });

  it('says nothing where no way is known', () => {
    expect(walkWords(null, 12)).toBeNull();
    expect(walkWords(12, null)).toBeNull();
  });
});
