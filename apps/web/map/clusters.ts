import type { DrawnTag, View } from './drawn-tag.js';

/** Several markers so close together that they would cover each other, as one sign. x and y in CSS pixels of the picture. */
export interface Cluster {
  x: number;
  y: number;
  count: number;
  /** How many of them are live. */
  live: number;
  /** The icon, colour and letters of the type that most of them are of. */
  style: DrawnTag['style'];
  members: readonly DrawnTag[];
}

/** Wanted width of a cell, CSS pixels; really between 0.84 and 1.19 of it, because cells stand still while the map is zoomed. */
const cellPx = 52;
/** Fewer markers in one cell are drawn each for itself. */
const leastCount = 4;
/** From this scale on everything is drawn for itself: a cell is then less than a metre wide. */
export const apartFromPixelsPerMetre = 56;
/** Room that the sign of a cluster takes to each side, CSS pixels. */
export const clusterRadius = 17;

/**
 * Gathers markers of one cell of a grid that is fixed to the floor, so that panning changes no cluster. A sign stands
 * where its members are on average, but wholly inside of its cell: signs never cover each other.
 * @param apart markers that are never hidden in a cluster: the selected one, the one under the pointer
 */
export function clusterTags(
  drawn: readonly DrawnTag[],
  view: View,
  apart: (tag: DrawnTag) => boolean,
): { singles: readonly DrawnTag[]; clusters: Cluster[] } {
  if (drawn.length < leastCount || view.pixelsPerMetre >= apartFromPixelsPerMetre)
    return { singles: drawn, clusters: [] };
  const sizePx = cellSizeM(view.pixelsPerMetre) * view.pixelsPerMetre;
  const singles: DrawnTag[] = [];
  const cells = new Map<number, DrawnTag[]>();
  for (const tag of drawn) {
    if (apart(tag)) {
      singles.push(tag);
      continue;
    }
    const key = cellKey(Math.floor((tag.x - view.originX) / sizePx), Math.floor((tag.y - view.originY) / sizePx));
    const cell = cells.get(key);
    if (cell) cell.push(tag);
    else cells.set(key, [tag]);
  }
  const clusters: Cluster[] = [];
  for (const members of cells.values()) {
    if (members.length < leastCount) singles.push(...members);
    else clusters.push(clusterOf(members, view, sizePx));
  }
  return { singles, clusters };
}

/** Side of the cells at a scale, metres: it changes in steps of half a zoom level. */
export function cellSizeM(pixelsPerMetre: number): number {
  return cellPx / 2 ** (Math.round(Math.log2(pixelsPerMetre) * 2) / 2);
}

/** The cluster under a point, or null; `reach` in CSS pixels around its sign. */
export function clusterAt(clusters: readonly Cluster[], x: number, y: number, reach: number): Cluster | null {
  let best: Cluster | null = null;
  let bestPx = clusterRadius + reach;
  for (const cluster of clusters) {
    const px = Math.hypot(cluster.x - x, cluster.y - y);
    if (px < bestPx) [best, bestPx] = [cluster, px];
  }
  return best;
}

function clusterOf(members: readonly DrawnTag[], view: View, sizePx: number): Cluster {
  let x = 0;
  let y = 0;
  let live = 0;
  const byStyle = new Map<DrawnTag['style'], number>();
  for (const tag of members) {
    x += tag.x / members.length;
    y += tag.y / members.length;
    if (tag.freshness === 'live') live++;
    byStyle.set(tag.style, (byStyle.get(tag.style) ?? 0) + 1);
  }
  let [style, most] = [members[0].style, 0];
  for (const [one, count] of byStyle) if (count > most) [style, most] = [one, count];
  return {
    x: inCell(x, view.originX, sizePx),
    y: inCell(y, view.originY, sizePx),
    count: members.length,
    live,
    style,
    members,
  };
}

/** The nearest place at which the sign does not reach out of the cell. */
function inCell(at: number, origin: number, sizePx: number): number {
  const low = origin + Math.floor((at - origin) / sizePx) * sizePx;
  const margin = Math.min(clusterRadius + 2, sizePx / 2);
  return Math.min(low + sizePx - margin, Math.max(low + margin, at));
}

/** One number for a pair of cell numbers; unique while both stay within +-1,000,000. */
function cellKey(column: number, row: number): number {
  return column * 2_000_003 + row;
}
