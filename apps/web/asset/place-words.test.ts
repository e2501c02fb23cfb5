import { describe, expect, it } from 'vitest';
import type { FloorDetail } from '#contracts/api';
import { placeWords, shareInside } from './place-words.js';

type Zone = FloorDetail['zones'][number];
const zone = (id: number, name: string, minX: number, maxX: number): Zone => ({
  id,
  key: name,
  name,
  kind: 'patient-room',
  department: null,
  polygon: [
    [minX, 0],
    [maxX, 0],
    [maxX, 6],
    [minX, 6],
  ],
});
const zones = [zone(1, '2A-04', 0, 6), zone(2, '2A-05', 6, 12)];

describe('a place in words', () => {
  it('says in when the radius fits well into the room', () => {
    expect(placeWords({ x: 3, y: 3, radius90M: 2, zoneId: 1, zoneName: '2A-04' }, zones)).toBe('in 2A-04');
  });

  it('says in or next to when the tag may be behind the wall', () => {
    expect(placeWords({ x: 5.5, y: 3, radius90M: 2, zoneId: 1, zoneName: '2A-04' }, zones)).toBe('in or next to 2A-04');
  });

  it('does not name a room as if it were sure when the radius spans several', () => {
    expect(placeWords({ x: 3, y: 3, radius90M: 14, zoneId: 1, zoneName: '2A-04' }, zones)).toBe(
      'somewhere around 2A-04',
    );
  });

  it('is careful while the polygons of the floor are not known', () => {
    expect(placeWords({ x: 3, y: 3, radius90M: 0.5, zoneId: 1, zoneName: '2A-04' }, undefined)).toBe(
      'in or next to 2A-04',
    );
  });

  it('names the nearest room outside all rooms, and none when all are far', () => {
    const place = { x: 13, y: 3, radius90M: 3, zoneId: null, zoneName: null };
    expect(placeWords(place, zones)).toBe('near 2A-05');
    expect(placeWords({ ...place, x: 40 }, zones)).toBe('outside the mapped rooms');
  });

  it('does not call a room near when the tag may be many rooms away', () => {
    const place = { x: 13, y: 3, radius90M: 24, zoneId: null, zoneName: null };
    expect(placeWords(place, zones)).toBe('somewhere around 2A-05');
  });

  it('goes by the chances of the zones where they are known', () => {
    const place = { x: 5.5, y: 3, radius90M: 2, zoneId: 1, zoneName: '2A-04' };
    expect(placeWords({ ...place, zones: [{ zoneId: 1, probability: 0.93 }] }, zones)).toBe('in 2A-04');
    expect(placeWords({ ...place, x: 3, zones: [{ zoneId: 1, probability: 0.6 }] }, zones)).toBe('in or next to 2A-04');
  });

  it('finds 90 % of the probability within the 90 % radius', () => {
    const circle = Array.from({ length: 72 }, (_, step): [number, number] => [
      4 * Math.cos((step * Math.PI) / 36),
      4 * Math.sin((step * Math.PI) / 36),
    ]);
    expect(shareInside({ x: 0, y: 0, radius90M: 4 }, circle)).toBeGreaterThan(0.85);
    expect(shareInside({ x: 0, y: 0, radius90M: 8 }, circle)).toBeLessThan(0.6);
  });
});
