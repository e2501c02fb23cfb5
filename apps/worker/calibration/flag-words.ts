import type { WatchedReader } from '#positioning/calibrate/watch-readers';

/** What is wrong with a reader, and what to look at, in plain words. */
export function wordsFor(
  { kind, residualDb, windows, betterPlace, otherReaderId, otherFloorId }: WatchedReader,
  nameOfReader: (id: number) => string,
  nameOfFloor: (id: number) => string,
): string {
  const db = Math.abs(residualDb).toFixed(0);
  switch (kind) {
    case 'weaker':
      return `Hears tags ${db} dB weaker than expected (${windows} samples): something may stand in front of it, or it is failing.`;
    case 'stronger':
      return `Hears tags ${db} dB stronger than expected (${windows} samples): a wall or cupboard may be gone, or the device was changed.`;
    case 'moved':
      return `What it hears fits a place near ${betterPlace!.x.toFixed(0)}, ${betterPlace!.y.toFixed(0)} m better than where the plan has it: was it moved?`;
    case 'swapped':
      return `What it hears fits the place of ${nameOfReader(otherReaderId!)}, and the other way round: were the two exchanged?`;
    case 'wrong-floor':
      return `It is near tags that all other readers hear on ${nameOfFloor(otherFloorId!)}: does it hang there?`;
  }
}
