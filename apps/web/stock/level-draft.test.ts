import { describe, expect, it } from 'vitest';
import type { ParLevel } from '#contracts/par-levels';
import { draftOf, fieldsOf, newDraft } from './level-draft.js';

const night: ParLevel = {
  ...{ id: 4, typeKey: 'infusion-pump', typeName: 'Infusion pump', days: [5, 6], fromMinute: 1320, untilMinute: 360 },
  ...{ target: 3, criticalMin: 1, criticalMax: null },
  place: {
    ...{ zoneId: null, department: 'Ward 2: north', name: 'Ward 2: north', floorId: null, floorName: null },
    ...{ siteId: 7, siteName: 'House' },
  },
};

describe('a level that a person edits', () => {
  it('is what it was when nothing is changed', () => {
    const { typeKey, days, fromMinute, untilMinute, target, criticalMin, criticalMax } = night;
    const kept = { typeKey, days, fromMinute, untilMinute, target, criticalMin, criticalMax };
    expect(fieldsOf(draftOf(night))).toEqual({
      fields: { ...kept, zoneId: null, department: 'Ward 2: north', siteId: 7 },
    });
  });

  it('lasts the whole day from midnight to midnight', () => {
    const draft = { ...newDraft, typeKey: 'bed', place: 'zone:12', target: '2', criticalMin: '0' };
    expect(fieldsOf(draft)).toMatchObject({
      fields: { fromMinute: 0, untilMinute: 1440, zoneId: 12, criticalMax: null },
    });
  });

  it('is told every field that is wrong, in words', () => {
    const wrong = {
      ...newDraft,
      days: [],
      from: '',
      until: '07:00',
      target: 'two',
      criticalMin: '-1',
      criticalMax: 'x',
    };
    const answer = fieldsOf(wrong);
    expect('problems' in answer && Object.keys(answer.problems).sort()).toEqual([
      ...['criticalMax', 'criticalMin', 'days', 'fromMinute', 'target', 'typeKey', 'zoneId'],
    ]);
    const crossed = fieldsOf({ ...draftOf(night), place: '', criticalMin: '4', criticalMax: '2', until: '22:00' });
    expect('problems' in crossed && crossed.problems).toEqual({
      zoneId: 'Choose a room or a ward.',
      criticalMin: 'Give a number from 0 up to the target.',
      criticalMax: 'Give a number from the target on, or nothing.',
      untilMinute: 'Give a time that differs from the begin.',
    });
  });
});
