import { defaultRadio, type Radio } from '#contracts/floorplan';

/** The readers as columns: a solver touches the numbers of a few readers a million times a second. */
export interface ReaderTable {
  count: number;
  /** Metres in the floor's frame; z above the floor. */
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
  /** level = levelAt1mDbm - 10 * pathLossExponent * log10(distance in m), with an error of sigmaDb. */
  levelAt1mDbm: Float64Array;
  pathLossExponent: Float64Array;
  sigmaDb: Float64Array;
}

export interface PlacedReader {
  x: number;
  y: number;
  z: number;
  radio?: Radio;
}

/** Lays readers out as columns in the given order; a reader that was never calibrated gets the usual radio values. */
export function readerTable(readers: readonly PlacedReader[]): ReaderTable {
  const column = (value: (reader: PlacedReader) => number) => Float64Array.from(readers, value);
  return {
    count: readers.length,
    x: column((reader) => reader.x),
    y: column((reader) => reader.y),
    z: column((reader) => reader.z),
    levelAt1mDbm: column((reader) => (reader.radio ?? defaultRadio).levelAt1mDbm),
    pathLossExponent: column((reader) => (reader.radio ?? defaultRadio).pathLossExponent),
    sigmaDb: column((reader) => (reader.radio ?? defaultRadio).sigmaDb),
  };
}
