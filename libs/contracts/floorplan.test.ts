import { describe, expect, it } from 'vitest';
import { floorplanSchema } from './floorplan.js';

const corner = [
  [0, 0],
  [5, 0],
  [5, 5],
];
const withReader = (reader: object) =>
  floorplanSchema.safeParse({
    format: 'wardmap-floorplan/1',
    site: { key: 'house', name: 'House' },
    building: { key: 'main', name: 'Main' },
    floor: { key: 'l0', name: 'Ground', level: 0, plan: 'l0.svg', bounds: { minX: 0, minY: 0, maxX: 20, maxY: 10 } },
    zones: [
      { key: 'inside', name: 'Inside', kind: 'corridor', polygon: corner },
      { key: 'outside', name: 'Outside', kind: 'exit', polygon: corner },
    ],
    readers: [{ key: 'gate', kind: 'rfid', x: 5, y: 2, ...reader }],
  });
const inside = { antenna: 1, zoneKey: 'inside' };
const outside = { antenna: 2, zoneKey: 'outside', x: 6, y: 2 };

describe('a portal in a floor plan', () => {
  it('has antennas that face zones', () => {
    const { data } = withReader({ antennas: [inside, outside] });
    expect(data?.readers[0].antennas).toEqual([inside, outside]);
  });

  it.each([
    [
      'a zone the floor does not have',
      [{ ...inside, zoneKey: 'nowhere' }],
      /antenna 1 of reader gate faces zone nowhere/,
    ],
    ['a number twice', [inside, { ...outside, antenna: 1 }], /antenna 1 of reader gate is there twice/],
    ['a number beyond a byte', [{ ...inside, antenna: 256 }], /numbered 0 to 255/],
    ['half a place', [{ ...inside, x: 3 }], /both x and y, or neither/],
    ['a place outside the floor', [{ ...inside, x: 300, y: 2 }], /antenna 1 of reader gate at 300, 2 lies outside/],
  ])('is refused with %s', (_, antennas, reason) => {
    expect(withReader({ antennas }).error?.issues[0].message).toMatch(reason);
  });

  it('is a reader of kind rfid and of no other', () => {
    expect(withReader({ kind: 'ble', antennas: [inside] }).error?.issues[0].message).toMatch(
      /reader gate of kind ble has antennas; only a reader of kind rfid may/,
    );
  });
});
