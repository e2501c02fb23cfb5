import { describe, expect, it } from 'vitest';
import { simulationClock } from './simulation-clock.js';

const noon = Date.UTC(2026, 2, 2, 12);
const hour = 3_600_000;

describe('the clock of a simulation', () => {
  it('is the wall clock at speed 1', () => {
    const clock = simulationClock({ wallMs: noon, speed: 1 });
    expect(clock.at(noon + 5000)).toBe(noon + 5000);
    expect(clock.endMs).toBe(Infinity);
  });

  it('ends a fast run at the present, never in the future', () => {
    const clock = simulationClock({ wallMs: noon, speed: 60, hours: 8 });
    const endOfRun = noon + (8 / 60) * hour;
    expect(clock.at(endOfRun)).toBeCloseTo(endOfRun, -1);
    for (let wall = noon; wall < endOfRun; wall += 10_000) expect(clock.at(wall)).toBeLessThanOrEqual(wall);
    expect(clock.endMs - clock.startMs).toBe(8 * hour);
  });

  it('stops at its end', () => {
    const clock = simulationClock({ wallMs: noon, speed: 1, hours: 0.5 });
    expect(clock.at(noon + hour)).toBe(noon + hour / 2);
  });

  it('begins where it is told to, so that a run can be repeated', () => {
    expect(simulationClock({ wallMs: noon, speed: 1, startMs: noon - hour }).at(noon)).toBe(noon - hour);
  });

  it('refuses to run fast without an end', () => {
    expect(() => simulationClock({ wallMs: noon, speed: 10 })).toThrow('speed 10 needs --hours');
  });
});
