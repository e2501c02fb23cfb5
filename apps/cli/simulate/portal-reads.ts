import type { FloorplanReader } from '#contracts/floorplan';
import { radioParameters as p } from './radio-parameters.js';
import type { Random } from './random.js';

/** A reader at a door with antennas that look to its sides. */
export interface SimulatedPortal {
  readerKey: string;
  /** Index of its floor. */
  floor: number;
  x: number;
  y: number;
  z: number;
  antennas: { antenna: number; x: number; y: number }[];
}

/** So near a passive tag is asked at all, metres. */
export const portalReachM = 4;
/** A round over all antennas takes this long, ms. */
export const portalRoundMs = 200;
/** Backscatter: the way there and back, so twice the decay of one way. */
const levelAt1mDbm = -40;
const pathLossExponent = 2.8;
/** An antenna hears so much less behind it, and the change from front to back takes about so many metres. */
const frontToBackDb = 10;
const beamEdgeM = 0.5;
const fadingSdDb = 4;
/** Level at which half of the reads succeed, and how sharply that changes, dB. */
const sensitivityDbm = -62;
const sensitivityWidthDb = 2;

/** The portal of a floor plan's reader; antennas without a place hang at the reader. */
export function simulatedPortal(reader: FloorplanReader, floor: number): SimulatedPortal {
  const { key, x, y, z, antennas = [] } = reader;
  return {
    readerKey: key,
    ...{ floor, x, y, z },
    antennas: antennas.map((antenna) => ({ antenna: antenna.antenna, x: antenna.x ?? x, y: antenna.y ?? y })),
  };
}

/** Which antennas read a passive tag at a place in one round, and how loud. */
export function readRound(
  portal: SimulatedPortal,
  x: number,
  y: number,
  random: Random,
  read: (antenna: number, rssiDbm: number) => void,
): void {
  for (const antenna of portal.antennas) {
    // An antenna looks away from the middle of its portal.
    const [awayX, awayY] = [antenna.x - portal.x, antenna.y - portal.y];
    const away = Math.hypot(awayX, awayY);
    const inFront = away === 0 ? 0 : ((x - portal.x) * awayX + (y - portal.y) * awayY) / away;
    const distance = Math.max(0.3, Math.hypot(x - antenna.x, y - antenna.y, portal.z - p.tagHeightM));
    const behind = away === 0 ? 0 : (frontToBackDb * (1 - Math.tanh(inFront / beamEdgeM))) / 2;
    const level = levelAt1mDbm - 10 * pathLossExponent * Math.log10(distance) - behind + fadingSdDb * random.normal();
    if (random.chance(1 / (1 + Math.exp((sensitivityDbm - level) / sensitivityWidthDb))))
      read(antenna.antenna, Math.round(level));
  }
}
