/** One side of a portal: the zone that some of its antennas face, and the middle of those antennas. Metres. */
export interface PortalSide {
  zoneId: number;
  x: number;
  y: number;
}

/** An RFID reader at a passage: which of its antennas look to which side. */
export interface Portal {
  sides: readonly PortalSide[];
  /** Side of an antenna by its number. */
  sideOf: ReadonlyMap<number, number>;
}

/** The portal of a reader's antennas, or null where it has none. Antennas that face the same zone are one side. */
export function portalOf(
  antennas: readonly { antenna: number; zoneId: number; x: number; y: number }[],
): Portal | null {
  if (antennas.length === 0) return null;
  const zoneIds = [...new Set(antennas.map(({ zoneId }) => zoneId))].sort((a, b) => a - b);
  const sides = zoneIds.map((zoneId) => {
    const facing = antennas.filter((antenna) => antenna.zoneId === zoneId);
    const mean = (value: (antenna: (typeof facing)[number]) => number) =>
      facing.reduce((sum, antenna) => sum + value(antenna), 0) / facing.length;
    return { zoneId, x: mean(({ x }) => x), y: mean(({ y }) => y) };
  });
  return { sides, sideOf: new Map(antennas.map(({ antenna, zoneId }) => [antenna, zoneIds.indexOf(zoneId)])) };
}
