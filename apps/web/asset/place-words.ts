import { pointInPolygon, distanceToBoundary } from '#floorplan/polygon';
import type { FloorDetail } from '#contracts/api';
import { texts } from '../texts/texts.js';

/** What the words need of a position. Lengths in metres. */
export interface Place {
  x: number;
  y: number;
  radius90M: number;
  zoneId: number | null;
  zoneName: string | null;
  /** How likely the zones are, where that is known. */
  zones?: readonly { zoneId: number; probability: number }[];
}

/** Share of the probability that must lie inside a zone before the screen says "in". */
const sureShare = 0.9;
/** Above this 90 % radius more rooms than the neighbours come into question. Metres. */
const neighboursM = 8;

/**
 * A place in words. "in" only where the tag is in the zone nine times in ten (by its chances, else by its radius), else
 * "in or next to", and
 * "somewhere around" where the radius spans several rooms;
 * without the floor's polygons the words stay careful.
 */
export function placeWords(place: Place, zones: FloorDetail['zones'] | undefined): string {
  const zone = zones?.find((candidate) => candidate.id === place.zoneId);
  const chance = place.zones?.find(({ zoneId }) => zoneId === place.zoneId)?.probability;
  if (zone) {
    const share = chance ?? shareInside(place, zone.polygon);
    return share >= sureShare ? texts.place.in(zone.name) : unsure(place, zone.name);
  }
  if (place.zoneName) return unsure(place, place.zoneName);
  const nearest = zones && nearestZone(place, zones);
  if (!nearest) return texts.place.outside;
  return place.radius90M > neighboursM ? texts.place.around(nearest.name) : texts.place.near(nearest.name);
}

function unsure({ radius90M }: Place, zoneName: string): string {
  return radius90M > neighboursM ? texts.place.around(zoneName) : texts.place.beside(zoneName);
}

/**
 * Probability that the tag is inside a polygon, for a round normal distribution with the given 90 % radius:
 * its share of 48 places that are equally probable (four rings of twelve).
 */
export function shareInside(
  place: Pick<Place, 'x' | 'y' | 'radius90M'>,
  polygon: FloorDetail['zones'][number]['polygon'],
) {
  // 90 % of a round normal distribution lie within sigma * sqrt(-2 ln 0.1) (Rayleigh distribution).
  const sigmaM = place.radius90M / Math.sqrt(-2 * Math.log(0.1));
  let inside = 0;
  for (let ring = 0; ring < 4; ring++) {
    const radiusM = sigmaM * Math.sqrt(-2 * Math.log(1 - (ring + 0.5) / 4));
    for (let step = 0; step < 12; step++) {
      const angle = ((step + (ring % 2) / 2) * Math.PI) / 6;
      if (pointInPolygon(place.x + radiusM * Math.cos(angle), place.y + radiusM * Math.sin(angle), polygon)) inside++;
    }
  }
  return inside / 48;
}

/** The nearest zone, if the tag may well be in it. */
function nearestZone(place: Place, zones: FloorDetail['zones']) {
  let best: FloorDetail['zones'][number] | null = null;
  let bestM = Math.max(place.radius90M, 3);
  for (const zone of zones) {
    const awayM = -distanceToBoundary(place.x, place.y, zone.polygon);
    if (awayM < bestM) [best, bestM] = [zone, awayM];
  }
  return best;
}

/** With a capital letter, for words that stand alone. */
export function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** A floor in words: with its site only where that is another one than the site on the screen. */
export function floorWords(place: { floorName: string; siteName: string }, siteOnScreen: string | undefined): string {
  return place.siteName === siteOnScreen ? place.floorName : `${place.siteName}, ${place.floorName}`;
}
