import type { FloorDetail } from '#contracts/api';
import { distanceToBoundary } from '#floorplan/polygon';

type Zone = FloorDetail['zones'][number];

/** What must be known of a thing to guess rooms. Metres. */
export interface GuessedPlace {
  x: number;
  y: number;
  zoneId: number | null;
  zones: readonly { zoneId: number; probability: number }[];
}

/** Less likely than this a room is no better a guess than a neighbour. */
const leastProbability = 0.02;

/** Rooms a thing is likely in: by their probability, then the nearest others, so that the true one is among them. */
export function likelyRooms(place: GuessedPlace, zones: readonly Zone[], count: number): Zone[] {
  const chances = new Map(place.zones.map(({ zoneId, probability }) => [zoneId, probability]));
  const rank = (zone: Zone) => {
    const probability = chances.get(zone.id) ?? 0;
    if (probability >= leastProbability) return 2 + probability;
    return zone.id === place.zoneId ? 2 : 0;
  };
  return zones
    .map((zone) => ({ zone, rank: rank(zone), awayM: -distanceToBoundary(place.x, place.y, zone.polygon) }))
    .sort((a, b) => b.rank - a.rank || a.awayM - b.awayM)
    .slice(0, count)
    .map(({ zone }) => zone);
}
