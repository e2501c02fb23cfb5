import type { FloorCalibration } from '#contracts/calibration';
import { defaultRadio } from '#contracts/floorplan';
import { arrive } from '#pipeline/arrive';
import { type FloorInput, houseModel } from '#pipeline/model';
import { step } from '#pipeline/step';
import { newTagState } from '#pipeline/tag-state';
import { calibrateFromPlaces } from '#positioning/calibrate/calibrate-from-places';
import type { TagReadings } from '#positioning/survey';
import { recordedPlaces } from '../calibrate/recorded-places.js';
import type { ComputedPosition } from './compare.js';
import { tracksOfSplit } from './recording.js';
import type { RecordedSite } from './site.js';

/** A recorded site as the worker would read it from the database; ids are places in the lists, from 1. */
function floorOf({ floorplan, readerKeys }: RecordedSite): FloorInput & Required<Pick<FloorInput, 'walls' | 'doors'>> {
  const { zones, walls, doors, readers, floor } = floorplan;
  return {
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
  };
}

/** What the calibration service makes of the training part of a recording. */
export function surveyOfRecording(site: RecordedSite): FloorCalibration {
  const floor = floorOf(site);
  const readers = floor.readers.map(({ radio = defaultRadio, ...reader }) => ({ ...reader, radio }));
  const ids = readers.map(({ id }) => id);
  const places = recordedPlaces(tracksOfSplit(site.recording, 'train'), ids);
  return calibrateFromPlaces({ ...floor, readers }, places, [], null).calibration;
}

/**
 * What the running system would store of a recorded tag: its readings through the pipeline, one position for each second
 * in which it was heard.
 * @param calibration null: the radio values of the plan
 */
export function followRecording(
  site: RecordedSite,
  readings: TagReadings,
  calibration: FloorCalibration | null,
): ComputedPosition[] {
  const house = houseModel([{ ...floorOf(site), calibration }]);
  const state = newTagState(1);
  for (let index = 0; index < readings.timesMs.length; index += 1)
    arrive(state, readings.timesMs[index], readings.readers[index] + 1, 0, Math.round(readings.levelsDbm[index] * 100));
  const findings = step(house, state, true);
  return (findings?.positions ?? []).map(({ observedAt, ...position }) => ({ ...position, atMs: observedAt }));
}
