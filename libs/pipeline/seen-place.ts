/** A place of a tag that another engine computed. Whole millimetres: exactly what is stored. */
export interface SeenPlace {
  /** Milliseconds since 1970 UTC. */
  at: number;
  floorId: number;
  xMm: number;
  yMm: number;
  /** Radius that holds nine of ten. */
  accuracyMm: number;
}

/** Puts a place where it belongs in a list in order of time and floor; false when the list has a better one for that moment. */
export function addPlace(places: SeenPlace[], place: SeenPlace): boolean {
  let index = places.length;
  while (index > 0 && compare(places[index - 1], place) > 0) index -= 1;
  const before = places[index - 1];
  if (before === undefined || compare(before, place) < 0) {
    places.splice(index, 0, place);
    return true;
  }
  // Two places for one moment: keep the sharper, whichever came first.
  if (sharpness(place, before) >= 0) return false;
  places[index - 1] = place;
  return true;
}

function compare(a: SeenPlace, b: SeenPlace): number {
  return a.at - b.at || a.floorId - b.floorId;
}

/** Negative when `a` is to be preferred. */
export function sharpness(a: SeenPlace, b: SeenPlace): number {
  return a.accuracyMm - b.accuracyMm || a.floorId - b.floorId || a.xMm - b.xMm || a.yMm - b.yMm;
}
