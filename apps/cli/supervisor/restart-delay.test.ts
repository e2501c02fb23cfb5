import { describe, expect, it } from 'vitest';
import { restartDelayMs } from './restart-delay.js';

describe('the wait before a restart', () => {
  it('doubles from one second to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 60].map(restartDelayMs)).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });
});
