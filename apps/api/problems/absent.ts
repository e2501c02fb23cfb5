import type { PlacedThing } from '#storage/sight-store';
import { ProblemException } from './problem-exception.js';

const words: Record<PlacedThing, string> = {
  floor: 'floor',
  zone: 'zone',
  walk: 'survey walk',
  stop: 'survey stop',
  calibration: 'calibration',
};

/** 404 in the same words for what does not exist and for what is out of sight. */
export function absent(thing: PlacedThing, id: number): ProblemException {
  return new ProblemException(404, `There is no ${words[thing]} with the id ${id}.`);
}
