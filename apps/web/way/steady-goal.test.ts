import { describe, expect, it } from 'vitest';
import { nearSchema } from '#contracts/search';
import { goalWords, steadyGoal } from './steady-goal.js';

const store = { floorId: 1, zoneId: 4, x: 10, y: 5 };

describe('the goal of a way', () => {
  it('stays while the asset moves about its room, and when it is not known for a moment', () => {
    expect(steadyGoal(store, { ...store, x: 25 })).toBe(store);
    expect(steadyGoal(store, null)).toBe(store);
  });

  it('is another one in another room or on another floor', () => {
    expect(steadyGoal(store, { ...store, zoneId: 5 })).toEqual({ ...store, zoneId: 5 });
    expect(steadyGoal(store, { ...store, floorId: 2 })?.floorId).toBe(2);
    expect(steadyGoal(null, store)).toEqual(store);
  });

  it('follows outside all rooms only what went well away', () => {
    const yard = { ...store, zoneId: null };
    expect(steadyGoal(yard, { ...yard, x: 15 })).toBe(yard);
    expect(steadyGoal(yard, { ...yard, x: 17 })?.x).toBe(17);
  });

  it('is written as the server takes it', () => {
    expect(goalWords({ ...store, x: -0.04 })).toBe('floor:1,-0.0,5.0');
    expect(nearSchema.safeParse(goalWords({ ...store, x: -0.04 })).success).toBe(true);
  });
});
