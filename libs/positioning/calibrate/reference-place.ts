import type { PlaceLevels } from '#contracts/calibration';
import { nearestM } from '../path-loss.js';
import { type CalibrationFloor, placesById } from './calibration-floor.js';
import type { KnownPlace } from './fit-places.js';

/**
 * What is heard of a tag that is fixed at some height, as it would be heard at the usual height of tags: levels change with
 * the distance in space by the plan's path loss. A reader that transmits is a tag fixed at the reader's place. Metres.
 */
export function atTagHeight(
  floor: CalibrationFloor,
  { x, y, z, levels }: { x: number; y: number; z: number; levels: PlaceLevels },
): KnownPlace {
  const placeOf = placesById(floor);
  const shiftDb = (readerId: number) => {
    const place = placeOf.get(readerId);
    if (place === undefined) return 0;
    const reader = floor.readers[place];
    const across = Math.hypot(x - reader.x, y - reader.y);
    const real = Math.max(nearestM, Math.hypot(across, z - reader.z));
    const usual = Math.max(nearestM, Math.hypot(across, floor.tagHeightM - reader.z));
    return 10 * reader.radio.pathLossExponent * Math.log10(real / usual);
  };
  return {
    x,
    y,
    levels: {
      ...levels,
      windows: levels.windows.map((window) => ({
        ...window,
        levelsDbm: window.levelsDbm.map((level, i) => level + shiftDb(window.readerIds[i])),
      })),
    },
  };
}
