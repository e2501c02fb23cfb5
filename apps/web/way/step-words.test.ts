import { describe, expect, it } from 'vitest';
import { stepWords } from './step-words.js';

describe('a step in words', () => {
  it('is a sentence for each kind', () => {
    const floorId = 1;
    expect(stepWords({ kind: 'leave', floorId, from: 'Store 2A', to: 'North link', turn: 'left' })).toBe(
      'Leave Store 2A by the door to North link, then turn left',
    );
    expect(stepWords({ kind: 'along', floorId, zone: 'North link', turn: 'on', metres: 18.5 })).toBe(
      'Go along North link, 20 m',
    );
    const change = {
      kind: 'change',
      floorId,
      by: 'lift',
      name: 'Lift B',
      toFloorId: 2,
      toFloorName: 'Level 2',
    } as const;
    expect(stepWords(change)).toBe('Take Lift B to Level 2');
    expect(stepWords({ kind: 'arrive', floorId, zone: 'ICU-03', turn: 'right' })).toBe(
      'On the right is ICU-03: there it should be',
    );
    expect(stepWords({ kind: 'arrive', floorId, zone: null, turn: 'on' })).toBe('It should be there');
  });
});
