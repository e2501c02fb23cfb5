import { describe, expect, it } from 'vitest';
import type { FoundAsset } from '#contracts/search';
import { joinedPages } from './answer-pages.js';

const page = (ids: number[], next: string | null, keptAtMs: number | null = null) => ({
  answer: { understood: [], near: null, results: ids.map((id) => ({ id }) as FoundAsset), total: 5, next },
  keptAtMs,
});

describe('pages of answers', () => {
  it('are one list in their order, in which each thing is once, with the next page of the last', () => {
    const { answer, keptAtMs } = joinedPages([page([1, 2, 3], 'a'), page([3, 4], 'b')]);
    expect(answer.results.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    expect([answer.next, answer.total, keptAtMs]).toEqual(['b', 5, null]);
  });

  it('are as old as the oldest of them', () => {
    expect(joinedPages([page([1], 'a'), page([2], null, 700), page([3], null, 500)]).keptAtMs).toBe(500);
  });
});
