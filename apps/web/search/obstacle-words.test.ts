import { describe, expect, it } from 'vitest';
import type { FoundAsset } from '#contracts/search';
import { obstacleWords } from './obstacle-words.js';

const clock = (iso: string) => iso.slice(11, 16);
const asset = (obstacles: FoundAsset['obstacles'], mine?: boolean) => ({
  obstacles,
  status: {} as FoundAsset['status'],
  reservation: mine === undefined ? null : { by: 'Nora', mine, note: null, until: '2026-11-30T14:30:00Z' },
});

describe('why it cannot be taken', () => {
  it('is nothing for what is free and where it is told to be', () => {
    expect(obstacleWords(asset([]), clock)).toBeNull();
  });

  it('names the heaviest reasons, two at most', () => {
    const words = obstacleWords(asset(['in-use', 'doubted', 'lost']), clock);
    expect(words).toEqual({ words: 'Not to be taken: in use; somebody did not find it there', takable: false });
  });

  it('says who has reserved it and until when, and what is reserved for oneself', () => {
    expect(obstacleWords(asset(['reserved'], false), clock)?.words).toBe(
      'Not to be taken: reserved by Nora until 14:30',
    );
    expect(obstacleWords(asset([], true), clock)).toEqual({ words: 'reserved for you until 14:30', takable: true });
  });

  it('only warns where the place is doubtful', () => {
    expect(obstacleWords(asset(['blind']), clock)).toEqual({
      words: 'Careful: the readers there are silent',
      takable: true,
    });
  });
});
