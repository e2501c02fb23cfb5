import { calibrationTexts } from '../texts/calibration-texts.js';
import type { RoomOfPlace } from './room-names.js';

/** The room of a place in words, also where it is in none. */
export function roomWords({ zone, inside }: RoomOfPlace): string {
  if (!zone) return calibrationTexts.walk.outside;
  return inside ? zone.name : calibrationTexts.walk.near(zone.name);
}
