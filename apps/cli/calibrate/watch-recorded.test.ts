import { beforeAll, describe, expect, it } from 'vitest';
import type { FloorCalibration, PlacedWindow } from '#contracts/calibration';
import { calibrateFromPlaces } from '#positioning/calibrate/calibrate-from-places';
import type { CalibrationFloor } from '#positioning/calibrate/calibration-floor';
import { learnFromTraffic } from '#positioning/calibrate/learn-from-traffic';
import { watchReaders } from '#positioning/calibrate/watch-readers';
import { defaultRadio } from '#contracts/floorplan';
import { tracksOfSplit } from '../replay/recording.js';
import { readSite } from '../replay/site.js';
import { recordedPlaces, recordedTraffic } from './recorded-places.js';

/** A recorded site as calibration sees it; the plan knows nothing of how its readers hear. */
async function recorded(name: string) {
  const { floorplan, recording, readerKeys } = await readSite(name);
  const readerIds = readerKeys.map((_key, i) => 100 + i);
  const floor: CalibrationFloor = {
    id: 1,
    bounds: floorplan.floor.bounds,
    tagHeightM: floorplan.floor.tagHeightM,
    walls: floorplan.walls,
    doors: floorplan.doors,
    zones: floorplan.zones.map((zone, id) => ({ ...zone, id })),
    readers: readerKeys.map((key, i) => {
      const { x, y, z } = floorplan.readers.find((reader) => reader.key === key)!;
      return { id: readerIds[i], x, y, z, radio: defaultRadio };
    }),
  };
  const train = tracksOfSplit(recording, 'train');
  const others = [...recording.tracks.values()].filter(
    ({ name: track, readings, truth }) =>
      !recording.meta.splits.train.includes(track) && readings.timesMs.length > 0 && truth.timesMs.length > 0,
  );
  return {
    floor,
    places: recordedPlaces(train, readerIds),
    /** A part of the training windows: enough to learn from. */
    trainTraffic: recordedTraffic(train, readerIds).filter((_window, i, all) => all.length < 400 || i % 2 === 0),
    traffic: recordedTraffic(others, readerIds),
  };
}

/** Each takes seconds on a busy machine. */
const timeout = 120_000;

describe('the watch over the readers of the recorded hall', { timeout }, () => {
  let floor: CalibrationFloor;
  let calibration: FloorCalibration;
  let traffic: PlacedWindow[];
  beforeAll(async () => {
    const site = await recorded('tetam-ble');
    ({ floor, traffic } = site);
    ({ calibration } = calibrateFromPlaces(floor, site.places, [], null));
  });

  it('holds nothing against readers that nobody touched, five months after the survey', () => {
    expect(watchReaders(floor, calibration, traffic)).toEqual([]);
  });

  it('finds a reader that hears 10 dB less, whichever it is, and no other', () => {
    for (const { id } of some(3)) {
      const blocked = traffic.map((window) => ({
        ...window,
        levelsDbm: window.levelsDbm.map((level, i) => (window.readerIds[i] === id ? level - 10 : level)),
      }));
      expect(watchReaders(floor, calibration, blocked)).toMatchObject([{ readerId: id, kind: 'weaker' }]);
    }
  });

  it('finds a reader that the plan has on the other side of the hall, and about where it hangs', () => {
    const { minX, maxX, minY, maxY } = floor.bounds;
    const off: number[] = [];
    for (const { id, x, y } of floor.readers) {
      const told = { x: minX + maxX - x, y: minY + maxY - y };
      const elsewhere = withPlaces((reader) => (reader.id === id ? told : reader));
      const found = watchReaders(elsewhere, withoutSurveyOf(id), traffic);
      expect(found).toMatchObject([{ readerId: id, kind: 'moved' }]);
      const { betterPlace } = found[0];
      off.push(Math.hypot(betterPlace!.x - x, betterPlace!.y - y));
    }
    expect(off.toSorted((a, b) => a - b)[off.length >> 1]).toBeLessThan(3);
  });

  it('finds that two readers were exchanged', () => {
    let exchanged = 0;
    for (const a of some(2)) {
      const b = floor.readers[(floor.readers.indexOf(a) + 5) % floor.readers.length];
      const swapped = withPlaces((reader) => (reader.id === a.id ? b : reader.id === b.id ? a : reader));
      const found = watchReaders(swapped, withoutSurveyOf(a.id, b.id), traffic);
      for (const { readerId } of found) expect([a.id, b.id]).toContain(readerId);
      expect(found.length).toBeGreaterThan(0);
      if (found.length === 2 && found.every(({ kind }) => kind === 'swapped')) exchanged++;
    }
    // Of two that hang near to one another only one may look moved.
    expect(exchanged).toBeGreaterThanOrEqual(some(2).length - 1);
  });

  function some(every: number) {
    return floor.readers.filter((_reader, place) => place % every === 0);
  }

  function withPlaces(place: (reader: CalibrationFloor['readers'][number]) => { x: number; y: number }) {
    return {
      ...floor,
      readers: floor.readers.map((reader) => {
        const { x, y } = place(reader);
        return { ...reader, x, y };
      }),
    };
  }

  /** A reader hung elsewhere was not surveyed there. */
  function withoutSurveyOf(...ids: number[]): FloorCalibration {
    return { ...calibration, survey: calibration.survey.filter(({ readerId }) => !ids.includes(readerId)) };
  }
});

describe('learning without labels on recorded sites', { timeout }, () => {
  it('beats the plan in the open hall, and is refused where a survey is in use', async () => {
    const { floor, places, trainTraffic } = await recorded('tetam-ble');
    expect(learnFromTraffic(floor, trainTraffic, [], [], null).better).toBe(true);
    const { calibration } = calibrateFromPlaces(floor, places, [], null);
    expect(learnFromTraffic(floor, trainTraffic, places, [], calibration).better).toBe(false);
  });

  it('is refused in the flat when the plan has no walls', async () => {
    const { floor, places, trainTraffic } = await recorded('flat6-ble');
    const { calibration } = calibrateFromPlaces(floor, places, [], null);
    const learnt = learnFromTraffic({ ...floor, walls: [] }, trainTraffic, places, [], calibration);
    expect(learnt.better).toBe(false);
    expect(learnt.score.errorM!).toBeGreaterThan(learnt.comparedScore.errorM!);
  });
});
