import { describe, expect, it } from 'vitest';
import type { SurveyStop, SurveyWalk } from '#contracts/calibration';
import { openStopOf, settledStop, walkStep } from './walk-step.js';

const stop = (id: number, state: SurveyStop['state']): SurveyStop => ({
  id,
  walkId: 1,
  x: 4,
  y: 2,
  zoneId: 7,
  zoneName: 'Room 7',
  from: '2026-11-20T10:00:00.000Z',
  to: '2026-11-20T10:00:30.000Z',
  state,
  detail: '',
  packets: 40,
  levels: [],
});
const walk = (stops: SurveyStop[], endedAt: string | null = null): SurveyWalk => ({
  id: 1,
  floorId: 1,
  tagId: 5,
  tagKey: 'AA',
  assetName: null,
  startedAt: '2026-11-20T09:59:00.000Z',
  endedAt,
  stops,
  next: null,
  progress: { usableStops: 0, worthwhileStops: 20, knownShare: 0, heldOutError: null },
});

describe('where a walk stands', () => {
  it('goes on counting an open stop whatever was chosen before, as after a reload of the page', () => {
    const halfway = walk([stop(1, 'usable'), stop(2, 'open')]);
    expect(walkStep(halfway, 'paused', false)).toMatchObject({ kind: 'counting', number: 2 });
    expect(walkStep(halfway, null, true)).toMatchObject({ kind: 'saving', number: 2 });
    expect(openStopOf(halfway)?.id).toBe(2);
  });

  it('asks for the next place between stops, unless the person pauses or ends', () => {
    const between = walk([stop(1, 'usable')]);
    expect(walkStep(between, null, false).kind).toBe('placing');
    expect(walkStep(between, 'paused', false).kind).toBe('paused');
    expect(walkStep(between, 'ending', false).kind).toBe('ending');
    expect(openStopOf(between)).toBeNull();
  });

  it('is over when it was finished; the one who finished it still sees the result', () => {
    const over = walk([stop(1, 'usable')], '2026-11-20T11:00:00.000Z');
    expect(walkStep(over, null, false).kind).toBe('ended');
    expect(walkStep(over, 'ending', false).kind).toBe('ending');
  });

  it('knows how a stop came out once it is no longer open, also when that answer was lost', () => {
    const counted = walk([stop(1, 'usable'), stop(2, 'unusable'), stop(3, 'open')]);
    expect(settledStop(counted, 2)).toMatchObject({ number: 2, stop: { state: 'unusable' } });
    expect(settledStop(counted, 3)).toBeNull();
    expect(settledStop(counted, null)).toBeNull();
  });
});
