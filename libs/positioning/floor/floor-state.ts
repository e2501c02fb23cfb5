/**
 * What is remembered of one tag to tell its floor: plain numbers, replaced and never changed. Times in ms since 1970,
 * levels in dBm.
 */
export interface FloorState {
  /** The decided floor. */
  floorId: number;
  /** Time of the first window taken in, of the first after a long silence, and of the newest. */
  sinceMs: number;
  sightedMs: number;
  atMs: number;
  /** When the tag was last believed near a lift or stairs; 0: never. */
  nearShaftMs: number;
  /** Floor that the newest windows speak for, -1 none; how strongly they did (dB times seconds) and in how many. */
  challenger: number;
  doubtDbS: number;
  fixes: number;
  /** How many windows were taken in, up to a few. */
  windows: number;
  /** Floors whose readers heard the tag lately; how well each hears it now and how well it does as a rule. */
  floors: readonly FloorLevel[];
}

export interface FloorLevel {
  floorId: number;
  nowDbm: number;
  usualDbm: number;
}

const headLength = 9;

/** The state as a list of numbers, for storage. */
export function encodeFloorState(state: FloorState): number[] {
  const { floorId, sinceMs, sightedMs, atMs, nearShaftMs, challenger, doubtDbS, fixes, windows } = state;
  return [
    ...[floorId, sinceMs, sightedMs, atMs, nearShaftMs, challenger, doubtDbS, fixes, windows],
    ...state.floors.flatMap(({ floorId: floor, nowDbm, usualDbm }) => [floor, nowDbm, usualDbm]),
  ];
}

/**
 * The state that `encodeFloorState` wrote; it goes on exactly as the written one would have.
 * @throws RangeError when the list is not one that it writes
 */
export function decodeFloorState(numbers: readonly number[]): FloorState {
  if (numbers.length < headLength || (numbers.length - headLength) % 3 !== 0)
    throw new RangeError(`a floor state has ${headLength} numbers and three for each floor, not ${numbers.length}`);
  const [floorId, sinceMs, sightedMs, atMs, nearShaftMs, challenger, doubtDbS, fixes, windows] = numbers;
  const floors: FloorLevel[] = [];
  for (let i = headLength; i < numbers.length; i += 3)
    floors.push({ floorId: numbers[i], nowDbm: numbers[i + 1], usualDbm: numbers[i + 2] });
  return { floorId, sinceMs, sightedMs, atMs, nearShaftMs, challenger, doubtDbS, fixes, windows, floors };
}
