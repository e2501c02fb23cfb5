import { metreWords } from '../search/walk-words.js';
import { findTexts } from '../texts/find-texts.js';
import type { WayStep } from './way-steps.js';

/** A step of a way as a sentence. */
export function stepWords(step: WayStep): string {
  const words = findTexts.way;
  switch (step.kind) {
    case 'leave':
      return words.leave(step.from, step.to) + words.leaveTurn[step.turn];
    case 'along':
      return words.stretch(words.along[step.turn], step.zone, metreWords(step.metres));
    case 'change':
      return words[step.by](step.name, step.toFloorName);
    case 'arrive':
      return step.zone === null ? words.arriveOutside : words.arrive[step.turn](step.zone);
  }
}
