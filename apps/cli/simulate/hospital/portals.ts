import type { FloorplanReader } from '#contracts/floorplan';

/** Doors of the demo hospital with an RFID portal: a reader above the door, an antenna to each side. By floor key. */
export const demoPortals: Readonly<Record<string, FloorplanReader[]>> = {
  'dh-l0': [
    {
      key: 'dh-l0-gate-library',
      name: 'Gate of the equipment library',
      kind: 'rfid',
      x: 46.2,
      y: 22.4,
      z: 2.3,
      antennas: [
        { antenna: 1, zoneKey: 'dh-l0-corridor-middle-e', x: 46.2, y: 22.1 },
        { antenna: 2, zoneKey: 'dh-l0-central-equipment-library', x: 46.2, y: 22.7 },
      ],
    },
  ],
};
