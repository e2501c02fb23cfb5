import { describe, expect, it } from 'vitest';
import { calibrateFromPlaces, judge } from './calibrate-from-places.js';
import { gridOf, mapsOf } from './calibration-floor.js';
import { fitPlaces } from './fit-places.js';
import { learnFromTraffic } from './learn-from-traffic.js';
import { atTagHeight } from './reference-place.js';
import { noScore, scoreOf, scorePlaces } from './score-places.js';
import { levelAt, somePlace, stopAt, ward, windowAt } from './ward-for-tests.js';
import { gridWorkspace } from '../grid/grid-workspace.js';

const places = Array.from({ length: 16 }, (_, k) => stopAt(...somePlace(k)));
const surveyed = calibrateFromPlaces(ward, places, [], null);

/** Some take a second, and more on a busy machine. */
const timeout = 60_000;

describe('a calibration from places', { timeout }, () => {
  it('is better than the plan on places that it has not seen, and says by how much', () => {
    expect(surveyed.better).toBe(true);
    expect(surveyed.score.stops).toBe(16);
    expect(surveyed.score.errorM!).toBeLessThan(surveyed.comparedScore.errorM! / 1.5);
    expect(surveyed.reason).toMatch(/foretold better than before .* m before, .* m with it\.$/);
  });

  it('finds how the readers really hear', () => {
    surveyed.calibration.readers.forEach((law, place) => {
      const { x, y, z } = ward.readers[place];
      const at8m = law.levelAt1mDbm - 10 * law.pathLossExponent * Math.log10(8);
      const real = [0, 1, 2, 3].map((turn) => {
        const across = Math.sqrt(64 - (z - 1) ** 2);
        return levelAt(place, x + across * Math.cos(turn * 1.6), y + across * Math.sin(turn * 1.6));
      });
      expect(Math.abs(at8m - real.reduce((sum, level) => sum + level, 0) / 4)).toBeLessThan(2.5);
    });
  });

  it('gives the engine, from its content alone, the maps that were fitted', () => {
    const { maps, exponent } = mapsOf(ward, gridOf(ward), surveyed.calibration);
    const sums = noScore();
    const other = Array.from({ length: 20 }, (_, k) => stopAt(...somePlace(100 + k)));
    scorePlaces(sums, ward, maps, exponent, gridWorkspace(maps.grid), other);
    expect(scoreOf(sums).errorM!).toBeLessThan(surveyed.score.errorM! * 1.3);
    const fitted = fitPlaces(ward, gridOf(ward), places).maps.fingerprints!;
    expect(fitted.count).toBe(places.length);
    expect(maps.fingerprints!.count).toBe(fitted.count);
    fitted.levelsDbm.forEach((levels, reader) =>
      levels!.forEach((level, place) => expect(maps.fingerprints!.levelsDbm[reader]![place]).toBeCloseTo(level, 1)),
    );
  });

  it('of few of the same places is refused: the one in use knows more', () => {
    const again = calibrateFromPlaces(ward, places.slice(0, 5), [], surveyed.calibration);
    expect(again.better).toBe(false);
    expect(again.reason).toMatch(/no better|worse/);
  });

  it('counts how many labelled rooms are named right', () => {
    const labels = Array.from({ length: 8 }, (_, k) => {
      const [x, y] = somePlace(200 + k);
      return { zoneId: x < 12 ? 7 : 9, levels: stopAt(x, y).levels };
    });
    const { score } = calibrateFromPlaces(ward, places, labels, null);
    expect(score.rooms).toBe(8);
    expect(score.roomsRight!).toBeGreaterThanOrEqual(7 / 8);
  });

  it('needs five places', () => {
    expect(() => calibrateFromPlaces(ward, places.slice(0, 4), [], null)).toThrow(/at least 5/);
  });
});

describe('judge', () => {
  const score = { logLikelihood: -2, samples: 100, errorM: 2, stops: 20, roomsRight: null, rooms: 0 };
  it('does not take what foretells levels better but puts tags elsewhere', () => {
    expect(judge({ ...score, logLikelihood: -1, errorM: 2.5 }, score)).toMatchObject({
      better: false,
      reason: expect.stringContaining('positions would get worse'),
    });
    expect(judge({ ...score, logLikelihood: -1, errorM: 2.05 }, score).better).toBe(true);
    expect(judge(score, score).better).toBe(false);
    const { logLikelihood } = score;
    expect(judge({ ...score, logLikelihood: logLikelihood - 0.1, errorM: score.errorM! / 2 }, score)).toEqual({
      better: true,
      reason:
        'Tags are found much better: mean error at held-out stops 2.00 m before, 1.00 m with it; held-out samples are foretold about as well (log-likelihood -0.10 a sample).',
    });
    expect(judge({ ...score, logLikelihood: logLikelihood - 0.3, errorM: score.errorM! / 2 }, score).better).toBe(
      false,
    );
  });

  it('does not take what names fewer rooms right', () => {
    const rooms = { ...score, roomsRight: 0.9, rooms: 20 };
    expect(judge({ ...rooms, logLikelihood: -1, roomsRight: 0.7 }, rooms).better).toBe(false);
    expect(judge({ ...rooms, logLikelihood: -1, roomsRight: 0.85 }, rooms).better).toBe(true);
  });
});

describe('what is learnt from traffic', { timeout }, () => {
  const traffic = Array.from({ length: 400 }, (_, k) => windowAt(...somePlace(k), k * 1000));

  it('beats the plan, without anybody saying where a tag was', () => {
    const learnt = learnFromTraffic(ward, traffic, [], [], null);
    expect(learnt.better).toBe(true);
    expect(learnt.calibration.survey).toEqual([]);
  });

  it('does not beat a survey', () => {
    expect(learnFromTraffic(ward, traffic, places, [], surveyed.calibration).better).toBe(false);
  });

  it('is refused when it takes distance for noise, however well it foretells levels', () => {
    // The same levels everywhere, give or take: nothing can be learnt of places from them.
    const flat = traffic.slice(0, 240).map((window, k) => ({
      ...window,
      levelsDbm: window.levelsDbm.map((_level, reader) => -75 + 4 * Math.sin(k * 7.7 + reader * reader * 3.3)),
    }));
    const learnt = learnFromTraffic(ward, flat, [], [], null);
    expect(learnt).toMatchObject({ better: false, reason: expect.stringContaining('takes distance for noise') });
  });

  it('needs some hundred windows', () => {
    expect(() => learnFromTraffic(ward, traffic.slice(0, 100), [], [], null)).toThrow(/at least 200/);
  });
});

describe('atTagHeight', () => {
  it('tells what a tag under the ceiling would sound like at the usual height', () => {
    const { levels } = stopAt(2, 3);
    const shifted = atTagHeight(ward, { x: 2, y: 3, z: 2.5, levels });
    // One metre beside the reader, at its height; at tag height it would be 1.8 m away.
    expect(shifted.levels.windows[0].levelsDbm[0] - levels.windows[0].levelsDbm[0]).toBeCloseTo(
      20 * Math.log10(1 / Math.hypot(1, 1.5)),
    );
  });
});
