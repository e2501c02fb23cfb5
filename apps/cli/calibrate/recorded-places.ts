import type { PlacedWindow } from '#contracts/calibration';
import { type KnownPlace } from '#positioning/calibrate/fit-places';
import { levelsAtPlace, surveyWindowMs } from '#positioning/calibrate/place-levels';
import { truthAt } from '#positioning/truth';
import type { RecordedTrack } from '../replay/recording.js';

/** Windows within the same square of this side are one stop: shadowing is alike there, metres. */
const placeM = 0.5;

/**
 * The survey stops of recorded tracks: windows of levels, grouped by the half metre in which the tag truly was. A track
 * that stood still is one stop, one that walked is many.
 * @param readerIds id of each reader of the recording, in its order
 */
export function recordedPlaces(tracks: readonly RecordedTrack[], readerIds: readonly number[]): KnownPlace[] {
  const places = new Map<string, { sumX: number; sumY: number; place: KnownPlace }>();
  for (const { readings, truth } of tracks) {
    const { timesMs } = readings;
    const lastMs = timesMs[timesMs.length - 1];
    const column = { readerIds: readings.readers.map((reader) => readerIds[reader]), levelsDbm: readings.levelsDbm };
    for (let fromMs = timesMs[0]; fromMs < lastMs; fromMs += surveyWindowMs) {
      const toMs = Math.min(lastMs, fromMs + surveyWindowMs);
      // The window's levels belong to its middle.
      const at = truthAt(truth, (fromMs + toMs) / 2);
      if (at === null) continue;
      const { windows, steps, stepSquares } = levelsAtPlace({ atMs: timesMs, ...column }, fromMs, toMs);
      if (windows.length === 0) continue;
      const key = `${Math.floor(at.x / placeM)}:${Math.floor(at.y / placeM)}`;
      let known = places.get(key);
      if (!known) {
        known = { sumX: 0, sumY: 0, place: { x: 0, y: 0, levels: { windows: [], steps: 0, stepSquares: 0 } } };
        places.set(key, known);
      }
      known.sumX += at.x;
      known.sumY += at.y;
      known.place.levels.windows.push(...windows);
      known.place.levels.steps += steps;
      known.place.levels.stepSquares += stepSquares;
    }
  }
  return Array.from(places.values(), ({ sumX, sumY, place }) => {
    const count = place.levels.windows.length;
    return { ...place, x: round(sumX / count), y: round(sumY / count) };
  });
}

/** Windows of tracks as ordinary traffic gives them: nobody says where the tag was. */
export function recordedTraffic(tracks: readonly RecordedTrack[], readerIds: readonly number[]): PlacedWindow[] {
  return tracks.flatMap(({ readings }) => {
    const { timesMs } = readings;
    const ids = readings.readers.map((reader) => readerIds[reader]);
    return levelsAtPlace(
      { atMs: timesMs, readerIds: ids, levelsDbm: readings.levelsDbm },
      timesMs[0],
      timesMs[timesMs.length - 1],
    ).windows;
  });
}

function round(metres: number): number {
  return Math.round(metres * 100) / 100;
}
