import type { Point } from '#contracts/geometry';
import { poleOfInaccessibility } from '#floorplan/pole-of-inaccessibility';

/** Where the name of a zone stands and how much room it has there. Metres. */
export interface ZoneLabel {
  id: number;
  lines: readonly string[];
  x: number;
  y: number;
  widthM: number;
  heightM: number;
}

/** Finds the place with most room in each zone; names of two or more words may stand on two lines. */
export function zoneLabels(zones: readonly { id: number; name: string; polygon: readonly Point[] }[]): ZoneLabel[] {
  return zones.map(({ id, name, polygon }) => {
    const { x, y, distanceM } = poleOfInaccessibility(polygon);
    const heightM = distanceM * 2;
    // A name is flat, so it can be wider than the circle that fits.
    const [left, right] = freeSpan(polygon, x, y, heightM * 0.3);
    return { id, lines: twoLines(name), x: (left + right) / 2, y, widthM: right - left, heightM };
  });
}

/** The lines that fit at a scale: one line, else two, else none. Widths are asked from `measure`, pixels. */
export function linesThatFit(
  label: ZoneLabel,
  pixelsPerMetre: number,
  lineHeight: number,
  measure: (text: string) => number,
): readonly string[] {
  const width = label.widthM * pixelsPerMetre - 8;
  const height = label.heightM * pixelsPerMetre - 4;
  const whole = label.lines.join(' ');
  if (lineHeight <= height && measure(whole) <= width) return [whole];
  if (label.lines.length > 1 && 2 * lineHeight <= height && label.lines.every((line) => measure(line) <= width))
    return label.lines;
  return [];
}

/** The span of y-constant line around x that stays inside the polygon at three heights. */
function freeSpan(polygon: readonly Point[], x: number, y: number, halfHeightM: number): [left: number, right: number] {
  let left = -Infinity;
  let right = Infinity;
  for (const level of [y - halfHeightM, y, y + halfHeightM])
    for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
      const [ax, ay] = polygon[i];
      const [bx, by] = polygon[j];
      if (ay > level === by > level) continue;
      const crossing = ax + ((level - ay) / (by - ay)) * (bx - ax);
      if (crossing <= x) left = Math.max(left, crossing);
      else right = Math.min(right, crossing);
    }
  return Number.isFinite(left) && Number.isFinite(right) ? [left, right] : [x, x];
}

/** Splits a name at the blank nearest its middle. */
function twoLines(name: string): readonly string[] {
  const blanks = [...name].flatMap((character, at) => (character === ' ' ? [at] : []));
  if (blanks.length === 0) return [name];
  const middle = blanks.reduce((best, at) =>
    Math.abs(at - name.length / 2) < Math.abs(best - name.length / 2) ? at : best,
  );
  return [name.slice(0, middle), name.slice(middle + 1)];
}
