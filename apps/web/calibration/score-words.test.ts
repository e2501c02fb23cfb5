import { describe, expect, it } from 'vitest';
import type { HeldOutScore } from '#contracts/calibration';
import { scoreWords } from './score-words.js';

const score = (given: Partial<HeldOutScore>): HeldOutScore => ({
  logLikelihood: -3,
  samples: 200,
  errorM: null,
  stops: 0,
  roomsRight: null,
  rooms: 0,
  ...given,
});

describe('the words for a held-out score', () => {
  it('says metres where there were stops, and what they were before', () => {
    const words = scoreWords({
      score: score({ errorM: 1.72, stops: 6 }),
      comparedScore: score({ errorM: 2.31, stops: 6 }),
    });
    expect(words).toEqual(['Off by 1.7 m on average at 6 stops it had not seen. Before it was 2.3 m.']);
  });

  it('says how many rooms were right where staff gave labels', () => {
    const words = scoreWords({ score: score({ roomsRight: 0.9, rooms: 20 }), comparedScore: null });
    expect(words).toEqual(['Right room in 90 % of 20 labels.']);
  });

  it('falls back on how well levels are foretold, and never calls an equal one better', () => {
    const of = (logLikelihood: number) =>
      scoreWords({ score: score({ logLikelihood }), comparedScore: score({ logLikelihood: -3 }) })[0];
    expect(of(-2.8)).toContain('better');
    expect(of(-3.2)).toContain('worse');
    expect(of(-3)).toContain('as well as');
  });

  it('claims nothing without a comparison', () => {
    expect(scoreWords({ score: null, comparedScore: null })).toEqual([
      'Not compared yet: there was nothing held back to compare with.',
    ]);
    expect(scoreWords({ score: score({}), comparedScore: null })).toHaveLength(1);
  });
});
