/** How long a marker glides to its new place, ms: the usual distance between two fixes of one tag. */
export const glideMs = 1000;
/** Beyond this a glide would draw a path nobody walked (through walls), so the marker jumps. Metres. */
export const longestGlideM = 15;

/** A marker on its way. Metres; `movedAtMs` by the browser's clock. */
export interface Glide {
  x: number;
  y: number;
  fromX: number;
  fromY: number;
  movedAtMs: number;
}

/** Share of the way done at `nowMs`, 0 to 1. Linear, so that a steadily moving tag moves steadily. */
export function glideShare(glide: Glide, nowMs: number): number {
  if (glide.fromX === glide.x && glide.fromY === glide.y) return 1;
  return Math.min(1, Math.max(0, (nowMs - glide.movedAtMs) / glideMs));
}

/** Whether the marker has not arrived yet. */
export function isGliding(glide: Glide, nowMs: number): boolean {
  return glideShare(glide, nowMs) < 1;
}

/** Where a new glide to (x, y) starts: where the marker stands now, or at its goal when that is too far. */
export function glideFrom(glide: Glide, x: number, y: number, nowMs: number): [x: number, y: number] {
  const share = glideShare(glide, nowMs);
  const fromX = glide.fromX + (glide.x - glide.fromX) * share;
  const fromY = glide.fromY + (glide.y - glide.fromY) * share;
  return Math.hypot(x - fromX, y - fromY) > longestGlideM ? [x, y] : [fromX, fromY];
}
