import { arrive } from '#pipeline/arrive';
import { houseModel } from '#pipeline/model';
import { step } from '#pipeline/step';
import { newTagState } from '#pipeline/tag-state';
import type { TagReadings } from '#positioning/survey';
import type { ComputedPosition } from './compare.js';
import type { RecordedSite } from './site.js';

/**
 * What the running system would store of a recorded tag: its readings through the pipeline, one position for each second
 * in which it was heard.
 */
export function followRecording({ floorplan, readerKeys }: RecordedSite, readings: TagReadings): ComputedPosition[] {
  const { zones, walls, doors, readers, floor } = floorplan;
  const house = houseModel([
    {
      id: 1,
      siteId: 1,
      level: floor.level,
      bounds: floor.bounds,
      tagHeightM: floor.tagHeightM,
      keepEveryFix: true,
      walls,
      doors,
      zones: zones.map(({ kind, polygon }, index) => ({ id: index + 1, kind, polygon })),
      readers: readerKeys.map((key, index) => {
        const { kind, x, y, z, radio } = readers.find((reader) => reader.key === key)!;
        return { id: index + 1, kind, x, y, z, radio };
      }),
    },
  ]);
  const state = newTagState(1);
  for (let index = 0; index < readings.timesMs.length; index += 1)
    arrive(state, readings.timesMs[index], readings.readers[index] + 1, 0, Math.round(readings.levelsDbm[index] * 100));
  const findings = step(house, state, true);
  return (findings?.positions ?? []).map(({ observedAt, ...position }) => ({ ...position, atMs: observedAt }));
}
