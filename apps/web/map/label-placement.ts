/** A name that wants a place beside its marker. Lengths in CSS pixels of the map. */
export interface LabelWish {
  id: number;
  x: number;
  y: number;
  /** Half the size of the marker. */
  markerRadius: number;
  width: number;
  height: number;
  /** Higher comes first; a wish of `Infinity` is placed even where it covers something. */
  priority: number;
}

export type LabelSide = 'right' | 'left' | 'below' | 'above';

export interface PlacedLabel {
  id: number;
  side: LabelSide;
  /** Upper left corner. */
  left: number;
  top: number;
}

/** An upright rectangle. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const sides: readonly LabelSide[] = ['right', 'left', 'below', 'above'];
const gap = 3;
/** Belongs to no marker, so that every name keeps clear of it. */
const obstacleId = -1;
const cell = 64;

/**
 * Gives names their places: greedily by priority, each on the first free side, never over another name or
 * another marker or an obstacle. A name tries the side it had before first, so that names do not hop while markers move.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  sideBefore: ReadonlyMap<number, LabelSide> = new Map(),
  obstacles: readonly Box[] = [],
): PlacedLabel[] {
  const taken = new Map<string, (Box & { id: number })[]>();
  for (const { id, x, y, markerRadius: r } of wishes)
    take(taken, { id, left: x - r, top: y - r, right: x + r, bottom: y + r });
  for (const box of obstacles) take(taken, { ...box, id: obstacleId });
  const placed: PlacedLabel[] = [];
  const order = [...wishes].sort(
    (a, b) =>
      compare(b.priority, a.priority) || Number(sideBefore.has(b.id)) - Number(sideBefore.has(a.id)) || a.id - b.id,
  );
  for (const wish of order) {
    const before = sideBefore.get(wish.id);
    const tries = before ? [before, ...sides.filter((side) => side !== before)] : sides;
    const free = tries.find((side) => isFree(taken, boxAt(wish, side), wish.id));
    const side = free ?? (wish.priority === Infinity ? tries[0] : undefined);
    if (!side) continue;
    const box = boxAt(wish, side);
    take(taken, { ...box, id: wish.id });
    placed.push({ id: wish.id, side, left: box.left, top: box.top });
  }
  return placed;
}

/** `Infinity - Infinity` is no number, so priorities are compared and not subtracted. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function boxAt({ x, y, markerRadius, width, height }: LabelWish, side: LabelSide): Box {
  const away = markerRadius + gap;
  const left = side === 'right' ? x + away : side === 'left' ? x - away - width : x - width / 2;
  const top = side === 'below' ? y + away : side === 'above' ? y - away - height : y - height / 2;
  return { left, top, right: left + width, bottom: top + height };
}

function isFree(taken: Map<string, (Box & { id: number })[]>, box: Box, id: number): boolean {
  for (const key of cellsOf(box))
    for (const other of taken.get(key) ?? [])
      if (
        other.id !== id &&
        other.left < box.right &&
        other.right > box.left &&
        other.top < box.bottom &&
        other.bottom > box.top
      )
        return false;
  return true;
}

function take(taken: Map<string, (Box & { id: number })[]>, box: Box & { id: number }): void {
  for (const key of cellsOf(box)) {
    const boxes = taken.get(key);
    if (boxes) boxes.push(box);
    else taken.set(key, [box]);
  }
}

function cellsOf({ left, top, right, bottom }: Box): string[] {
  const keys: string[] = [];
  for (let column = Math.floor(left / cell); column <= Math.floor(right / cell); column++)
    for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row++) keys.push(`${column},${row}`);
  return keys;
}
