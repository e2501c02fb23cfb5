import type { FoundAsset } from '#contracts/search';

/** Obstacles of an asset that is not free to be taken, wherever it stands. */
const taken: ReadonlySet<FoundAsset['obstacles'][number]> = new Set([
  'in-use',
  'needs-cleaning',
  'needs-repair',
  'in-maintenance',
  'lent',
  'missing',
  'reserved',
]);

/** Whether it may be taken, if it is where it is told to be. */
export function isTakable({ obstacles }: Pick<FoundAsset, 'obstacles'>): boolean {
  return obstacles.every((obstacle) => !taken.has(obstacle));
}

/**
 * Where to look next: the best answer that was not looked for already. One that may be taken goes before one that may
 * not, and what has no known place is nowhere to go to. Null when nothing is left.
 */
export function nextBest(results: readonly FoundAsset[], passed: ReadonlySet<number>): FoundAsset | null {
  const left = results.filter(({ id, position }) => !passed.has(id) && position !== null);
  return left.find(isTakable) ?? left[0] ?? null;
}

/** The answers with those that somebody just did not find moved to the end, until the server knows as well. */
export function sunk(results: readonly FoundAsset[], passed: ReadonlySet<number>): FoundAsset[] {
  return [...results.filter(({ id }) => !passed.has(id)), ...results.filter(({ id }) => passed.has(id))];
}
