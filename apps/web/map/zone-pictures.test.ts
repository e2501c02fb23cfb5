import { describe, expect, it } from 'vitest';
import type { FloorDetail } from '#contracts/api';
import type { Point } from '#contracts/geometry';
import { blindPolygons, zoneShades } from './zone-pictures.js';

const polygon = (minX: number): Point[] => [
  [minX, 0],
  [minX + 5, 0],
  [minX + 5, 5],
];
const zone = (id: number): FloorDetail['zones'][number] => ({
  id,
  key: `z${id}`,
  name: `Room ${id}`,
  kind: 'patient-room',
  department: null,
  polygon: polygon(id),
});
const floor = { zones: [zone(1), zone(2)], bounds: { minX: 0, minY: 0, maxX: 20, maxY: 10 } };

describe('zones on the map', () => {
  it('are shaded by their chances, and only those of this floor', () => {
    const chances = [
      { zoneId: 2, probability: 0.6 },
      { zoneId: 9, probability: 0.3 },
    ];
    expect(zoneShades(floor, chances)).toEqual([{ zoneId: 2, polygon: polygon(2), probability: 0.6 }]);
  });

  it('are hatched when blind, and so is the whole floor when nothing of it is heard', () => {
    expect(blindPolygons(floor, new Map([[1, 0]]))).toEqual([polygon(1)]);
    expect(blindPolygons(floor, new Map())).toEqual([]);
    const whole = blindPolygons(
      floor,
      new Map([
        [1, 0],
        [2, 0],
        [0, 0],
      ]),
    );
    expect(whole).toHaveLength(1);
    expect(whole[0]).toContainEqual([20, 10]);
  });
});
